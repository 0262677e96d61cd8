"""
What has come in: one SQLite file, and the statements that change it.

Each function is one step of a transaction that its caller opens and commits (`writer.py`, `opened`).  Totals are kept
by the database itself, so that they are exact whatever changes a vote.  Addresses stand there only as a hash with a
key that is thrown away, with the hashes, when the day is over.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from feedback import limits
from feedback.comment_text import Draft
from feedback.refusal import Refusal, RefusedError

VERSION: Final = 1
BUSY_SECONDS: Final = 10

State = Literal["waiting", "approved", "refused"]
STATES: Final[tuple[State, ...]] = get_args(State)

_SCHEMA: Final = """
CREATE TABLE votes (
    slug TEXT NOT NULL, voter BLOB NOT NULL, stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    PRIMARY KEY (slug, voter)
) WITHOUT ROWID;
CREATE TABLE totals (slug TEXT PRIMARY KEY, points INTEGER NOT NULL, votes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER cast AFTER INSERT ON votes BEGIN
    INSERT INTO totals VALUES (new.slug, new.stars, 1)
    ON CONFLICT DO UPDATE SET points = points + new.stars, votes = votes + 1;
END;
CREATE TRIGGER recast AFTER UPDATE OF stars ON votes BEGIN
    UPDATE totals SET points = points + new.stars - old.stars WHERE slug = new.slug;
END;
CREATE TRIGGER uncast AFTER DELETE ON votes BEGIN
    UPDATE totals SET points = points - old.stars, votes = votes - 1 WHERE slug = old.slug;
END;
CREATE TABLE comments (
    id TEXT PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, received INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'refused')), digest BLOB NOT NULL,
    UNIQUE (slug, digest)
) WITHOUT ROWID;
CREATE INDEX comments_by_state ON comments (state, received, id);
CREATE TABLE days (day TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sent (
    sender BLOB NOT NULL, slug TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (sender, slug, kind)
) WITHOUT ROWID;
CREATE TABLE elsewhere (
    slug TEXT PRIMARY KEY, points INTEGER NOT NULL, votes INTEGER NOT NULL,
    front_points INTEGER NOT NULL, front_votes INTEGER NOT NULL
) WITHOUT ROWID;
"""


class StoreError(Exception):
    """The file is none of ours; the message says so, for the operator."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Points and votes: `votes ≤ points ≤ 5 · votes`."""

    points: int = 0
    votes: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.points + other.points, self.votes + other.votes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment; `received` in seconds since 1970."""

    id: str
    slug: str
    name: str
    text: str
    received: int
    state: State


def connect(path: Path) -> sqlite3.Connection:
    """
    Open the database, make it where there is none.

    An acknowledged vote is on the disk: WAL with `synchronous=FULL` outlives a loss of power, not only of the process.

    Raises:
        StoreError: The file is no database of this version of the service.
        sqlite3.Error: It cannot be opened.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise StoreError(f"{path}: không phải cơ sở dữ liệu phản hồi (not a feedback database)") from error
        raise
    except StoreError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none."""
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == VERSION:
            return
        if version or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StoreError(f"{path}: cơ sở dữ liệu của phiên bản khác (made by another version)")
        for statement in _statements(_SCHEMA):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of *script*; `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do what is in the block whole, or not at all; no other process writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the database for a block; see `connect`."""
    connection = connect(path)
    try:
        yield connection
    finally:
        connection.close()


def sender_of(connection: sqlite3.Connection, day: str, network: str) -> bytes:
    """Return what stands for *network* on *day* (`YYYY-MM-DD`); what is known of other days is deleted."""
    row = connection.execute("SELECT key FROM days WHERE day = ?", (day,)).fetchone()
    if row is None:
        connection.execute("DELETE FROM days")
        connection.execute("DELETE FROM sent")
        row = (secrets.token_bytes(32),)
        connection.execute("INSERT INTO days VALUES (?, ?)", (day, row[0]))
    return hmac.digest(row[0], network.encode(), hashlib.sha256)[:16]


def cast_vote(connection: sqlite3.Connection, slug: str, voter: bytes, stars: int, sender: bytes) -> Tally:
    """
    Count a vote, in place of an earlier one of the same voter; return the totals.

    Raises:
        RefusedError: From this sender the article has had enough new votes today.
    """
    known = connection.execute("SELECT stars FROM votes WHERE slug = ? AND voter = ?", (slug, voter)).fetchone()
    if known is None:
        if _count(connection, sender, slug, "vote") > limits.VOTES_A_DAY:
            raise RefusedError(Refusal.ENOUGH_VOTES)
        connection.execute("INSERT INTO votes VALUES (?, ?, ?)", (slug, voter, stars))
    elif known != (stars,):
        connection.execute("UPDATE votes SET stars = ? WHERE slug = ? AND voter = ?", (stars, slug, voter))
    return total_of(connection, slug)


def add_comment(connection: sqlite3.Connection, slug: str, draft: Draft, sender: bytes, received: int) -> bool:
    """
    Put a comment before the editors; return whether it is new: one that is there already is not stored again.

    Raises:
        RefusedError: There are enough of this sender today, or too many are waiting.
    """
    known = connection.execute("SELECT 1 FROM comments WHERE slug = ? AND digest = ?", (slug, draft.digest)).fetchone()
    if known is not None:
        return False
    (waiting,) = connection.execute("SELECT count(*) FROM comments WHERE state = 'waiting'").fetchone()
    if waiting >= limits.WAITING:
        raise RefusedError(Refusal.FULL)
    on_one = _count(connection, sender, slug, "comment") > limits.COMMENTS_ON_ONE
    if on_one or _count(connection, sender, "", "comment") > limits.COMMENTS_A_DAY:
        raise RefusedError(Refusal.ENOUGH_COMMENTS)
    identifier = f"bd-{secrets.token_hex(6)}"
    row = (identifier, slug, draft.name, draft.text, received, "waiting", draft.digest)
    connection.execute("INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return True


def _count(connection: sqlite3.Connection, sender: bytes, slug: str, kind: str) -> int:
    """Count one more of *kind* and return how many there are."""
    (count,) = connection.execute(
        "INSERT INTO sent VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count",
        (sender, slug, kind),
    ).fetchone()
    return int(count)


def total_of(connection: sqlite3.Connection, slug: str) -> Tally:
    """Return the votes that the service has for an article."""
    row = connection.execute("SELECT points, votes FROM totals WHERE slug = ?", (slug,)).fetchone()
    return Tally() if row is None else Tally(*row)


def all_totals(connection: sqlite3.Connection) -> dict[str, Tally]:
    """Return the votes of every article that was ever voted on, ascending by slug."""
    rows = connection.execute("SELECT slug, points, votes FROM totals ORDER BY slug")
    return {slug: Tally(points, votes) for slug, points, votes in rows}


def stars_of(connection: sqlite3.Connection, slug: str, voter: bytes) -> int:
    """Return the stars that a voter gave, 0 where there is no vote."""
    row = connection.execute("SELECT stars FROM votes WHERE slug = ? AND voter = ?", (slug, voter)).fetchone()
    return 0 if row is None else int(row[0])


def comments_in(connection: sqlite3.Connection, states: tuple[State, ...] = STATES) -> tuple[Comment, ...]:
    """Return the comments in one of *states*, oldest first."""
    marks = ", ".join("?" * len(states))
    rows = connection.execute(
        "SELECT id, slug, name, text, received, state FROM comments"  # noqa: S608 - marks are question marks
        f" WHERE state IN ({marks}) ORDER BY received, id",
        states,
    )
    return tuple(
        Comment(id=id_, slug=slug, name=name, text=text, received=received, state=state)
        for id_, slug, name, text, received, state in rows
    )


def judge(connection: sqlite3.Connection, identifiers: tuple[str, ...], state: State) -> tuple[str, ...]:
    """Give comments a state; return the identifiers that there are no comments of: then nothing is changed."""
    known = {identifier for (identifier,) in connection.execute("SELECT id FROM comments")}
    unknown = tuple(identifier for identifier in identifiers if identifier not in known)
    if not unknown:
        rows = [(state, identifier) for identifier in identifiers]
        connection.executemany("UPDATE comments SET state = ? WHERE id = ?", rows)
    return unknown


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An article's votes that the service has not counted: those of its front matter, and others in `figures/`."""

    front: Tally
    figures: Tally

    @property
    def total(self) -> Tally:
        """Both together."""
        return self.front + self.figures


def elsewhere_of(connection: sqlite3.Connection, slug: str) -> Elsewhere | None:
    """Return what was counted elsewhere; None where no votes of the article were ever merged."""
    row = connection.execute(
        "SELECT front_points, front_votes, points, votes FROM elsewhere WHERE slug = ?", (slug,)
    ).fetchone()
    return None if row is None else Elsewhere(Tally(*row[:2]), Tally(*row[2:]))


def set_elsewhere(connection: sqlite3.Connection, slug: str, counts: Elsewhere) -> None:
    """Note what was counted elsewhere."""
    row = (slug, counts.figures.points, counts.figures.votes, counts.front.points, counts.front.votes)
    connection.execute("INSERT OR REPLACE INTO elsewhere VALUES (?, ?, ?, ?, ?)", row)
