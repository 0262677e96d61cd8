"""
Every cause for which a Word file is refused is produced by a file, word for word, within seconds.

The files are made here: none of them could be kept in a repository.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from importers.word.package import LARGEST_FILE
from importers.word.refusal import CAUSES, RefusedError
from importers.word.sandbox import read_word
from importers.word.transcript import MOST_PARAGRAPHS
from tests.word_files import docx, p, parts_of, zip_of

SECONDS: Final = 20
"""How long a refusal may take on a machine that does much else; it takes one."""

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
PLAIN: Final = docx("Một đoạn.")
LAUGHS: Final = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]><d>&j;</d>"
)


def changed(name: str, data: bytes) -> bytes:
    """Return the plain file with another part, or another one in its place."""
    return zip_of(parts_of(PLAIN) | {name: data})


def nested_tables(depth: int) -> str:
    """Return a table in a cell of a table, and so on."""
    return "<w:tbl><w:tr><w:tc>" * depth + p("sâu") + "</w:tc></w:tr></w:tbl>" * depth


def stream(name: str) -> bytes:
    """Return an old Office file whose directory has a stream of this name."""
    return OLE + name.encode("utf-16-le") + b"\0" * 600


def encrypted(data: bytes) -> bytes:
    """Return a ZIP archive whose members say that they have a password."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := bytes(made).find(signature, place + 1)) >= 0:
            made[place + offset] |= 1
    return bytes(made)


def spoilt(data: bytes) -> bytes:
    """Return a ZIP archive in which the bytes of the document are wrong."""
    made = bytearray(data)
    start = data.find(b"word/document.xml") + 30
    for place in range(start, start + 40):
        made[place] ^= 0x55
    return bytes(made)


def too_large(file: Path) -> None:
    """Make a file of too many bytes that takes no room on the disk."""
    with file.open("wb") as opened:
        opened.truncate(LARGEST_FILE + 1)


# Name of a case → (the file's bytes, the cause's name, what the message has to say).
CASES: Final[dict[str, tuple[bytes | Callable[[Path], object], str, str]]] = {
    "macro.docm": (changed("word/vbaProject.bin", b"\1"), "active", "word/vbaProject.bin"),
    "macro.docx": (changed("word/vbaProject.bin", b"\1"), "active", "word/vbaProject.bin"),
    "macro-type.docx": (
        docx("a", main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "active",
        ".docm",
    ),
    "macro.doc": (stream("WordDocument") + stream("_VBA_PROJECT"), "active", "macro VBA"),
    "macro.odt": (
        zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/script-lc.xml": b"<a/>"}),
        "active",
        "Basic/script-lc.xml",
    ),
    "200-mb.docx": (changed("word/document.xml", b" " * 200_000_000), "bomb", "190,7 MB"),
    "300-mb-of-pictures.docx": (changed("word/media/a.png", b"\0" * 300_000_000), "bomb", "286,1 MB"),
    "6000-parts.docx": (zip_of(parts_of(PLAIN) | {f"x/{n}": b"" for n in range(6000)}), "bomb", "6007 phần"),
    "half.docx": (PLAIN[: len(PLAIN) // 2], "broken", "tải chưa hết"),
    "spoilt.docx": (spoilt(PLAIN), "broken", "word/document.xml"),
    "no-xml.docx": (changed("word/document.xml", b"<w:document>"), "broken", "word/document.xml"),
    "no-document.docx": (
        zip_of({name: data for name, data in parts_of(PLAIN).items() if name != "word/document.xml"}),
        "broken",
        "word/document.xml",
    ),
    "deep.docx": (docx("<w:sdt><w:sdtContent>" * 3000 + p("sâu") + "</w:sdtContent></w:sdt>" * 3000), "deep", "256"),
    "tables.docx": (docx(nested_tables(60)), "deep", "bảng trong bảng"),
    "laughs.docx": (changed("word/document.xml", LAUGHS), "doctype", "word/document.xml"),
    "laughs-utf-16.docx": (
        changed("word/document.xml", LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")),
        "doctype",
        "word/document.xml",
    ),
    "password-file.docx": (
        changed("word/styles.xml", b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'),
        "doctype",
        "word/styles.xml",
    ),
    "blank.docx": (docx(p(), p("  ")), "empty", ""),
    "nothing.docx": (b"", "format", "tệp rỗng"),
    "text.docx": (b"Xin", "format", "không nhận ra"),
    "paper.pdf": (b"%PDF-1.7", "format", "PDF"),
    "paper.rtf": (b"{\\rtf1 a}", "format", "RTF"),
    "page.doc": (b"<html><body>a</body></html>", "format", "HTML"),
    "sheet.docx": (zip_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "format", "Excel"),
    "sheet.ods": (zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "format", "OpenDocument"),
    "photographs.zip": (zip_of({"a.jpg": b"a"}), "format", "không có tài liệu Word"),
    "huge.docx": (too_large, "large", "95,4 MB"),
    "many-paragraphs.docx": (docx(p("a") * (MOST_PARAGRAPHS + 1)), "large", "15.001 đoạn"),
    "folder.docx": (Path.mkdir, "missing", "không phải tệp thường"),
    "nowhere.docx": (lambda _file: None, "missing", "không có tệp này"),
    "out.docx": (changed("../../x.xml", b""), "names", "../../x.xml"),
    "root.docx": (changed("/etc/x", b""), "names", "/etc/x"),
    "drive.docx": (changed("C:\\x", b""), "names", "C:"),
    "old.doc": (stream("WordDocument"), "office", ".doc"),
    "locked.docx": (stream("EncryptedPackage"), "password", ""),
    "locked.doc": (
        stream("WordDocument") + b"\0" * 400 + b"\xec\xa5" + b"\0" * 9 + b"\1" + b"\0" * 600,
        "password",
        "",
    ),
    "locked-zip.docx": (encrypted(PLAIN), "password", ""),
    "locked.odt": (
        zip_of(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": b"<m><f><encryption-data/></f></m>",
            }
        ),
        "password",
        "",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_with_its_cause_and_remedy(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within seconds, in a process of its own; what to do is said."""
    monkeypatch.setenv("PATH", "")  # no LibreOffice
    content, cause, words = CASES[name]
    file = tmp_path / name
    if callable(content):
        content(file)
    else:
        file.write_bytes(content)
    begin = time.monotonic()
    with pytest.raises(RefusedError) as refused:
        read_word(file)
    assert time.monotonic() - begin < SECONDS
    assert refused.value.name == cause
    assert words in refused.value.cause
    assert refused.value.remedy == CAUSES[cause][1]
    assert "{" not in refused.value.cause + refused.value.remedy


def test_every_cause_is_produced_by_a_test() -> None:
    """What needs a program to fail (a converter, a reader, too much time) is in the tests of the sandbox."""
    elsewhere = {"converter", "failed", "slow"}
    assert {cause for _, cause, _ in CASES.values()} | elsewhere == set(CAUSES)
