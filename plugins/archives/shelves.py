"""
Shelves: articles in their order, ascending by (date, slug).

A shelf is a sequence that also answers what stands next to a moment.  It is held in memory
where everything is planned, and looked up entry by entry where a publish concerns a few pages
of a large archive: what is made from a shelf is the same in both cases.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol, overload

from plugins.newsroom.article import Article
from plugins.newsroom.moment import ZONE

Key = tuple[datetime, str]

MOMENT_LENGTH: Final = 14


class Lists(Protocol):
    """Ordered lists of (sort, key) that are kept between builds; `sort` is a text, compared by code points."""

    def count(self, name: str) -> int:
        """Return how many entries the list *name* has; 0 where there is none."""

    def place(self, name: str, sort: str) -> int:
        """Return how many entries stand before *sort*."""

    def entries(self, name: str, start: int, stop: int) -> list[tuple[str, str]]:
        """Return the entries from *start* to before *stop*, ascending."""

    def after(self, name: str, sort: str, limit: int) -> list[tuple[str, str]]:
        """Return up to *limit* entries after *sort*, ascending."""

    def before(self, name: str, sort: str, limit: int) -> list[tuple[str, str]]:
        """Return up to *limit* entries before *sort*, descending."""

    def names(self, prefix: str) -> list[tuple[str, int]]:
        """Return name and length of every list that has entries and whose name begins with *prefix*, by name."""


class Shelf(Sequence[Article]):
    """Articles ascending by (date, slug)."""

    __slots__ = ()

    def after(self, key: Key, limit: int) -> list[Article]:
        """Return up to *limit* articles after *key*, the nearest first."""
        raise NotImplementedError

    def before(self, key: Key, limit: int) -> list[Article]:
        """Return up to *limit* articles before *key*, the nearest first."""
        raise NotImplementedError


class HeldShelf(Shelf):
    """A shelf in memory."""

    __slots__ = ("_articles", "_keys")

    def __init__(self, articles: Iterable[Article], keys: Iterable[Key] | None = None) -> None:
        """Take articles ascending by (date, slug), and their keys where they are at hand."""
        self._articles = tuple(articles)
        self._keys = [article.key for article in self._articles] if keys is None else list(keys)

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Article, ...]: ...

    def __getitem__(self, index: int | slice) -> Article | tuple[Article, ...]:
        """Return one article, or some."""
        return self._articles[index]

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._articles)

    def after(self, key: Key, limit: int) -> list[Article]:
        """Return up to *limit* articles after *key*, the nearest first."""
        start = bisect_right(self._keys, key)
        return list(self._articles[start : start + limit])

    def before(self, key: Key, limit: int) -> list[Article]:
        """Return up to *limit* articles before *key*, the nearest first."""
        end = bisect_left(self._keys, key)
        return list(self._articles[max(0, end - limit) : end][::-1])


class StoredShelf(Shelf):
    """A shelf whose articles are looked up when they are asked for."""

    __slots__ = ("_lists", "_load", "_name")

    def __init__(self, lists: Lists, name: str, load: Callable[[str], Article]) -> None:
        """Take the list *name* of *lists*, whose keys *load* turns into articles."""
        self._lists = lists
        self._name = name
        self._load = load

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Article, ...]: ...

    def __getitem__(self, index: int | slice) -> Article | tuple[Article, ...]:
        """Return one article, or some."""
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step not in (1, -1):
                raise IndexError(index)
            if step == 1:
                return self._read(start, stop)
            return self._read(stop + 1, start + 1)[::-1]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self._read(place, place + 1)[0]

    def _read(self, start: int, stop: int) -> tuple[Article, ...]:
        return tuple(self._load(key) for _, key in self._lists.entries(self._name, start, max(start, stop)))

    def __len__(self) -> int:
        """Return how many articles there are."""
        return self._lists.count(self._name)

    def after(self, key: Key, limit: int) -> list[Article]:
        """Return up to *limit* articles after *key*, the nearest first."""
        return [self._load(found) for _, found in self._lists.after(self._name, sort_text(key), limit)]

    def before(self, key: Key, limit: int) -> list[Article]:
        """Return up to *limit* articles before *key*, the nearest first."""
        return [self._load(found) for _, found in self._lists.before(self._name, sort_text(key), limit)]


def sort_text(key: Key) -> str:
    """Return (date, slug) as a text of the same order: fourteen digits of local time, then the slug."""
    moment, slug = key
    return moment_sort(moment) + slug


def moment_sort(moment: datetime) -> str:
    """Return the fourteen digits of a moment's local time, whose order is that of moments."""
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return f"{day}{moment.hour:02}{moment.minute:02}{moment.second:02}"


def moment_of_sort(sort: str) -> datetime:
    """Return the moment with which a text of `sort_text` or `moment_sort` begins."""
    return datetime.strptime(sort[:MOMENT_LENGTH], "%Y%m%d%H%M%S").replace(tzinfo=ZONE)
