"""
Which articles stand nearest to another one: `Những tin mới hơn`, `Những tin cũ hơn`.

Neighbours share the main category.  The order is (date, slug), which is total:
of two articles with the same moment each is the other's neighbour on exactly one side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plugins.archives.parts import Neighbour
from plugins.archives.shelves import Shelf
from plugins.newsroom.article import Article

LIMIT = 10


class Cards:
    """Articles as they stand near others, each made once: one stands on some thirty pages."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        """Begin without any."""
        self._made: dict[str, Neighbour] = {}

    def of(self, articles: Iterable[Article]) -> tuple[Neighbour, ...]:
        """Return *articles* as they stand near another one, in their order."""
        return tuple(map(self._card, articles))

    def _card(self, article: Article) -> Neighbour:
        card = self._made.get(article.slug)
        if card is None:
            card = self._made[article.slug] = Neighbour(url=article.url, title=article.title, date=article.date)
        return card


class Neighbourhood:
    """The listed articles by their main category."""

    __slots__ = ("_cards", "_shelves")

    def __init__(self, shelves: Mapping[str, Shelf], cards: Cards) -> None:
        """Take category → the listed articles whose main category it is; one without articles may be absent."""
        self._shelves = shelves
        self._cards = cards

    def newer(self, article: Article) -> tuple[Neighbour, ...]:
        """Return up to `LIMIT` articles of the same category after *article*, nearest first (ascending)."""
        shelf = self._shelves.get(article.category)
        return self._cards.of(shelf.after(article.key, LIMIT)) if shelf else ()

    def older(self, article: Article) -> tuple[Neighbour, ...]:
        """Return up to `LIMIT` articles of the same category before *article*, nearest first (descending)."""
        shelf = self._shelves.get(article.category)
        return self._cards.of(shelf.before(article.key, LIMIT)) if shelf else ()
