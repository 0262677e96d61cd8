"""
What was published last, kept in the folder of the search.

One SQLite file holds how it came about, which files each tier has, and notes by which a tier is spliced.

It is a hint, never a truth: without it, or with one that is damaged or of another version, all is made anew.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from plugins.search import analysis, scoring, shards
from plugins.search.root import VERSION as ROOT_VERSION

WHOOSH: Final = "whoosh"
ROOT: Final = "root"

# Moves whenever other files are made of the same documents.
_VERSIONS: Final = [2, analysis.VERSION, analysis.unicode_version(), scoring.VERSION, shards.VERSION, ROOT_VERSION]
_FILE: Final = "ledger.sqlite"
_STATE: Final = ""
_SCHEMA: Final = """
CREATE TABLE notes (tier TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (tier TEXT NOT NULL, path TEXT NOT NULL, sha256 BLOB NOT NULL, size INTEGER NOT NULL,
                    PRIMARY KEY (tier, path)) WITHOUT ROWID;
"""
_CAUSES: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
}

# SHA-256, and size in bytes.
Fact = tuple[bytes, int]
State = Mapping[str, Any]


class DamagedError(Exception):
    """The ledger is damaged where nobody has looked before; it is gone now."""


class Ledger:
    """An open ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def state(self) -> State:
        """Return what was last published: members `months`, `leaves` and `tiers`; empty if by another version."""
        state = self.notes(_STATE)
        return state if state.get("versions") == _VERSIONS else {}

    def notes(self, tier: str) -> dict[str, Any]:
        """Return what is noted of a tier, if anything is."""
        found = self._connection.execute("SELECT value FROM notes WHERE tier = ?", (tier,)).fetchone()
        try:
            return dict(json.loads(found[0])) if found else {}
        except ValueError as error:
            raise sqlite3.DatabaseError from error

    def fact(self, tier: str, path: str) -> Fact | None:
        """Return the published file of that path, below the search folder; None where there is none."""
        query = "SELECT sha256, size FROM files WHERE tier = ? AND path = ?"
        found = self._connection.execute(query, (tier, path)).fetchone()
        return tuple(found) if found else None

    def files(self, tier: str, folder: str = "") -> Iterator[tuple[str, bytes, int]]:
        """Yield the published files of a tier, in a folder below the search folder: path, SHA-256, size."""
        query = "SELECT path, sha256, size FROM files WHERE tier = ? AND path >= ? AND path < ?"
        yield from self._connection.execute(query, (tier, folder, f"{folder}\U0010ffff"))

    def write(self, state: State) -> None:
        """Remember *state*, and forget the tiers that it does not know."""
        self.note(_STATE, {"versions": _VERSIONS, **state})
        names = {name for (name,) in self._connection.execute("SELECT tier FROM notes")}
        for name in names - {_STATE, *state["tiers"]}:
            self.forget(name)

    def note(self, tier: str, notes: Mapping[str, Any]) -> None:
        """Remember notes of a tier."""
        text = json.dumps(notes, ensure_ascii=False, separators=(",", ":"))
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (tier, text))

    def forget(self, tier: str) -> None:
        """Forget a tier."""
        self._connection.execute("DELETE FROM notes WHERE tier = ?", (tier,))
        self._connection.execute("DELETE FROM files WHERE tier = ?", (tier,))

    def put(self, tier: str, files: Iterable[tuple[str, bytes, int]]) -> None:
        """Remember files of a tier, as `files` yields them."""
        rows = ((tier, *fact) for fact in files)
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

    def drop(self, tier: str, paths: Iterable[str]) -> None:
        """Forget files of a tier."""
        rows = ((tier, path) for path in paths)
        self._connection.executemany("DELETE FROM files WHERE tier = ? AND path = ?", rows)


def read_state(folder: Path, root: str | None = None) -> State:
    """
    Return what was last published: members `months`, `leaves` and `tiers`, all empty where that is unknown.

    It is unknown too where the root that was last published is not *root*, if that is given.
    """
    nothing: State = {"months": {}, "leaves": {}, "tiers": {}}
    try:
        with reading(folder) as ledger:
            state = ledger.state() or nothing
    except (DamagedError, FileNotFoundError):
        return nothing
    return state if root in (None, state["tiers"].get(ROOT, {}).get("path")) else nothing


@contextmanager
def reading(folder: Path) -> Iterator[Ledger]:
    """
    Open the ledger in *folder* to read.

    Raises:
        FileNotFoundError: There is none.
        DamagedError: It is damaged.
        OSError: The disk fails.
    """
    path = folder / _FILE
    path.stat()
    with _told(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        [(pages, bytes_each)] = connection.execute("SELECT * FROM pragma_page_count, pragma_page_size")
        if pages * bytes_each != path.stat().st_size:  # SQLite reads what was cut off from the last page as zeros
            raise sqlite3.DatabaseError
        yield Ledger(connection)


@contextmanager
def writing(folder: Path, *, anew: bool) -> Iterator[Ledger]:
    """
    Open the ledger in *folder* to write it, all at once at the end; *anew* forgets what it holds.

    Raises:
        DamagedError: It is damaged.
        OSError: The disk refuses.
    """
    path = folder / _FILE
    folder.mkdir(parents=True, exist_ok=True)
    if anew:
        _remove(path)
    with _told(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        if anew:
            for statement in _SCHEMA.split(";")[:-1]:
                connection.execute(statement)
        yield Ledger(connection)
        connection.execute("COMMIT")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in our words what SQLite raises."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _CAUSES:
            raise OSError(_CAUSES[code], os.strerror(_CAUSES[code]), str(path)) from error
        if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
            raise
        _remove(path)
        raise DamagedError from error


def _remove(path: Path) -> None:
    for ending in ("", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def stamp(folder: Path, leaf: str) -> Sequence[Sequence[Any]]:
    """Return what changes when the files of a leaf of the index do; nothing without them."""
    try:
        facts = sorted((path.name, path.stat()) for path in (folder / WHOOSH / leaf).iterdir())
    except OSError:
        return []
    return [[name, fact.st_size, fact.st_mtime_ns] for name, fact in facts]
