"""
Which articles stand nearest to another one: `Những tin mới hơn`, `Những tin cũ hơn`.

Neighbours share the main category.  The order is (date, slug), which is total:
of two articles with the same moment each is the other's neighbour on exactly one side.
"""

from __future__ import annotations

from collections.abc import Mapping

from plugins.archives.parts import Neighbour
from plugins.archives.shelves import Shelf
from plugins.newsroom.article import Article

LIMIT = 10


class Neighbourhood:
    """The listed articles by their main category."""

    __slots__ = ("_shelves",)

    def __init__(self, shelves: Mapping[str, Shelf]) -> None:
        """Take category → the listed articles whose main category it is; one without articles may be absent."""
        self._shelves = shelves

    def newer(self, article: Article) -> tuple[Neighbour, ...]:
        """Return up to `LIMIT` articles of the same category after *article*, nearest first (ascending)."""
        shelf = self._shelves.get(article.category)
        return tuple(map(make_neighbour, shelf.after(article.key, LIMIT))) if shelf else ()

    def older(self, article: Article) -> tuple[Neighbour, ...]:
        """Return up to `LIMIT` articles of the same category before *article*, nearest first (descending)."""
        shelf = self._shelves.get(article.category)
        return tuple(map(make_neighbour, shelf.before(article.key, LIMIT))) if shelf else ()


def make_neighbour(article: Article) -> Neighbour:
    """Return *article* as it stands near another one."""
    return Neighbour(url=article.url, title=article.title, date=article.date)
