"""
What the last import wrote: the common ancestor of the source's next state and the editors' changes.

One SQLite file in a hidden folder of the content folder, which no build reads.  It holds digests, no text: to
know that something changed, what it was is not needed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FOLDER: Final = ".import"
_FILE: Final = "ledger.sqlite3"
_BATCH: Final = 200
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS written (
    key TEXT PRIMARY KEY, path TEXT NOT NULL, whole TEXT NOT NULL, parts TEXT NOT NULL, source TEXT NOT NULL,
    said TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS written_path ON written (path);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """
    What an import wrote under a key.

    Attributes:
        path: The file, relative to the content folder.
        whole: The digest of the file's text.
        parts: Part → digest of what the source said in it, whether or not it was written in the end; empty while
            the file is being written for the first time.
        source: The digest of the source's record, "" where there is none: an equal one need not be converted again.
        said: What the account said of it, for the accounts of later imports that do not convert it again.
    """

    path: str
    whole: str
    parts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    said: str = ""


def digest(text: str) -> str:
    """Return 16 hexadecimal digits that change with *text*."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class LedgerError(Exception):
    """The file of the ledger cannot be used; the message says why."""


class Ledger:
    """The file; changes are kept from time to time and at the end, so that a stopped import goes on where it was."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting = 0

    @classmethod
    @contextmanager
    def open(cls, content: Path, *, is_dry: bool = False) -> Iterator[Ledger]:
        """
        Open the ledger of a content folder; a dry one changes nothing on the disk.

        Raises:
            LedgerError: It cannot be read or written.
        """
        file = content / FOLDER / _FILE
        try:
            connection = cls._connect(file, is_dry=is_dry)
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(f"{file}: {error}") from error
        try:
            ledger = cls(connection)
            yield ledger
            ledger.commit()
        except sqlite3.Error as error:
            raise LedgerError(f"{file}: {error}") from error
        finally:
            connection.close()

    @staticmethod
    def _connect(file: Path, *, is_dry: bool) -> sqlite3.Connection:
        if not is_dry:
            file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(file)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection = sqlite3.connect(":memory:")
            if file.is_file():
                with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as source:
                    source.backup(connection)
                source.close()
        connection.executescript(_SCHEMA)
        return connection

    def find(self, key: str) -> Written | None:
        """Return what was written under *key*."""
        row = self._connection.execute(
            "SELECT path, whole, parts, source, said FROM written WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        return Written(path=row[0], whole=row[1], parts=json.loads(row[2]), source=row[3], said=row[4])

    def owner_of(self, path: str) -> str:
        """Return the key under which the file *path* was written, "" where it is nobody's."""
        row = self._connection.execute("SELECT key FROM written WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the keys that begin with *prefix*, ascending."""
        query = "SELECT key FROM written WHERE key >= ? AND key < ? ORDER BY key"
        for row in self._connection.execute(query, (prefix, prefix + "\U0010ffff")):
            yield row[0]

    def save(self, key: str, written: Written) -> None:
        """Note what was written under *key*."""
        self._connection.execute(
            "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?)",
            (key, written.path, written.whole, json.dumps(dict(written.parts)), written.source, written.said),
        )
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.commit()

    def commit(self) -> None:
        """Keep what was noted."""
        self._connection.commit()
        self._waiting = 0
