"""
What a change can reach: which pages may look different, found without looking at the others.

Pages are named more generously than strictly needed, never less: one that is named and looks as
before is found out by its fingerprint.  The property test of incremental builds holds this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from plugins.archives import neighbours, related
from plugins.archives.feeds import LIMIT as FEED_SIZE
from plugins.archives.inventory import last_change
from plugins.archives.register import Moves, Pair
from plugins.archives.shelves import Lists, sort_text
from plugins.archives.standing import HIDDEN, LAST, MAIN, term_name
from plugins.archives.terms import KINDS, TAG, TOPIC, slugs_of
from plugins.newsroom.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """
    What is different since the last build.

    Attributes:
        pairs: The articles that differ, or whose visibility does, before and after.
        bodies: Paths of articles and static pages whose body, comments or files differ.
        before, now: The moments that decided and decide what is visible.
    """

    pairs: Sequence[Pair]
    bodies: Sequence[str] = ()
    before: datetime
    now: datetime


Referrers = Callable[[str], Iterable[str]]
"""Returns the paths of the articles and static pages whose body or front matter names a file of the content folder."""


@dataclass(frozen=True, slots=True)
class Reach:
    """
    What may look different.

    Attributes:
        pages: Paths of the articles and static pages.
        moves: The lists that moved.
        whole: Names of lists all of whose pages may look different.
        feeds: Names of the lists whose feed may.
        years: The years whose sitemap may.
        kinds: Addresses of the kinds of terms whose page of all may.
    """

    moves: Moves
    pages: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    feeds: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def wants(self, name: str) -> Callable[[int], bool]:
        """Return what tells by its number whether a page of the list *name* may look different."""
        move = self.moves.lists.get(name)
        return lambda number: name in self.whole or (move is not None and move.concerns(number))


def find_reach(change: Shift, moves: Moves, lists: Lists, referrers: Referrers) -> Reach:
    """
    Find what a change can reach.

    Args:
        change: What is different.
        moves: What `Register.update` said of it.
        lists: The lists as they are now.
        referrers: Who names a file.
    """
    reach = Reach(moves=moves, pages=set(change.bodies))
    for before, after in change.pairs:
        for article in (before, after):
            if article is not None:
                reach.pages.add(article.path)
                reach.pages.update(referrers(article.path))
        was = before if before is not None and before.is_listed(change.before) else None
        stands = after if after is not None and after.is_listed(change.now) else None
        if _shown(was) != _shown(stands):
            _reach_companions(reach, was, lists)
            _reach_companions(reach, stands, lists)
        if _on_map(was) != _on_map(stands):
            reach.years.update(article.date.year for article in (was, stands) if article is not None)
    for name, move in moves.lists.items():
        if move.tail is not None and move.tail <= FEED_SIZE:
            reach.feeds.add(name)
    _reach_terms(reach, lists)
    return reach


def _shown(article: Article | None) -> object:
    """Return what other articles' pages show of a listed article, or go by."""
    return None if article is None else (article.key, article.url, article.title, article.topic, article.tags)


def _on_map(article: Article | None) -> object:
    """Return what the sitemap shows of a listed article, or goes by."""
    return None if article is None else (article.key, article.url, last_change(article))


def _reach_companions(reach: Reach, article: Article | None, lists: Lists) -> None:
    """Name the articles that show *article*, or did, as a neighbour or as related to them."""
    if article is None:
        return
    sort = sort_text(article.key)
    windows = [(MAIN + article.category, neighbours.LIMIT)]
    windows += [(term_name(kind, slug), related.LIMIT) for kind in (TOPIC, TAG) for slug in slugs_of(kind, article)]
    for name, limit in windows:
        after, before = lists.after(name, sort, limit), lists.before(name, sort, limit)
        reach.pages.update(path for _, path in (*after, *before))
        first = before[-1][0] if len(before) == limit else ""
        last = after[-1][0] if len(after) == limit else LAST
        reach.pages.update(_hidden(lists, first, last))


def _hidden(lists: Lists, first: str = "", last: str = LAST) -> Iterator[str]:
    """Yield the hidden articles between two places in time: they show others and are shown by none."""
    start, stop = lists.place(HIDDEN, first), lists.place(HIDDEN, last)
    return (path for _, path in lists.entries(HIDDEN, start, stop))


def _reach_terms(reach: Reach, lists: Lists) -> None:
    """Name what shows a term that has another name now, or that came or went."""
    moves = reach.moves.lists
    came_or_went = {name for name, move in moves.items() if move.is_new_or_gone}
    for kind in KINDS:
        prefix = term_name(kind, "")
        renamed = {name for name in reach.moves.renamed if name.startswith(prefix)}
        for name in renamed:
            reach.whole.add(name)
            reach.feeds.add(name)
            reach.pages.update(path for _, path in lists.entries(name, 0, lists.count(name)))
        if renamed or any(name.startswith(prefix) for name in came_or_went):
            reach.pages.update(_hidden(lists))
        moved = {name for name, move in moves.items() if name.startswith(prefix) and move.start is not None}
        if renamed or moved:
            reach.kinds.add(kind.url)
