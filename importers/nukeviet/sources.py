"""What a given path is: a dump, or saved pages in a folder, an archive or a single file."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import IO, Final

from importers.nukeviet.dump import is_dump

_PAGES: Final = frozenset({".htm", ".html", ".xhtml", ".php", ".txt"})
_LARGEST: Final = 10_000_000
_MOST: Final = 1_000_000
_DUMPS: Final = frozenset({".bz2", ".gz", ".sql", ".xz"})


class Kind(Enum):
    """What a source is, in the words of the account."""

    DUMP = "bản sao lưu cơ sở dữ liệu"
    PAGES = "các trang đã lưu"


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file among saved pages: its name within the source, and its bytes, None where it is too large to be a page."""

    name: str
    data: bytes | None


class SourceError(Exception):
    """A source that cannot be opened or is neither a dump nor pages; the message says which."""


def kind_of(path: Path) -> Kind:
    """
    Tell what a source is.

    Raises:
        SourceError: It is nothing that can be read.
    """
    if path.is_dir():
        return Kind.PAGES
    if not path.is_file():
        raise SourceError(f"{path}: không có tệp hay thư mục này. (No such file or folder.)")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            has_dump = any(name.lower().endswith(".sql") for name in archive.namelist())
        return Kind.DUMP if has_dump else Kind.PAGES
    if path.suffix.lower() in (*_PAGES, ".tar") or _is_tar(path):
        return Kind.PAGES
    if path.suffix.lower() in _DUMPS or is_dump(path):
        return Kind.DUMP
    raise SourceError(
        f"{path}: không phải bản sao lưu MySQL (.sql, .xz, .gz), cũng không phải thư mục hay tệp zip chứa trang đã lưu."
        " (Neither a dump nor pages.)"
    )


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except (OSError, EOFError):
        return False


def saved_files(path: Path) -> Iterator[SavedFile]:
    """
    Yield the pages of a source by name; other files are passed over.

    Nothing is ever unpacked to the disk, so that names lead nowhere.

    Raises:
        SourceError: The archive is broken or holds more files than any portal has pages.
    """
    try:
        yield from _saved_files(path)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"{path}: tệp nén bị hỏng ({error}). (A broken archive.)") from error


def _saved_files(path: Path) -> Iterator[SavedFile]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if _is_page(file.name) and file.is_file():
                yield _from_disk(file, file.relative_to(path).as_posix())
    elif zipfile.is_zipfile(path):
        yield from _from_zip(path)
    elif path.suffix.lower() in _PAGES:
        yield _from_disk(path, path.name)
    else:
        with tarfile.open(path) as archive:
            for entry in archive:
                stream = archive.extractfile(entry) if entry.isfile() and _is_page(entry.name) else None
                if stream is not None:
                    yield _bounded(entry.name, stream)


def _from_disk(file: Path, name: str) -> SavedFile:
    with file.open("rb") as stream:
        return _bounded(name, stream)


def _from_zip(path: Path) -> Iterator[SavedFile]:
    with zipfile.ZipFile(path) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        if len(members) > _MOST:
            raise SourceError(f"{path}: quá nhiều tệp ({len(members)}). (Too many files.)")
        for member in members:
            if _is_page(member.filename) and not member.is_dir():
                with archive.open(member) as stream:
                    yield _bounded(member.filename, stream)


def _bounded(name: str, stream: IO[bytes]) -> SavedFile:
    """Return a file; the size that an archive names may be a lie, so that no more is read than a page may have."""
    data = stream.read(_LARGEST + 1)
    return SavedFile(name, data if len(data) <= _LARGEST else None)


def _is_page(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in _PAGES and not path.name.startswith((".", "._"))
