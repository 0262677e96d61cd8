"""
Ordered maps from text to small values, kept in pieces, so that a lookup reads little and an edit writes little.

A map of a hundred thousand entries is a few hundred pieces.  Which entries stand in one piece follows from the
map's past and means nothing: only order and content do.  Texts are ordered by code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Final, Generic, Protocol, TypeVar

import msgspec

# A piece of 256 entries of 100 bytes is some 25 KB: smaller ones make long directories, larger ones costly edits.
FULL: Final = 256
LARGEST: Final = 2 * FULL

Value = TypeVar("Value")

_ENCODE = msgspec.msgpack.Encoder().encode


class Database(Protocol):
    """What the maps need of SQLite."""

    def rows(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""

    def change(self, statement: str, *parameters: object) -> int:
        """Carry out a change; return the number of the row that was made, if one was."""


class Piece(Generic[Value]):
    """Some neighbouring entries of a map: `first` ≤ their keys; `entries` is None until it is read."""

    __slots__ = ("count", "entries", "first", "row")

    def __init__(self, row: int, first: str, count: int, entries: dict[str, Value] | None = None) -> None:
        self.row = row
        self.first = first
        self.count = count
        self.entries = entries


class ChunkedMap(Generic[Value]):
    """
    One ordered map.

    Args:
        database: Holds the table `pieces`.
        owner: The map's name there.
        values: The type of its values, which MessagePack can carry.
    """

    def __init__(self, database: Database, owner: str, values: Hashable) -> None:
        self._database = database
        self._owner = owner
        self._decode = _decoder(values)
        found = database.rows("SELECT id, first, count FROM pieces WHERE owner = ? ORDER BY first", owner)
        self._pieces: list[Piece[Value]] = [Piece(*row) for row in found]
        self._firsts = [piece.first for piece in self._pieces]
        self._touched: set[int] = set()

    def __len__(self) -> int:
        return sum(piece.count for piece in self._pieces)

    def get(self, key: str) -> Value | None:
        """Return the value of *key*, None where it is not in the map."""
        return self._read(self._at(key)).get(key) if self._pieces else None

    def items(self) -> Iterator[tuple[str, Value]]:
        """Yield all entries, ascending."""
        for index in range(len(self._pieces)):
            yield from self._read(index).items()

    def whole(self) -> dict[str, Value]:
        """Return all entries, ascending; pieces that were not read before are not kept."""
        whole: dict[str, Value] = {}
        kept = {piece.row: piece.entries for piece in self._pieces if piece.entries is not None}
        found = self._database.rows("SELECT id, body FROM pieces WHERE owner = ? ORDER BY first", self._owner)
        for row, body in found:
            whole.update(kept[row] if row in kept else self._decode(body))
        return whole

    def place(self, key: str) -> int:
        """Return how many keys are less than *key*."""
        if not self._pieces:
            return 0
        index = self._at(key)
        before = sum(piece.count for piece in self._pieces[:index])
        return before + bisect_left(list(self._read(index)), key)

    def between(self, start: int, stop: int) -> list[tuple[str, Value]]:
        """Return the entries from place *start* up to, not including, place *stop*."""
        found: list[tuple[str, Value]] = []
        at = 0
        for index, piece in enumerate(self._pieces):
            if at >= stop:
                break
            if at + piece.count > start:
                found += islice(self._read(index).items(), max(start - at, 0), stop - at)
            at += piece.count
        return found

    def after(self, key: str, limit: int) -> list[tuple[str, Value]]:
        """Return up to *limit* entries whose keys are greater than *key*, the nearest first."""
        found: list[tuple[str, Value]] = []
        for index in range(self._at(key) if self._pieces else 0, len(self._pieces)):
            entries = self._read(index)
            start = bisect_right(list(entries), key) if not found else 0
            found += islice(entries.items(), start, start + limit - len(found))
            if len(found) == limit:
                break
        return found

    def before(self, key: str, limit: int) -> list[tuple[str, Value]]:
        """Return up to *limit* entries whose keys are less than *key*, the nearest first."""
        found: list[tuple[str, Value]] = []
        for index in range(self._at(key) if self._pieces else -1, -1, -1):
            entries = list(self._read(index).items())
            stop = bisect_left(entries, key, key=lambda entry: entry[0])
            found += reversed(entries[max(stop - limit + len(found), 0) : stop])
            if len(found) == limit:
                break
        return found

    def put(self, key: str, value: Value) -> None:
        """Set the value of *key*."""
        if not self._pieces:
            self.fill([(key, value)])
            return
        index = self._at(key)
        piece, entries = self._pieces[index], self._read(index)
        if key < piece.first:
            piece.first = self._firsts[index] = key
        is_last = not entries or key > next(reversed(entries))
        is_new = key not in entries
        entries[key] = value
        if is_new and not is_last:
            piece.entries = dict(sorted(entries.items()))
        piece.count = len(entries)
        self._touched.add(piece.row)
        if piece.count > LARGEST:
            self._split(index)

    def put_many(self, entries: Mapping[str, Value]) -> None:
        """Set the values of many keys."""
        if len(entries) * 8 > len(self):
            self.fill((self.whole() | dict(entries)).items())
            return
        for key, value in entries.items():
            self.put(key, value)

    def drop(self, key: str) -> None:
        """Take *key* out, if it is in."""
        if not self._pieces:
            return
        index = self._at(key)
        piece, entries = self._pieces[index], self._read(index)
        if entries.pop(key, None) is None:
            return
        piece.count = len(entries)
        self._touched.add(piece.row)
        if not entries:
            self._touched.discard(piece.row)
            self._database.change("DELETE FROM pieces WHERE id = ?", piece.row)
            del self._pieces[index], self._firsts[index]

    def fill(self, entries: Iterable[tuple[str, Value]]) -> None:
        """
        Replace the whole map.

        Raises:
            ValueError: Two entries have one key.
        """
        self._database.change("DELETE FROM pieces WHERE owner = ?", self._owner)
        ordered = sorted(entries, key=lambda entry: entry[0])
        self._touched.clear()
        self._pieces = []
        for start in range(0, len(ordered), FULL):
            part = dict(ordered[start : start + FULL])
            if len(part) < len(ordered[start : start + FULL]) or (start and ordered[start - 1][0] == ordered[start][0]):
                raise ValueError(f"two entries have one key between {ordered[start][0]!r} and {next(reversed(part))!r}")
            self._pieces.append(self._insert(part))
        self._firsts = [piece.first for piece in self._pieces]

    def flush(self) -> None:
        """Write what `put` and `drop` changed."""
        for piece in self._pieces:
            if piece.row in self._touched and piece.entries is not None:
                body = _ENCODE(piece.entries)
                self._database.change(
                    "UPDATE pieces SET first = ?, count = ?, body = ? WHERE id = ?",
                    *(piece.first, piece.count, body, piece.row),
                )
        self._touched.clear()

    def _at(self, key: str) -> int:
        """Return which piece holds *key*, if one does; there is at least one."""
        return max(bisect_right(self._firsts, key) - 1, 0)

    def _read(self, index: int) -> dict[str, Value]:
        piece = self._pieces[index]
        if piece.entries is None:
            [(body,)] = self._database.rows("SELECT body FROM pieces WHERE id = ?", piece.row)
            piece.entries = self._decode(body)
        return piece.entries

    def _insert(self, entries: dict[str, Value]) -> Piece[Value]:
        """Write a new piece; it is read again when it is needed."""
        first = next(iter(entries))
        row = self._database.change(
            "INSERT INTO pieces (owner, first, count, body) VALUES (?, ?, ?, ?)",
            *(self._owner, first, len(entries), _ENCODE(entries)),
        )
        return Piece(row, first, len(entries))

    def _split(self, index: int) -> None:
        piece = self._pieces[index]
        entries = list(self._read(index).items())
        half = len(entries) // 2
        piece.entries, piece.count = dict(entries[:half]), half
        upper = self._insert(dict(entries[half:]))
        self._pieces.insert(index + 1, upper)
        self._firsts.insert(index + 1, upper.first)


@cache
def _decoder(values: Hashable) -> Callable[[bytes], Any]:
    """Return the function that reads a piece whose values are of the type *values*."""
    return msgspec.msgpack.Decoder(dict[str, values]).decode  # type: ignore[valid-type]
