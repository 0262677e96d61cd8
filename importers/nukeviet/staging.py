"""
What a source holds, sorted so that each article can be put together: a database of its own on the disk.

SQLite's temporary database has no name and ends with the process, killed or not; memory stays small however
large the source is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

Record = Mapping[str, str]

_SCHEMA: Final = """
CREATE TABLE articles (set_ TEXT, id INTEGER, data TEXT, PRIMARY KEY (set_, id)) WITHOUT ROWID;
CREATE TABLE details (set_ TEXT, id INTEGER, data TEXT, PRIMARY KEY (set_, id)) WITHOUT ROWID;
CREATE TABLE bodies (set_ TEXT, id INTEGER, data TEXT, PRIMARY KEY (set_, id)) WITHOUT ROWID;
CREATE TABLE again (number INTEGER PRIMARY KEY, set_ TEXT, id INTEGER, data TEXT);
CREATE TABLE names (set_ TEXT, kind TEXT, id INTEGER, data TEXT, PRIMARY KEY (set_, kind, id)) WITHOUT ROWID;
CREATE TABLE links (set_ TEXT, kind TEXT, id INTEGER, number INTEGER, data TEXT, PRIMARY KEY (set_, kind, id, number))
    WITHOUT ROWID;
CREATE TABLE pages (id INTEGER, kind TEXT, name TEXT, data TEXT, PRIMARY KEY (id, kind, name)) WITHOUT ROWID;
"""
_CACHE_KIB: Final = 32 * 1024


class Staging:
    """The temporary database; `kind` is the part of a module's tables (`tags_id`, `cat`, …)."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("")
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(_SCHEMA)
        self._number = 0

    def close(self) -> None:
        """Give the disk back."""
        self._connection.close()

    # --- articles

    def add_article(self, set_: str, number: int, record: Record) -> None:
        """Keep an article's row; another one with the same number is kept aside unless it says the same."""
        data = json.dumps(record, ensure_ascii=False, sort_keys=True)
        try:
            self._connection.execute("INSERT INTO articles VALUES (?, ?, ?)", (set_, number, data))
        except sqlite3.IntegrityError:
            if data != self._one("SELECT data FROM articles WHERE set_ = ? AND id = ?", set_, number):
                self._connection.execute("INSERT INTO again (set_, id, data) VALUES (?, ?, ?)", (set_, number, data))

    def add_detail(self, set_: str, number: int, record: Record, *, is_body: bool = False) -> None:
        """Keep an article's detail, or the body that old versions keep in a table of its own."""
        data = json.dumps(record, ensure_ascii=False, sort_keys=True)
        table = "bodies" if is_body else "details"
        self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (set_, number, data))  # noqa: S608

    def articles(self, set_: str) -> Iterator[tuple[int, dict[str, str], dict[str, str]]]:
        """Yield the number, the row and the detail ({} where there is none) of each article, by number."""
        query = (
            "SELECT a.id, a.data, d.data, b.data FROM articles a"
            " LEFT JOIN details d ON d.set_ = a.set_ AND d.id = a.id"
            " LEFT JOIN bodies b ON b.set_ = a.set_ AND b.id = a.id WHERE a.set_ = ? ORDER BY a.id"
        )
        for number, row, detail, body in self._connection.execute(query, (set_,)):
            yield number, json.loads(row), (json.loads(body) if body else {}) | (json.loads(detail) if detail else {})

    def repeated(self, set_: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the rows whose number an earlier, different one has."""
        query = "SELECT id, data FROM again WHERE set_ = ? ORDER BY number"
        for number, data in self._connection.execute(query, (set_,)):
            yield number, json.loads(data)

    def count(self, set_: str) -> int:
        """Return how many articles a module has."""
        return int(self._one("SELECT count(*) FROM articles WHERE set_ = ?", set_) or 0)

    def has_article(self, set_: str, number: int) -> bool:
        """Tell whether a module has an article of this number."""
        return self._one("SELECT 1 FROM articles WHERE set_ = ? AND id = ?", set_, number) is not None

    def sets(self) -> list[str]:
        """Return the modules that have articles, if only their bodies, by name."""
        query = "SELECT set_ FROM articles UNION SELECT set_ FROM details ORDER BY set_"
        return [row[0] for row in self._connection.execute(query)]

    def orphans(self, set_: str) -> list[int]:
        """Return the numbers of details without an article."""
        query = (
            "SELECT d.id FROM details d LEFT JOIN articles a ON a.set_ = d.set_ AND a.id = d.id"
            " WHERE d.set_ = ? AND a.id IS NULL ORDER BY d.id"
        )
        return [row[0] for row in self._connection.execute(query, (set_,))]

    def has_detail_only(self) -> bool:
        """Tell whether there are details without articles, in any module."""
        query = (
            "SELECT 1 FROM details d LEFT JOIN articles a ON a.set_ = d.set_ AND a.id = d.id WHERE a.id IS NULL LIMIT 1"
        )
        return self._connection.execute(query).fetchone() is not None

    # --- what articles refer to

    def add_name(self, set_: str, kind: str, number: int, record: Record) -> None:
        """Keep something that articles refer to by number: a tag, a category, a source."""
        data = json.dumps(record, ensure_ascii=False, sort_keys=True)
        self._connection.execute("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", (set_, kind, number, data))

    def name(self, set_: str, kind: str, number: int) -> dict[str, str] | None:
        """Return what articles refer to by a number, None where it is gone."""
        data = self._one("SELECT data FROM names WHERE set_ = ? AND kind = ? AND id = ?", set_, kind, number)
        return json.loads(data) if data else None

    def names(self, set_: str, kind: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield all of a kind, by number."""
        query = "SELECT id, data FROM names WHERE set_ = ? AND kind = ? ORDER BY id"
        for number, data in self._connection.execute(query, (set_, kind)):
            yield number, json.loads(data)

    def has_kind(self, set_: str, kind: str) -> bool:
        """Tell whether a module has any link of a kind."""
        query = "SELECT 1 FROM links WHERE set_ = ? AND kind = ? LIMIT 1"
        return self._connection.execute(query, (set_, kind)).fetchone() is not None

    def add_link(self, set_: str, kind: str, number: int, record: Record) -> None:
        """Keep what belongs to an article (or to a group): a tag, an author, a comment."""
        self._number += 1
        data = json.dumps(record, ensure_ascii=False, sort_keys=True)
        self._connection.execute("INSERT INTO links VALUES (?, ?, ?, ?, ?)", (set_, kind, number, self._number, data))

    def links(self, set_: str, kind: str, number: int) -> list[dict[str, str]]:
        """Return what belongs to an article, in the source's order."""
        query = "SELECT data FROM links WHERE set_ = ? AND kind = ? AND id = ? ORDER BY number"
        return [json.loads(row[0]) for row in self._connection.execute(query, (set_, kind, number))]

    def all_links(self, set_: str, kind: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield everything of a kind with the article's number, by number."""
        query = "SELECT id, data FROM links WHERE set_ = ? AND kind = ? ORDER BY id, number"
        for number, data in self._connection.execute(query, (set_, kind)):
            yield number, json.loads(data)

    # --- pages

    def add_page(self, number: int, kind: str, name: str, data: Mapping[str, Any]) -> None:
        """Keep what was read on a page."""
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        self._connection.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", (number, kind, name, text))

    def pages(self, number: int) -> list[tuple[str, str, dict[str, Any]]]:
        """Return kind, file name and content of the pages of an article, by kind and name."""
        query = "SELECT kind, name, data FROM pages WHERE id = ? ORDER BY kind, name"
        return [(row[0], row[1], json.loads(row[2])) for row in self._connection.execute(query, (number,))]

    def page_numbers(self) -> list[int]:
        """Return the numbers of the articles that have pages, ascending."""
        return [row[0] for row in self._connection.execute("SELECT DISTINCT id FROM pages ORDER BY id")]

    def _one(self, query: str, *values: object) -> Any:  # noqa: ANN401 - whatever the query asks for
        row = self._connection.execute(query, values).fetchone()
        return row[0] if row else None
