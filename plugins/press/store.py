"""
What the last build knew, in one SQLite file, written in one transaction.

It knows no article: values are bytes under a kind and a key; lists are ordered by a text; references lead from one
text to others; stamps tell what the system said of a file and what the file held.  It is only ever a hint: a memory
of another version, one that is damaged or cannot be read is thrown away, and the build makes everything anew.

A process that is killed leaves the last commit.  `checkpoint` is the exception: what it writes is seen by workers
that are forked then, and a build that is killed after it leaves values that are right, but a memory that is not whole;
`reason` says so to the next build.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from plugins.press.chunks import ChunkedMap
from plugins.press.database import SqliteFile

FILE: Final = "state.sqlite"

Stamp: TypeAlias = tuple[int, int, int, int, bytes]
"""Of a file: size in bytes, mtime_ns, ctime_ns, inode; and a digest of its content."""

_BATCH: Final = 500
_LISTS: Final = "list "
_BEHIND: Final = "\U0010ffff"


class Store:
    """
    The memory of the builds of one output folder.

    Args:
        folder: Where its file lies; made when missing.
        version: Of the code and whatever else makes an older memory worthless.

    Raises (every method):
        DamagedError: The file is damaged where nobody has looked before; `discard` it and build everything.
        OSError: The disk fails.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._file = SqliteFile(folder, FILE, version)
        self._maps: dict[str, ChunkedMap[Any]] = {}

    @property
    def reason(self) -> str:
        """Why what the last build knew is not at hand, in Vietnamese and English; "" where it is."""
        return self._file.reason

    @property
    def is_kept(self) -> bool:
        """Whether `commit` will outlive the process; not so where the folder cannot be written."""
        return self._file.is_kept

    # --- values -----------------------------------------------------------------------------------------------------

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the value of *key*, None where there is none."""
        found = self._file.rows("SELECT value FROM facts WHERE kind = ? AND key = ?", kind, key)
        return found[0][0] if found else None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Set the value of *key*."""
        self.put_many(kind, [(key, value)])

    def put_many(self, kind: str, entries: Iterable[tuple[str, bytes]]) -> None:
        """Set the values of many keys; ascending keys are quickest."""
        self._file.change_many(
            "INSERT INTO facts (kind, key, value) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
            ((kind, key, value) for key, value in entries),
        )

    def drop(self, kind: str, key: str) -> None:
        """Forget the value of *key*, if there is one."""
        self._file.change("DELETE FROM facts WHERE kind = ? AND key = ?", kind, key)

    def items(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield the keys of a kind and their values, ascending; values may be set and dropped meanwhile."""
        key = ""
        statement = "SELECT key, value FROM facts WHERE kind = ? AND key > ? ORDER BY key LIMIT ?"
        while batch := self._file.rows(statement, kind, key, _BATCH):
            yield from batch
            key = batch[-1][0]

    def clear(self, kind: str) -> None:
        """Forget every value of a kind."""
        self._file.change("DELETE FROM facts WHERE kind = ?", kind)

    # --- ordered lists ----------------------------------------------------------------------------------------------

    def enter(self, name: str, sort: str, key: str) -> None:
        """Put *key* into the list *name* at *sort*, in place of the one that stands there."""
        self._list(name).put(sort, key)

    def leave(self, name: str, sort: str) -> None:
        """Take out of a list what stands at *sort*, if anything does."""
        self._list(name).drop(sort)

    def fill(self, name: str, entries: Iterable[tuple[str, str]]) -> None:
        """
        Replace a list by (sort, key) entries.

        Raises:
            ValueError: Two entries have one *sort*.
        """
        self._list(name).fill(entries)

    def clear_lists(self) -> None:
        """Empty every list."""
        self._file.change("DELETE FROM pieces WHERE owner >= ? AND owner < ?", _LISTS, _LISTS + _BEHIND)
        self._maps = {owner: known for owner, known in self._maps.items() if not owner.startswith(_LISTS)}

    def count(self, name: str) -> int:
        """Return how many entries a list has."""
        return len(self._list(name))

    def place(self, name: str, sort: str) -> int:
        """Return how many entries of a list come before *sort*."""
        return self._list(name).place(sort)

    def entries(self, name: str, start: int, stop: int) -> list[tuple[str, str]]:
        """Return the entries of a list from place *start* up to, not including, place *stop*, ascending."""
        return self._list(name).between(start, stop)

    def after(self, name: str, sort: str, limit: int) -> list[tuple[str, str]]:
        """Return up to *limit* entries after *sort*, ascending."""
        return self._list(name).after(sort, limit)

    def before(self, name: str, sort: str, limit: int) -> list[tuple[str, str]]:
        """Return up to *limit* entries before *sort*, descending."""
        return self._list(name).before(sort, limit)

    def names(self, prefix: str) -> list[tuple[str, int]]:
        """Return the lists whose names begin with *prefix*, ascending, with their counts; empty ones are none."""
        self._flush()
        return self._file.rows(
            "SELECT substr(owner, ?), sum(count) FROM pieces WHERE owner >= ? AND owner < ? GROUP BY owner",
            *(len(_LISTS) + 1, _LISTS + prefix, _LISTS + prefix + _BEHIND),
        )

    # --- references -------------------------------------------------------------------------------------------------

    def refer_many(self, references: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Let each source refer to its targets and to nothing else."""
        known = list(references)
        self._file.change_many("DELETE FROM links WHERE source = ?", ((source,) for source, _ in known))
        self._file.change_many(
            "INSERT OR IGNORE INTO links (source, target) VALUES (?, ?)",
            ((source, target) for source, targets in known for target in targets),
        )

    def referrers(self, target: str) -> list[str]:
        """Return the sources that refer to *target*, ascending."""
        found = self._file.rows("SELECT source FROM links WHERE target = ? ORDER BY source", target)
        return [source for (source,) in found]

    # --- files ------------------------------------------------------------------------------------------------------

    def stamps(self, kind: str) -> dict[str, Stamp]:
        """Return what is known of the files of a kind: path → stamp, ascending."""
        return self.records(f"stamps {kind}", Stamp).whole()

    def put_stamps(self, kind: str, stamps: Mapping[str, Stamp]) -> None:
        """Set the stamps of some files."""
        self.records(f"stamps {kind}", Stamp).put_many(stamps)

    def drop_stamps(self, kind: str, paths: Iterable[str]) -> None:
        """Forget some files."""
        known = self.records(f"stamps {kind}", Stamp)
        for path in paths:
            known.drop(path)

    # --- other ordered maps -----------------------------------------------------------------------------------------

    def records(self, name: str, values: Hashable) -> ChunkedMap[Any]:
        """
        Return the ordered map *name*; what is put into it is written with the rest.

        Args:
            name: Not of a list.
            values: The type of the map's values, which MessagePack can carry; always the same.
        """
        if name not in self._maps:
            self._maps[name] = ChunkedMap(self._file, name, values)
        return self._maps[name]

    def _list(self, name: str) -> ChunkedMap[str]:
        return self.records(_LISTS + name, str)

    # --- the end ----------------------------------------------------------------------------------------------------

    def checkpoint(self) -> None:
        """Write everything down for workers that are forked next; until `commit` the memory counts as unfinished."""
        self._flush()
        self._file.checkpoint()

    def commit(self) -> None:
        """Write everything down, whole; where that fails the last state stays."""
        self._flush()
        self._file.commit()

    def discard(self) -> None:
        """Forget everything, and what is on the disk too."""
        self._maps.clear()
        self._file.discard()

    def close(self) -> None:
        """Forget what was not committed."""
        self._file.close()

    def _flush(self) -> None:
        for known in self._maps.values():
            known.flush()
