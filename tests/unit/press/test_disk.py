"""A disk that fails leaves the last site, and says what to do."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from plugins.press.changes import PublicationError, UnfinishedError
from plugins.press.disk import explain
from plugins.press.publication import Publication
from plugins.press.staging import JOURNAL, STAGING
from plugins.press.store import Store


@cache
def stores() -> dict[Path, Store]:
    """Return the stores that are open, by folder."""
    return {}


def opened(output: Path) -> Publication:
    """Begin a publication, as a new process would; the store of an output on a small disk lies on the large one."""
    folder = output.parent.with_suffix(".state") if output.name == "output" else output.with_suffix(".state")
    if folder in stores():
        stores()[folder].close()
    stores()[folder] = Store(folder, "1")
    return Publication(output, stores()[folder])


def publish(output: Path, **files: bytes) -> None:
    """Publish files; what fails is abandoned, as a build does."""
    publication = opened(output)
    try:
        for name, data in files.items():
            publication.add(f"{name}.html", data, name)
        publication.commit()
    except PublicationError:
        publication.abandon()
        raise


def tree(output: Path) -> dict[str, bytes]:
    """Return every file below *output*."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "đĩa đã đầy"),
        (errno.EDQUOT, "đã dùng hết dung lượng được cấp"),
        (errno.EACCES, "không có quyền"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.ENOENT, "không còn ở đó"),
        (errno.ELOOP, os.strerror(errno.ELOOP)),
    ],
)
def test_a_cause_is_said_in_words_that_help(number: int, said: str) -> None:
    """With the file, where it is known; a cause without words of ours has the system's."""
    assert explain(OSError(number, os.strerror(number), "a.html")).startswith(f"a.html: {said}")
    assert explain(OSError(number, os.strerror(number))).startswith(said)
    assert explain(OSError(number, os.strerror(number)), Path("b")).startswith(f"b: {said}")


def test_a_file_that_may_not_grow_stops_the_build(tmp_path: Path) -> None:
    """Where the system refuses a write, the last site stays to the byte and nothing staged is left behind."""
    publish(tmp_path, a=b"old")
    before = tree(tmp_path)
    code = (
        "import resource, sys; from pathlib import Path; from tests.unit.press.test_disk import publish\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "publish(Path(sys.argv[1]), a=b'new', b=bytes(10_000))"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        cwd=root,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert f"PublicationError: {tmp_path}/b.html: tệp lớn hơn mức hệ thống cho phép" in done.stderr
    assert tree(tmp_path) == before
    assert not (tmp_path / STAGING).exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB; only root can have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=False).returncode:
        pytest.skip("needs the right to mount a small disk; a limit on file sizes stands in for it above")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_stops_the_build(small_disk: Path) -> None:
    """The message names the file and the cause; the last site is whole, and the space is free again."""
    output = small_disk / "output"
    publish(output, a=b"old")
    before = tree(output)
    with pytest.raises(PublicationError, match=r"output/b\.html: đĩa đã đầy") as error:
        publish(output, a=b"new", b=bytes(300_000))
    assert "trang cũ còn nguyên" in error.value.aftermath
    assert tree(output) == before
    publish(output, a=b"new", b=bytes(100_000))


def test_a_full_disk_of_the_memory_is_said(small_disk: Path, tmp_path: Path) -> None:
    """The site is published all the same; the next build has the memory of the last one that could be kept, or none."""
    store = Store(small_disk / "state", "1")
    store.commit()
    store.close()
    store = Store(small_disk / "state", "1")
    store.put("article", "a.md", bytes(400_000))
    publication = Publication(tmp_path / "site", store)
    publication.add("a.html", b"new", "a")
    assert "đĩa đã đầy" in publication.commit().forgets
    store.close()
    assert (tmp_path / "site" / "a.html").read_bytes() == b"new"
    store = Store(small_disk / "state", "1")
    assert store.get("article", "a.md") is None
    assert "không phải của lần dựng trước" in Publication(tmp_path / "site", store).outputs.doubt
    store.close()


def test_a_disk_that_cannot_be_written_is_said(small_disk: Path) -> None:
    """A read-only disk is told from a full one."""
    publish(small_disk / "output", a=b"old")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(PublicationError, match="chỉ cho đọc"):
        publish(small_disk / "output", a=b"new")
    assert tree(small_disk / "output")["a.html"] == b"old"


def test_a_source_that_vanished_is_named(tmp_path: Path) -> None:
    """Somebody deleted a picture while the site was being built."""
    with pytest.raises(PublicationError, match=r"^media/anh\.jpg: không còn ở đó"):
        opened(tmp_path).add("media/anh.jpg", tmp_path / "anh.jpg", "media/anh.jpg")


def test_a_failure_while_moving_is_finished_by_the_next_build(tmp_path: Path) -> None:
    """Then the old site is no longer whole, so the message must not say it is; the journal stays."""
    publish(tmp_path, a=b"old")
    publication = opened(tmp_path)
    publication.add("a.html", b"new", "a")
    publication.add("b/c.html", b"more", "c")
    (tmp_path / "b").write_bytes(b"somebody's file, put there while the site was built")
    with pytest.raises(UnfinishedError) as error:
        publication.commit()
    assert "lần dựng sau sẽ làm nốt" in error.value.aftermath
    assert (tmp_path / STAGING / JOURNAL).is_file()
    (tmp_path / "b").unlink()
    publish(tmp_path, a=b"new")
    assert tree(tmp_path).keys() == {"a.html", "manifest/_.txt", "manifest/digest.json"}
