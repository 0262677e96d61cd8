"""
Which articles stand nearest to another one: `Những tin mới hơn`, `Những tin cũ hơn`.

Neighbours share the main category.  The order is (date, slug), which is total:
of two articles with the same moment each is the other's neighbour on exactly one side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from plugins.archives.parts import Neighbour
from plugins.newsroom.article import Article

LIMIT = 10


class Neighbourhood:
    """The listed articles of each category, each turned into its `Neighbour` once."""

    __slots__ = ("_keys", "_neighbours")

    def __init__(self, articles: Iterable[Article]) -> None:
        """Take the listed articles, ascending by (date, slug)."""
        self._keys: dict[str, list[tuple[datetime, str]]] = {}
        self._neighbours: dict[str, list[Neighbour]] = {}
        for article in articles:
            self._keys.setdefault(article.category, []).append(article.key)
            self._neighbours.setdefault(article.category, []).append(make_neighbour(article))

    def newer(self, article: Article) -> tuple[Neighbour, ...]:
        """Return up to `LIMIT` articles of the same category after *article*, nearest first (ascending)."""
        start = bisect_right(self._keys.get(article.category, ()), article.key)
        return tuple(self._neighbours.get(article.category, ())[start : start + LIMIT])

    def older(self, article: Article) -> tuple[Neighbour, ...]:
        """Return up to `LIMIT` articles of the same category before *article*, nearest first (descending)."""
        end = bisect_left(self._keys.get(article.category, ()), article.key)
        return tuple(reversed(self._neighbours.get(article.category, ())[max(0, end - LIMIT) : end]))


def make_neighbour(article: Article) -> Neighbour:
    """Return *article* as it stands near another one."""
    return Neighbour(url=article.url, title=article.title, date=article.date)
