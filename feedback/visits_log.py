"""
A log as a file: plain or packed by gzip, rotated under another name, growing while it is read.

A log is known again by its content, not by its name: rotation renames it, packing gives it another inode. Its mark
is a hash of its beginning and of what stands before the place where reading stopped, addresses left out.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_MARK_BYTES: Final = 4096
_BLOCK: Final = 1 << 20
_LONGEST_LINE: Final = 1 << 20
_GZIP: Final = b"\x1f\x8b"
_ADDRESS: Final = re.compile(rb"^[^ \n]*", re.MULTILINE)


class LogError(Exception):
    """A log cannot be read; `str()` names file, cause and remedy."""


@dataclass(frozen=True, slots=True)
class Mark:
    """
    How far a log was read.

    Attributes:
        offset: Bytes of the unpacked log.
        lines: How many lines these are.
        head, tail: Hashes of its first bytes and of those before *offset*.
    """

    offset: int
    lines: int
    head: bytes
    tail: bytes


class Log:
    """The lines of an open log that were not read before; iterate once, then `mark` says how far that went."""

    def __init__(self, path: Path, file: BinaryIO, head: bytes, tail: bytes, before: Mark | None) -> None:
        self._path = path
        self._file = file
        self._head = head
        self._offset = before.offset if before else 0
        self._lines = before.lines if before else 0
        self._tail = tail

    def read(self, is_line: Callable[[bytes], bool]) -> Iterator[tuple[int, bytes]]:
        """
        Yield (number of the line in the log, line without its end).

        Args:
            is_line: Tells whether a last line that has no end yet is there whole; else it is left for the next time.

        Raises:
            LogError: What it holds is no text of lines.
        """
        rest = b""
        while block := self._file.read(_BLOCK):
            rest += block
            whole = rest[: rest.rfind(b"\n") + 1]
            rest = rest[len(whole) :]
            if len(rest) > _LONGEST_LINE or b"\0" in block:
                raise _binary(self._path)
            yield from self._take(whole)
        if rest and is_line(rest):
            yield from self._take(rest)

    def _take(self, text: bytes) -> Iterator[tuple[int, bytes]]:
        for line in text.removesuffix(b"\n").split(b"\n") if text else ():
            self._lines += 1
            yield self._lines, line
        self._offset += len(text)
        self._head = (self._head + text)[:_MARK_BYTES] if len(self._head) < _MARK_BYTES else self._head
        self._tail = (self._tail + text)[-_MARK_BYTES:]

    @property
    def mark(self) -> Mark:
        """How far the log is read now."""
        return Mark(self._offset, self._lines, _hash(self._head), _hash(self._tail))


@contextmanager
def open_log(path: Path, marks: Iterable[Mark]) -> Iterator[tuple[Log, Mark | None]]:
    """
    Open a log where reading stopped the last time; give the one of *marks* that says so, too.

    Raises:
        LogError: It cannot be read, or is no text; also while it is read.
    """
    with _opened(path) as file:
        start = file.read(_MARK_BYTES)
        if b"\0" in start:
            raise _binary(path)
        known = [mark for mark in marks if mark.head == _hash(start[: mark.offset])]
        for mark in sorted(known, key=lambda mark: mark.offset):
            file.seek(max(mark.offset - _MARK_BYTES, 0))
            tail = file.read(min(mark.offset, _MARK_BYTES))
            if len(tail) < min(mark.offset, _MARK_BYTES):  # an older copy of what was read already
                yield Log(path, io.BytesIO(), start, tail, mark), mark
                return
            if _hash(tail) == mark.tail:
                yield Log(path, file, start[: mark.offset], tail, mark), mark
                return
        file.seek(0)
        yield Log(path, file, b"", b"", None), None


def _hash(text: bytes) -> bytes:
    """Return the hash of lines without the addresses that they begin with."""
    return hashlib.sha256(_ADDRESS.sub(b"", text)).digest()


def _binary(path: Path) -> LogError:
    return LogError(f"{path}: không phải tệp nhật ký mà là tệp nhị phân. Cách sửa: xem lại tên tệp. (A binary file.)")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """
    Open a log; a packed one gives its content.

    Raises:
        LogError: It cannot be read, or what it holds is broken.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield unpacked  # type: ignore[misc]  # a reader like any other
            else:
                yield file
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        message = f"{path}: tệp gzip bị hỏng hoặc bị cắt ngang: {error}. Cách sửa: lấy lại tệp này. (Broken gzip file.)"
        raise LogError(message) from error
    except OSError as error:
        message = f"{path}: không đọc được: {error.strerror}. Cách sửa: xem lại tên và quyền đọc. (Cannot be read.)"
        raise LogError(message) from error
