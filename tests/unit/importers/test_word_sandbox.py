"""Word files are read by a process of its own; whatever happens to it is a refusal, and nothing is left behind."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from importers.word import worker
from importers.word.refusal import RefusedError
from importers.word.sandbox import read_word
from tests.word_files import docx, image_of, p, picture

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs, the first and only one where they are looked for; temporary files go to another."""
    made = tmp_path / "bin"
    made.mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("PATH", f"{made}:/usr/bin:/bin")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    return made


def make_office(folder: Path, script: str) -> None:
    """Make a program that stands for LibreOffice; in *script* $made is the file that it should write."""
    program = folder / "soffice"
    program.write_text(
        '#!/bin/sh\nfor last; do [ "$before" = --outdir ] && out=$last; before=$last; done\n'
        f"made=$out/nguon.docx\n{script}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    """Return a file."""
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def refusal_of(file: Path, *, seconds: float = 60) -> RefusedError:
    """Return why a file is refused."""
    with pytest.raises(RefusedError) as refused:
        read_word(file, seconds=seconds)
    return refused.value


def test_a_file_comes_back_whole_and_nothing_is_left(tmp_path: Path, folder: Path) -> None:
    """With its pictures; names with blanks and marks are as good as any."""
    data = docx(p("Tên bài", style="Tieude"), "Một.", p(picture("a", "Lễ")), media={"a.png": image_of()})
    reading = read_word(write(tmp_path, "Báo cáo (mới) -- 1.docx", data))
    assert (reading.title, [kept.data for kept in reading.pictures]) == ("Tên bài", [image_of()])
    assert list((folder.parent / "tmp").iterdir()) == []


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """By the clock, whatever it waits for."""
    begin = time.monotonic()
    assert refusal_of(write(tmp_path, "a.docx", docx("a")), seconds=0.05).name == "slow"
    assert time.monotonic() - begin < 10


def test_the_reader_may_not_use_more_than_its_share() -> None:
    """Of memory, of processor time, of disk: the system itself says no."""
    code = (
        "import resource as r; from importers.word.worker import limit_resources; limit_resources();"
        "print([r.getrlimit(kind)[0] for kind in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)]); bytearray(2_000_000_000)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.stdout == f"[{worker.MEMORY}, {worker.SECONDS}, 0]\n"
    assert "MemoryError" in done.stderr
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != worker.MEMORY


def test_an_old_file_is_read_by_way_of_libreoffice(tmp_path: Path, folder: Path) -> None:
    """What it makes is looked at like any other file; the article keeps the name of the file that was given."""
    made = write(tmp_path, "made.docx", docx("Một câu có dấu chấm ở cuối.", "Hai."))
    make_office(folder, f'mkdir -p "$out"; cp "{made}" "$made"')
    reading = read_word(write(tmp_path, "cu-ky.doc", OLD))
    assert (reading.title, reading.summary) == ("cu ky", "Một câu có dấu chấm ở cuối.")


@pytest.mark.parametrize(
    ("script", "seconds", "cause"),
    [
        ("echo 'source file could not be loaded' >&2; exit 1", 60, "converter"),
        ("exit 0", 60, "converter"),
        ('mkdir -p "$out"; echo %PDF > "$made"', 60, "format"),
        ("sleep 100", 5, "slow"),
    ],
)
def test_a_libreoffice_that_fails_is_a_refusal(
    tmp_path: Path, folder: Path, script: str, seconds: float, cause: str
) -> None:
    """It says nothing, makes nothing or something else, or hangs."""
    make_office(folder, script)
    assert refusal_of(write(tmp_path, "cu.doc", OLD), seconds=seconds).name == cause
    assert list((folder.parent / "tmp").iterdir()) == []


def test_without_libreoffice_the_message_says_how_to_go_on(tmp_path: Path, folder: Path) -> None:
    """Word itself can save the file anew."""
    refused = refusal_of(write(tmp_path, "cu.doc", OLD))
    assert "LibreOffice" in refused.cause
    assert "Lưu thành (Save As)" in refused.remedy
    assert folder.is_dir()


def test_a_reader_that_falls_is_told_with_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours must not look like a mistake of the file's."""
    monkeypatch.setattr("importers.word.sandbox._ROOT", tmp_path)  # there is no reader there
    refused = refusal_of(write(tmp_path, "a.docx", docx("a")))
    assert refused.name == "failed"
    assert "importers" in refused.seen
