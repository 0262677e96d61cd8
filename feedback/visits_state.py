"""
What counting remembers from one time to the next: a SQLite file in which nobody can find a reader.

A visitor of a day is there as a hash with that day's secret.  Both go when the day is closed, which is two days later;
then only its number is left. Every change is one transaction, so that a count that is killed has not happened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from feedback.visits_count import Count
from feedback.visits_log import Mark

_OPEN_DAYS: Final = 2
_KEPT_MARKS: Final = 400
_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE log (head BLOB NOT NULL, tail BLOB NOT NULL, read_to INTEGER NOT NULL, lines INTEGER NOT NULL,
    number INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE day (day TEXT PRIMARY KEY, visits INTEGER NOT NULL, secret BLOB) WITHOUT ROWID;
CREATE TABLE visitor (day TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (day, hash)) WITHOUT ROWID;
CREATE TABLE view (slug TEXT PRIMARY KEY, counted INTEGER NOT NULL, written INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE step (slug TEXT PRIMARY KEY, old INTEGER NOT NULL, new INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE shown (name TEXT PRIMARY KEY, visits INTEGER NOT NULL, day TEXT NOT NULL,
    base INTEGER NOT NULL, base_day TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE told (number INTEGER PRIMARY KEY CHECK (number = 1), day TEXT NOT NULL);
"""


class StateError(Exception):
    """The state cannot be used; `str()` names file, cause and remedy."""


@dataclass(frozen=True, slots=True)
class Step:
    """An article's views in `figures/`, on their way from *old* to *new*."""

    slug: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A number of visits as it was written last, and what it was made of.

    Attributes:
        visits, day: What was written.
        base, base_day: What was there before anything was counted here, and its day ("" where nothing was).
    """

    visits: int
    day: str
    base: int
    base_day: str


class State:
    """The state in one file; made where there is none."""

    def __init__(self, path: Path) -> None:
        """
        Open the state.

        Raises:
            StateError: The file cannot be had or is none of ours.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is not left on the disk
            with self.change():
                (version,) = self._connection.execute("PRAGMA user_version").fetchone()
                if version == 0:
                    for statement in _SCHEMA.split(";\n"):
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA user_version = {_VERSION}")
        except (OSError, sqlite3.Error) as error:
            raise StateError(f"{path}: không dùng được: {error}. Cách sửa: xem lại --state. (Unusable.)") from error
        if version not in (0, _VERSION):
            raise StateError(f"{path}: của một bản khác ({version}). (Of another version.)")

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the state alone; all that happens within is kept together, or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def marks(self) -> list[Mark]:
        """Return how far logs were read."""
        rows = self._connection.execute("SELECT read_to, lines, head, tail FROM log ORDER BY number")
        return [Mark(*row) for row in rows]

    def keys(self) -> dict[date, bytes]:
        """Return the secrets of the days that are open."""
        rows = self._connection.execute("SELECT day, secret FROM day WHERE secret IS NOT NULL")
        return {date.fromisoformat(day): secret for day, secret in rows}

    def closed(self) -> frozenset[date]:
        """Return the days whose visitors are forgotten."""
        rows = self._connection.execute("SELECT day FROM day WHERE secret IS NULL")
        return frozenset(date.fromisoformat(day) for (day,) in rows)

    def days(self) -> dict[date, int]:
        """Return the visits of every day."""
        return {
            date.fromisoformat(day): visits for day, visits in self._connection.execute("SELECT day, visits FROM day")
        }

    def take(self, count: Count) -> None:
        """Take in what was counted, and close days."""
        run = self._connection.execute
        for mark, before in count.marks:
            if before is not None:
                run(
                    "DELETE FROM log WHERE head = ? AND tail = ? AND read_to = ?",
                    (before.head, before.tail, before.offset),
                )
            row = (mark.head, mark.tail, mark.offset, mark.lines)
            run("INSERT INTO log (head, tail, read_to, lines) VALUES (?, ?, ?, ?)", row)
        run("DELETE FROM log WHERE number NOT IN (SELECT number FROM log ORDER BY number DESC LIMIT ?)", (_KEPT_MARKS,))
        self._connection.executemany(
            "INSERT INTO view VALUES (?, ?, 0) ON CONFLICT (slug) DO UPDATE SET counted = counted + excluded.counted",
            count.views.items(),
        )
        self._take_visitors(count)

    def _take_visitors(self, count: Count) -> None:
        known = self.days()
        if not known and not count.visitors:
            return
        open_from = max((*known, *count.visitors)) - timedelta(days=_OPEN_DAYS - 1)
        for day, visitors in count.visitors.items():
            name = day.isoformat()
            if day in known or day >= open_from:
                secret = count.keys[day]
                self._connection.execute("INSERT OR IGNORE INTO day VALUES (?, 0, ?)", (name, secret))
                rows = ((name, visitor) for visitor in visitors)
                self._connection.executemany("INSERT OR IGNORE INTO visitor VALUES (?, ?)", rows)
                total = "(SELECT count(*) FROM visitor WHERE visitor.day = day.day)"
                self._connection.execute(f"UPDATE day SET visits = {total} WHERE day = ?", (name,))  # noqa: S608
            else:
                self._connection.execute("INSERT INTO day VALUES (?, ?, NULL)", (name, len(visitors)))
        self._connection.execute("UPDATE day SET secret = NULL WHERE day < ?", (open_from.isoformat(),))
        self._connection.execute("DELETE FROM visitor WHERE day < ?", (open_from.isoformat(),))

    def unwritten(self) -> dict[str, int]:
        """Return the views that are counted and not written yet, by slug."""
        rows = self._connection.execute(
            "SELECT slug, counted - written FROM view WHERE counted > written ORDER BY slug"
        )
        return dict(rows.fetchall())

    def forget(self, slugs: list[str]) -> None:
        """Forget views of what is no article."""
        self._connection.executemany("DELETE FROM view WHERE slug = ?", ((slug,) for slug in slugs))

    def steps(self) -> list[Step]:
        """Return what was about to be written when writing ended, however it ended."""
        return [Step(*row) for row in self._connection.execute("SELECT slug, old, new FROM step ORDER BY slug")]

    def begin(self, steps: list[Step]) -> None:
        """Remember what is about to be written."""
        self._connection.executemany("INSERT INTO step VALUES (?, ?, ?)", ((s.slug, s.old, s.new) for s in steps))

    def finish(self, written: list[Step]) -> None:
        """Remember what of it is written; the rest is not."""
        self._connection.executemany(
            "UPDATE view SET written = written + ? WHERE slug = ?", ((s.new - s.old, s.slug) for s in written)
        )
        self._connection.execute("DELETE FROM step")

    def shown(self) -> Mapping[str, Shown]:
        """Return the numbers of visits as they were written last, by name."""
        rows = self._connection.execute("SELECT name, visits, day, base, base_day FROM shown")
        return {name: Shown(*row) for name, *row in rows}

    def show(self, numbers: Mapping[str, Shown]) -> None:
        """Remember the numbers that are about to be written."""
        rows = ((name, s.visits, s.day, s.base, s.base_day) for name, s in numbers.items())
        self._connection.executemany("INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?, ?)", rows)

    def told(self) -> str:
        """Return the day up to which everything was written last, "" where it never was."""
        row = self._connection.execute("SELECT day FROM told").fetchone()
        return row[0] if row else ""

    def tell(self, day: str) -> None:
        """Remember that everything up to *day* is written."""
        self._connection.execute("INSERT OR REPLACE INTO told VALUES (1, ?)", (day,))
