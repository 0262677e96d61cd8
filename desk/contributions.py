"""
Who has written what in a period: the numbers behind the yearly commendations.

An article counts once it is published, on the day of its date in Vietnam; drafts, articles under review, scheduled
and withdrawn ones do not, expired ones do: the work was done.  Its views and its rating are all that it has had up to
now, whenever that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Final, TypeVar

from plugins.newsroom.article import Article, Rating, Status
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Site
from plugins.newsroom.spelling import author_spelling
from plugins.newsroom.vietnamese import collation_key
from plugins.ratings.scale import average

NO_UNIT: Final = "Chưa ghi đơn vị"
NO_AUTHOR: Final = "Không ghi tên"
_MONTHS: Final = 12
_NOBODY: Final = ("", "")
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days in Vietnam; both ends belong to it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day belongs to the period."""
        return self.first <= day <= self.last

    def months(self) -> Iterable[tuple[int, int]]:
        """Yield every month that has a day in the period, as year and month."""
        first, last = (day.year * _MONTHS + day.month - 1 for day in (self.first, self.last))
        return ((number // _MONTHS, number % _MONTHS + 1) for number in range(first, last + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """
    Some articles, summed up.

    Attributes:
        articles: How many there are.
        share: The same, an article of n authors as 1/n for each of them.
        views, points, votes: Of all of them.
    """

    articles: int = 0
    share: Fraction = field(default_factory=Fraction)
    views: int = 0
    points: int = 0
    votes: int = 0

    @property
    def average(self) -> str:
        """The average rating as pages show it, "" where nobody voted."""
        return average(Rating(points=self.points, votes=self.votes)) if self.votes else ""

    def plus(self, article: Article, share: Fraction) -> Tally:
        """Return the sum with one more article."""
        return Tally(
            articles=self.articles + 1,
            share=self.share + share,
            views=self.views + (article.views.count if article.views else 0),
            points=self.points + (article.rating.points if article.rating else 0),
            votes=self.votes + (article.rating.votes if article.rating else 0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one unit, author, month or category has contributed."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """
    All contributions of a period.

    Attributes:
        period: The period.
        articles: The articles, by date and slug.
        total: All of them.
        units, categories: Most articles first, then by name; only those that have any.
        authors: Likewise; an article counts for each of its authors, so that only the shares add up to the total.
        months: Every month of the period, in order.
    """

    period: Period
    articles: tuple[Article, ...]
    total: Tally
    units: tuple[Row, ...]
    authors: tuple[Row, ...]
    months: tuple[Row, ...]
    categories: tuple[Row, ...]


def count_contributions(articles: Iterable[Article], site: Site, period: Period, now: datetime) -> Contributions:
    """
    Sum up what was contributed.

    Args:
        articles: All articles, with the numbers of `figures/`.
        site: What units and categories are called.
        period: Which days count.
        now: What is later is not published yet.
    """
    counted = sorted((one for one in articles if _counts(one, period, now)), key=lambda one: one.key)
    units = {unit.slug: unit.name for unit in site.units} | {"": NO_UNIT}
    categories = {category.slug: category.name for category in site.categories}
    months = {month: Tally() for month in period.months()} | _sum_up(counted, lambda one: [_month(one)])
    authors = _spellings(counted)
    return Contributions(
        period=period,
        articles=tuple(counted),
        total=_sum_up(counted, lambda _: [""]).get("", Tally()),
        units=_rank(_sum_up(counted, lambda one: [one.unit]), units),
        authors=_rank(_sum_up(counted, _authors), authors),
        months=tuple(Row(name=f"{month:02}/{year:04}", tally=tally) for (year, month), tally in months.items()),
        categories=_rank(_sum_up(counted, lambda one: [one.category]), categories),
    )


def _counts(article: Article, period: Period, now: datetime) -> bool:
    """Tell whether an article is one that was published in the period."""
    is_published = article.status in (Status.PUBLISHED, Status.HIDDEN) and article.withdrawn is None
    return is_published and article.date <= now and article.date.astimezone(ZONE).date() in period


def _month(article: Article) -> tuple[int, int]:
    day = article.date.astimezone(ZONE)
    return day.year, day.month


def _authors(article: Article) -> Sequence[tuple[str, str]]:
    """Return who has written an article, without regard to capitals."""
    return tuple(dict.fromkeys(map(author_spelling, article.authors))) or (_NOBODY,)


def _spellings(articles: Iterable[Article]) -> Mapping[tuple[str, str], str]:
    """Return how each author is spelled in the first article that has the name."""
    first = {_NOBODY: NO_AUTHOR}
    for article in articles:
        for name in article.authors:
            first.setdefault(author_spelling(name), name)
    return first


def _sum_up(articles: Iterable[Article], keys: Callable[[Article], Sequence[_Key]]) -> dict[_Key, Tally]:
    """Return key → sum of the articles that have it."""
    sums: dict[_Key, Tally] = {}
    for article in articles:
        found = keys(article)
        for key in found:
            sums[key] = sums.get(key, Tally()).plus(article, Fraction(1, len(found)))
    return sums


def _rank(sums: Mapping[_Key, Tally], names: Mapping[_Key, str]) -> tuple[Row, ...]:
    """Return the sums, most articles first, then most views, then by name."""
    rows = (Row(name=names.get(key, str(key)), tally=tally) for key, tally in sums.items())
    return tuple(
        sorted(rows, key=lambda row: (-row.tally.articles, -row.tally.views, collation_key(row.name), row.name))
    )
