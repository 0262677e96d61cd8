"""
Which kept lists an article stands in, and where: what shelves are read from in a large archive.

An entry of a list is (sort, path of the article); `sort` orders the list, see `shelves.sort_text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from plugins.archives.categories import CategoryTree
from plugins.archives.inventory import Period, period_of
from plugins.archives.shelves import MOMENT_LENGTH, sort_text
from plugins.archives.terms import KINDS, Kind, slugs_of
from plugins.archives.visibility import article_moments, is_gone, is_public
from plugins.newsroom.article import Article
from plugins.ratings.ranking import Votes

LISTED: Final = "listed"
HIDDEN: Final = "hidden"
GONE: Final = "gone"
DUE: Final = "due"
VIEWED: Final = "viewed"
RATED: Final = "rated/"
CATEGORY: Final = "category/"
MAIN: Final = "main/"
MONTH: Final = "month/"
LAST: Final = "\U0010ffff"
"""Sorts behind every `sort`."""

_MOST: Final = 10**15


def standings(article: Article, now: datetime, tree: CategoryTree) -> dict[str, str]:
    """Return list → sort of *article* at *now*; moments at which it appears or goes are in `DUE` (see `due_sorts`)."""
    if not is_public(article, now):
        return {}
    sort = sort_text(article.key)
    if not article.is_listed(now):
        return {GONE if is_gone(article, now) else HIDDEN: sort}
    return dict(_listed_standings(article, sort, tree))


def _listed_standings(article: Article, sort: str, tree: CategoryTree) -> Iterator[tuple[str, str]]:
    yield LISTED, sort
    yield MAIN + article.category, sort
    yield month_name(period_of(article)), sort
    yield from ((CATEGORY + slug, sort) for slug in tree.lists_of(article))
    yield from ((term_name(kind, slug), sort) for kind in KINDS for slug in slugs_of(kind, article))
    newest_first = f"{_MOST - int(sort[:MOMENT_LENGTH]):016}{article.slug}"
    if article.rating is not None and article.rating.votes > 0:
        yield rated_name((article.rating.points, article.rating.votes)), newest_first
    if article.views is not None and article.views.count > 0:
        yield VIEWED, f"{_MOST - article.views.count:016}{newest_first}"


def due_sorts(article: Article) -> tuple[str, ...]:
    """Return where *article* stands in the list `DUE`: once for each moment at which it appears or goes."""
    return tuple(sort_text((moment, article.slug)) for moment in article_moments(article))


def term_name(kind: Kind, slug: str) -> str:
    """Return the name of a term's list."""
    return f"{kind.url[1:]}{slug}"


def month_name(period: Period) -> str:
    """Return the name of a month's list."""
    year, month = period
    return f"{MONTH}{year:04}-{month:02}"


def period_named(name: str) -> Period:
    """Return the month whose list has this name."""
    year, _, month = name.removeprefix(MONTH).partition("-")
    return int(year), int(month)


def rated_name(votes: Votes) -> str:
    """Return the name of the list of the articles with so many points in so many votes."""
    return f"{RATED}{votes[0]}/{votes[1]}"


def votes_named(name: str) -> Votes:
    """Return points and votes of the articles in the list of this name."""
    points, _, votes = name.removeprefix(RATED).partition("/")
    return int(points), int(votes)
