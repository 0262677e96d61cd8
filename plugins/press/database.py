"""One SQLite file that is a memory: opened if it is ours and whole, else begun anew; one transaction a build."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

_SCHEMA: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL);
CREATE UNIQUE INDEX facts_by_key ON facts (kind, key);
CREATE TABLE pieces (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, first TEXT NOT NULL, count INTEGER NOT NULL,
                     body BLOB NOT NULL);
CREATE INDEX pieces_by_first ON pieces (owner, first, count);
CREATE TABLE links (target TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (target, source)) WITHOUT ROWID;
CREATE INDEX links_by_source ON links (source);
"""
# Larger pages than SQLite's own 4 KiB: an article's text then lies in one.
_PAGE_BYTES: Final = 16_384
_CACHE_KIB: Final = 32_768
_PATIENCE: Final = 60.0

_FIRST: Final = "chưa có bộ nhớ của lần dựng trước (no memory of a build before)"
_OTHER_VERSION: Final = "mã nguồn hoặc môi trường đã khác (code or environment differ)"
_DAMAGED: Final = "bộ nhớ bị hỏng nên bỏ đi (the memory was damaged and is thrown away)"
_UNFINISHED: Final = "lần dựng trước dừng giữa chừng (the build before was stopped half-way)"
_UNWRITABLE: Final = "không ghi được bộ nhớ vào {}, lần sau sẽ dựng lại tất cả (the memory cannot be written there)"


class DamagedError(Exception):
    """The memory is damaged where nobody has looked before; `discard` it and build anew."""


class SqliteFile:
    """
    A file of ours below *folder*, of *version*.

    Attributes:
        reason: "" when what was last committed is at hand, else why not.
        is_kept: Whether a commit will outlive the process.
    """

    def __init__(self, folder: Path, name: str, version: str) -> None:
        self._version = version
        self._path = folder / name
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self.is_kept = True
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.reason = self._open()
        except OSError:
            self._let_go()
            self._temporary = tempfile.TemporaryDirectory(prefix="cong-tin-")
            self._path = Path(self._temporary.name) / name
            self.is_kept = False
            self.reason = _UNWRITABLE.format(folder)
            self._begin_anew()

    def rows(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """
        Return what a query finds.

        Raises:
            DamagedError: The file is damaged.
            OSError: The disk fails.
        """
        try:
            return self._connected().execute(statement, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def change(self, statement: str, *parameters: object) -> int:
        """Carry out a change and return the number of the row that was made, if one was; raises as `rows` does."""
        try:
            return self._connected().execute(statement, parameters).lastrowid or 0
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def change_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carry out a change for many rows; raises as `rows` does."""
        try:
            self._connected().executemany(statement, rows)
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def checkpoint(self) -> None:
        """Commit, marked as unfinished, and let go of the file, so that processes that are forked now can open it."""
        self._say("state", "unfinished")
        self._commit()
        self._let_go()

    def commit(self) -> None:
        """Commit, marked as whole."""
        self._say("state", "whole")
        self._commit()
        self._connected().execute("BEGIN")

    def discard(self) -> None:
        """Throw everything away."""
        self._let_go()
        self._begin_anew()

    def close(self) -> None:
        """Forget what was not committed."""
        self._let_go()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _open(self) -> str:
        """Open the file or begin it anew; return why there is nothing to go by, if so."""
        if not self._path.exists():
            self._begin_anew()
            return _FIRST
        try:
            about = dict(self.rows("SELECT name, value FROM about"))
            self._measure()
            self._say("state", about.get("state", ""))  # so that a file that cannot be written is found now
            self._connected().execute("ROLLBACK")
            self._connected().execute("BEGIN")
        except (DamagedError, sqlite3.OperationalError):
            return self._forget(_DAMAGED)
        if about.get("version") != self._version:
            return self._forget(_OTHER_VERSION)
        return "" if about.get("state") == "whole" else _UNFINISHED

    def _measure(self) -> None:
        """SQLite reads what was cut off from the last page as zeros."""
        pages = self.rows("PRAGMA page_count")[0][0] * self.rows("PRAGMA page_size")[0][0]
        if self._path.stat().st_size != pages:
            raise DamagedError

    def _forget(self, reason: str) -> str:
        self.discard()
        return reason

    def _begin_anew(self) -> None:
        for ending in ("", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        try:
            connection = self._connected()
            connection.execute("COMMIT")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            self._say("version", self._version)
            self._say("state", "unfinished")
            self._commit()
            connection.execute("BEGIN")
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def _say(self, name: str, value: str) -> None:
        self.change("INSERT INTO about VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value)

    def _commit(self) -> None:
        try:
            self._connected().execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._process = os.getpid()
            self._connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            self._connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("BEGIN")
        if self._process != os.getpid():
            raise RuntimeError("a process was forked without a checkpoint of the memory")
        return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _failure(self, error: sqlite3.DatabaseError) -> Exception:
        """Return what *error* means: damage, the disk, or a mistake of ours."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_SCHEMA):
            return DamagedError(str(error))
        causes = {
            sqlite3.SQLITE_FULL: errno.ENOSPC,
            sqlite3.SQLITE_READONLY: errno.EROFS,
            sqlite3.SQLITE_CANTOPEN: errno.EACCES,
            sqlite3.SQLITE_PERM: errno.EACCES,
            sqlite3.SQLITE_IOERR: errno.EIO,
            sqlite3.SQLITE_BUSY: errno.EBUSY,
        }
        if code in causes:
            return OSError(causes[code], os.strerror(causes[code]), str(self._path))
        return error
