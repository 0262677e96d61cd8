"""
A MySQL dump as a stream of rows, without a server.

A tokenizer of INSERT statements: it holds one row in memory at a time, however long the statement is, goes on
behind what it cannot read, and says where that was.  Strings stay bytes: what they are encoded in is found out later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import BinaryIO, Final, TypeAlias

Cell: TypeAlias = bytes | None

_CHUNK: Final = 1 << 20
_LONGEST_ROW: Final = 1 << 26  # bytes; a mediumtext has a quarter of it
_NAME: Final = rb"(?:(?:`[^`]+`|\"[^\"]+\"|\w+)\s*\.\s*)?(?:`(?P<a>[^`]+)`|\"(?P<b>[^\"]+)\"|(?P<c>[\w$]+))"
_BLANK: Final = re.compile(rb"(?:\s+|--(?=[\s])[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|/\*(?!!).*?\*/|;)+", re.DOTALL)
_INSERT: Final = re.compile(
    rb"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s+)*(?:INTO\s+)?"
    + _NAME
    + rb"\s*(?:\((?P<columns>[^()]*)\)\s*)?VALUES?\s*",
    re.IGNORECASE,
)
_CREATE: Final = re.compile(rb"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + _NAME + rb"\s*\(", re.IGNORECASE)
_COLUMN: Final = re.compile(rb"(?:`([^`]+)`|\"([^\"]+)\"|(\w+))\s+[a-z]", re.IGNORECASE)
_KEY: Final = re.compile(rb"(?:PRIMARY|UNIQUE|FULLTEXT|SPATIAL|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK)\b", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"SET\s+NAMES\s+'?(\w+)", re.IGNORECASE)
_FINISHED: Final = re.compile(rb"--\s*Dump completed(?: on)?\s*([\d-]+\s+[\d:]+)?")
_VALUE: Final = re.compile(
    rb"\s*(?:(?P<null>NULL\b)"
    rb"|(?:_[a-z0-9]+\s*|N)?'(?P<text>[^'\\]*(?:(?:\\.|'')[^'\\]*)*)'(?!')"
    rb"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?![\w.])"
    rb"|(?:_[a-z0-9]+\s*)?(?:0x(?P<hex>[0-9a-f]*)|x'(?P<quoted>[0-9a-f]*)'|b'[01]*')"
    rb"|(?:_[a-z0-9]+\s*)?\"(?P<double>[^\"\\]*(?:(?:\\.|\"\")[^\"\\]*)*)\"(?!\")"
    rb"|(?P<word>[a-z_]\w*(?:\([^()']*\))?))\s*(?P<end>[,)])",
    re.IGNORECASE | re.DOTALL,
)
_ROW_BEGINS: Final = re.compile(rb"\s*,?\s*\(")
_ROWS_END: Final = re.compile(rb"\s*(?:;|ON\s+DUPLICATE\s+KEY[^;]*;|AS\s+\w+[^;]*;)", re.IGNORECASE)
# What begins a statement: where reading goes on after something that cannot be read.
_RESUME: Final = re.compile(
    rb"\n(?=(?:INSERT|REPLACE|CREATE|DROP|LOCK|UNLOCK|ALTER|SET|USE|--|/\*!)[\s\d-])", re.IGNORECASE
)
_SKIP: Final = re.compile(
    rb"(?:[^'\"`;/#-]+|'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'|\"[^\"\\]*(?:(?:\\.|\"\")[^\"\\]*)*\"|`[^`]*`|/\*.*?\*/|--[^\n]*\n|[-/#])+",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(rb"\\(.)|''", re.DOTALL)
_ESCAPED: Final = {b"0": b"\0", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"Z": b"\x1a"}
_KEPT: Final = {b"%": b"\\%", b"_": b"\\_"}


class Wish(Enum):
    """What is to be done with the rows of a table."""

    READ = "read"
    COUNT = "count"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the names of its columns are those of the INSERT, else of the CREATE TABLE."""

    table: str
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place of the dump that cannot be read: the byte, the table or "", what is wrong."""

    offset: int
    table: str
    reason: str


@dataclass(slots=True)
class DumpReader:
    """
    Reads one dump, once.

    Attributes:
        stream: The dump, unpacked.
        wish: What is to be done with the rows of a table; those that are passed over cost least.
        damages: What could not be read, so far.
        charset: What the dump says of itself, "" where it says nothing.
        finished: When the dump was made, as it says at its end; "" where it does not.
        counted: Table → how many rows of it there are, of those that were to be counted.
        columns: Table → its columns.
    """

    stream: BinaryIO
    wish: Callable[[str], Wish]
    damages: list[Damage] = field(default_factory=list)
    charset: str = ""
    finished: str = ""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    offset: int = 0
    _buffer: bytes = b""
    _at: int = 0
    _is_over: bool = False
    _step: int = _CHUNK
    _was_cut: bool = False

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are asked for, in the dump's order."""
        while self._begin():
            head = self._buffer[self._at : self._at + 16].lstrip()[:7].upper()
            if head.startswith((b"INSERT", b"REPLACE")):
                yield from self._insert()
            elif head.startswith(b"CREATE"):
                self._create()
            else:
                self._skip()
            if self._was_cut and head.startswith((b"INSERT", b"REPLACE", b"CREATE")):
                self._damage("", "bị cắt ngang")
                self._was_cut = False

    @property
    def place(self) -> int:
        """Return how many bytes of the unpacked dump were read."""
        return self.offset + self._at

    def _fill(self) -> bool:
        """Get more of the dump; return False at its end."""
        if self._is_over:
            return False
        if self._at:
            self.offset += self._at
            self._buffer = self._buffer[self._at :]
            self._at = 0
        try:
            chunk = self.stream.read(self._step)
        except (OSError, EOFError, ValueError) as error:  # a broken archive; lzma's and zlib's errors are among them
            self._damage("", f"tệp nén bị hỏng ({error})")
            chunk = b""
        if not chunk:
            self._is_over = True
            return False
        self._buffer += chunk
        if match := _FINISHED.search(self._buffer, max(len(self._buffer) - len(chunk) - 100, 0)):
            self.finished = (match[1] or b"").decode()
        return True

    def _damage(self, table: str, reason: str) -> None:
        self.damages.append(Damage(self.place, table, reason))

    def _begin(self) -> bool:
        """Go to the next statement; return False at the end."""
        while True:
            match = _BLANK.match(self._buffer, self._at)
            if match and match.end() < len(self._buffer):
                self._at = match.end()
            elif match:
                if self._fill():
                    continue
                self._at = len(self._buffer)
            if len(self._buffer) - self._at >= 2 * _LONGEST_HEAD or not self._fill():
                return self._at < len(self._buffer)

    def _match(self, pattern: re.Pattern[bytes], limit: int = _LONGEST_ROW) -> re.Match[bytes] | None:
        """Match here, with more of the dump where the match may go on behind what is there."""
        self._step = _CHUNK
        while True:
            match = pattern.match(self._buffer, self._at)
            if match is not None and match.end() < len(self._buffer):
                return match
            if len(self._buffer) - self._at > limit or not self._fill():
                return match
            self._step = min(self._step * 2, 1 << 26)

    def _insert(self) -> Iterator[Row]:
        match = self._match(_INSERT, _CHUNK)
        if match is None:
            self._skip()
            return
        table = _name(match)
        listed = match["columns"]
        columns = _names(listed) if listed else self.columns.get(table, ())
        self._at = match.end()
        wish = self.wish(table)
        if wish is Wish.LEAVE:
            self._skip()
        elif wish is Wish.READ and not columns:
            self._damage(table, "không có CREATE TABLE nên không biết tên các cột")
            self._skip()
        else:
            for cells in self._table_rows(table, is_told=wish is Wish.READ):
                if wish is Wish.READ:
                    yield Row(table, columns, tuple(cells))
                else:
                    self.counted[table] = self.counted.get(table, 0) + 1

    def _table_rows(self, table: str, *, is_told: bool) -> Iterator[list[Cell]]:
        """Yield the rows of one INSERT."""
        while not self._at_end_of_rows():
            cells = self._row()
            if cells is None:
                place = self.place
                reason = "không hiểu được một dòng dữ liệu" if self._resume() else "bị cắt ngang"
                if is_told:
                    self.damages.append(Damage(place, table, reason))
                return
            yield cells

    def _at_end_of_rows(self) -> bool:
        """Pass over what ends an INSERT; return False before another row."""
        while len(self._buffer) - self._at < 2 * _LONGEST_HEAD and self._fill():
            pass
        match = _ROWS_END.match(self._buffer, self._at)
        if match is None:
            return False
        self._at = match.end()
        return True

    def _row(self) -> list[Cell] | None:
        """Read `(…)`; return None where it cannot be read."""
        begin = _ROW_BEGINS.match(self._buffer, self._at)
        if begin is None:
            return None
        self._at = begin.end()
        cells: list[Cell] = []
        while True:
            match = _VALUE.match(self._buffer, self._at)
            if match is None or match.end() == len(self._buffer):
                match = self._match(_VALUE)
            if match is None:
                return None
            cells.append(_cell(match))
            self._at = match.end()
            if match["end"] == b")":
                return cells

    def _create(self) -> None:
        """Take the columns of a table."""
        start = self._match(_CREATE, _CHUNK)
        if start is None:
            self._skip()
            return
        table = _name(start)
        text = self._skip(is_kept=True)
        body = text[text.find(b"(") + 1 :]
        self.columns[table] = tuple(
            (match[1] or match[2] or match[3]).decode("utf-8", "replace").lower()
            for piece in _pieces(body)
            if not _KEY.match(piece) and (match := _COLUMN.match(piece))
        )

    def _skip(self, *, is_kept: bool = False) -> bytes:
        """Pass over a statement; return its text where it *is_kept*."""
        kept: list[bytes] = []
        while True:
            match = _SKIP.match(self._buffer, self._at)
            end = match.end() if match else self._at
            if not self.charset and (charset := _CHARSET.search(self._buffer, self._at, max(end, self._at))):
                self.charset = charset[1].decode().lower()
            if end < len(self._buffer) and self._buffer[end : end + 1] == b";":
                if is_kept:
                    kept.append(self._buffer[self._at : end])
                self._at = end + 1
                return b"".join(kept)
            # A string that goes on behind what is there: keep from its beginning.
            if is_kept:
                kept.append(self._buffer[self._at : end])
            self._at = end
            size = len(self._buffer) - self._at
            if size > _LONGEST_ROW or not self._fill():
                self._was_cut = True
                if self._at < len(self._buffer):
                    self._resume()
                return b"".join(kept)

    def _resume(self) -> bool:
        """Go on at the next line that begins a statement; return False where there is none."""
        while True:
            match = _RESUME.search(self._buffer, self._at)
            if match:
                self._at = match.end()
                return True
            self._at = max(len(self._buffer) - _LONGEST_HEAD, self._at)
            if not self._fill():
                self._at = len(self._buffer)
                return False


_LONGEST_HEAD: Final = 64


def _name(match: re.Match[bytes]) -> str:
    return (match["a"] or match["b"] or match["c"]).decode("utf-8", "replace")


def _names(listed: bytes) -> tuple[str, ...]:
    return tuple(name.strip(b' `"\r\n\t').decode("utf-8", "replace").lower() for name in listed.split(b","))


def _pieces(body: bytes) -> Iterator[bytes]:
    """Yield the definitions of a CREATE TABLE: what stands between commas outside brackets and strings."""
    depth = start = 0
    for match in re.finditer(rb"'(?:[^'\\]|\\.|'')*'|[(),]", body, re.DOTALL):
        sign = match[0]
        if sign == b"(":
            depth += 1
        elif sign == b")":
            depth -= 1
            if depth < 0:
                yield body[start : match.start()].strip()
                return
        elif sign == b"," and not depth:
            yield body[start : match.start()].strip()
            start = match.end()
    yield body[start:].strip()


def _cell(match: re.Match[bytes]) -> Cell:
    """Return what a literal says."""
    kind = match.lastgroup
    text = match["text"]
    if text is not None:
        return _unescape(text) if b"\\" in text or b"''" in text else text
    if match["number"] is not None:
        return match["number"]
    if match["double"] is not None:
        return _unescape(match["double"].replace(b'""', b'"'))
    digits = match["hex"] if match["hex"] is not None else match["quoted"]
    if digits is not None:
        return bytes.fromhex((b"0" * (len(digits) % 2) + digits).decode())
    del kind
    return None


def _unescape(text: bytes) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        sign = match[1]
        if sign is None:
            return b"'"
        return _ESCAPED.get(sign) or _KEPT.get(sign) or sign

    return _ESCAPE.sub(replace, text)
