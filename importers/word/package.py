"""
A .docx as its parts, after every look that costs nothing: macros, passwords, bombs, paths that lead out.

Nothing is unpacked to disk, and nothing beyond the sizes that the table of contents promises; Python's `zipfile` reads
no more of a member than that.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from importers.word.parsing import parse_xml
from importers.word.refusal import RefusedError
from plugins.newsroom.vietnamese import format_size

LARGEST_FILE: Final = 100_000_000
"""Bytes a file may have; a report with fifty photographs has 60 million."""
LARGEST_XML: Final = 50_000_000
"""Bytes that all XML parts may have together; a book of 500 pages has 15 million."""
LARGEST_PARTS: Final = 200_000_000
"""Bytes that all parts may have together."""
MOST_PARTS: Final = 5_000

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIB: Final = b"\xec\xa5"  # begins the text of a .doc, always at the beginning of a sector; the flags are behind it
_SECTOR: Final = 512
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MACRO_PART: Final = re.compile(r"(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|Basic/.*|Scripts/.*)$", re.IGNORECASE)
_SIGNATURES: Final = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"<", "HTML hoặc XML"),
    (b"MIME-Version", "trang web .mht"),
)
_OTHER_OFFICE: Final = (("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"))
_TEXT_OF_ODF: Final = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says about another one; `target` is a part's name, or an address where `is_outside`."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of a .docx that has been looked at."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self.main = self._find_main()

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._names

    def read(self, name: str) -> bytes:
        """
        Return the bytes of a part.

        Raises:
            RefusedError: It is missing or damaged.
        """
        return _read_member(self._archive, name)

    def parse(self, name: str) -> etree._Element | None:
        """
        Return the tree of an XML part, None where there is no such part.

        Raises:
            RefusedError: It is no XML, or declares entities.
        """
        if not self.has(name):
            return None
        data = self.read(name)
        if len(data) > LARGEST_XML:
            raise RefusedError("bomb", format_size(len(data)))
        return parse_xml(data, name)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Return the relations of a part by their ids."""
        folder, base = posixpath.split(name)
        root = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for item in root if root is not None else ():
            target, is_outside = item.get("Target", ""), item.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], target, is_outside)
        return found

    def _find_main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                return relation.target
        return "word/document.xml"


def read_file(path: Path) -> bytes:
    """
    Return the bytes of a file.

    Raises:
        RefusedError: It cannot be read, is empty, or is larger than `LARGEST_FILE`.
    """
    try:
        if not path.is_file():
            raise RefusedError("missing", "không phải tệp thường" if path.exists() else "không có tệp này")
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RefusedError("missing", error.strerror or type(error).__name__) from error
    if len(data) > LARGEST_FILE:
        raise RefusedError("large", f"hơn {format_size(LARGEST_FILE)}")
    if not data:
        raise RefusedError("format", "tệp rỗng")
    return data


def needs_office(data: bytes) -> str:
    """
    Return ".doc" or ".odt" where only LibreOffice can read the bytes, "" for what claims to be a .docx.

    Raises:
        RefusedError: It is none of these, has a password, or holds macros.
    """
    if data.startswith(_OLE):
        if _stream("EncryptedPackage") in data:
            raise RefusedError("password")
        if _stream("WordDocument") not in data:
            raise RefusedError("format", "tệp Office kiểu cũ, không phải Word")
        if _stream("_VBA_PROJECT") in data:
            raise RefusedError("active", "macro VBA")
        if any(
            data[place : place + 2] == _FIB and data[place + 11] & 1
            for place in range(_SECTOR, len(data) - _SECTOR, _SECTOR)
        ):
            raise RefusedError("password")
        return ".doc"
    if not data.startswith(_ZIP):
        start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
        kind = next((kind for sign, kind in _SIGNATURES if start.startswith(sign)), "không nhận ra định dạng")
        raise RefusedError("format", kind)
    with _open(data) as archive:
        _refuse_members(archive)
        if "mimetype" not in archive.namelist():
            return ""
        if _read_member(archive, "mimetype").strip() != _TEXT_OF_ODF:
            raise RefusedError("format", "OpenDocument không phải văn bản")
        if b"encryption-data" in _read_member(archive, "META-INF/manifest.xml"):
            raise RefusedError("password")
        return ".odt"


def open_package(data: bytes) -> Package:
    """
    Open the bytes of a .docx.

    Raises:
        RefusedError: See `CAUSES`.
    """
    archive = _open(data)
    _refuse_members(archive)
    names = frozenset(archive.namelist())
    for name, kind in _OTHER_OFFICE:
        if name in names:
            raise RefusedError("format", f"tệp {kind}")
    if "[Content_Types].xml" not in names:
        raise RefusedError("format", "tệp nén, không có tài liệu Word bên trong")
    package = Package(archive)
    if b"macroenabled" in package.read("[Content_Types].xml").lower():
        raise RefusedError("active", "tài liệu có macro, .docm")
    if not package.has(package.main):
        raise RefusedError("broken", package.main)
    return package


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError("broken", "tệp nén không mở được, có thể tải chưa hết") from error


def _read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise RefusedError("broken", name) from error


def _refuse_members(archive: zipfile.ZipFile) -> None:
    """Refuse an archive for what its table of contents says."""
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise RefusedError("bomb", f"{len(members)} phần")
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if name in seen or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise RefusedError("names", repr(name[:80]))
        seen.add(name)
        if member.flag_bits & _ENCRYPTED:
            raise RefusedError("password")
        if member.compress_type not in _METHODS:
            raise RefusedError("broken", f"cách nén lạ ở {name[:80]}")
        if _MACRO_PART.search(name):
            raise RefusedError("active", name[:80])
    text = sum(member.file_size for member in members if member.filename.lower().endswith((".xml", ".rels")))
    total = sum(member.file_size for member in members)
    if text > LARGEST_XML or total > LARGEST_PARTS:
        raise RefusedError("bomb", format_size(max(text, total)))


def _stream(name: str) -> bytes:
    """Return how the directory of an OLE file writes a name."""
    return name.encode("utf-16-le")
