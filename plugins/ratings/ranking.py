"""
Which articles rank highest: the best rated and the most read.

An average alone would put one vote of five stars above a hundred votes of 4.9, so
each article is given ten votes more, all at the portal's mean.

Source: "Rating" in the content format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from heapq import nsmallest
from itertools import chain, islice

from plugins.newsroom.article import Article

# Votes lent to every article: with 0 a single vote decides, with very many all articles tie at the mean.
LENT_VOTES = 10

LIMIT = 100


Votes = tuple[int, int]
"""Points and votes."""


def rank(articles: Iterable[Article]) -> tuple[Article, ...]:
    """
    Order articles from the best rated down.

    By `order_votes`; ties go to the later date, then the slug.

    Args:
        articles: The visible articles; those without votes are passed over.

    Returns:
        At most `LIMIT` articles.
    """
    groups: dict[Votes, list[Article]] = {}
    for article in articles:
        if article.rating is not None and article.rating.votes > 0:
            groups.setdefault((article.rating.points, article.rating.votes), []).append(article)
    ordered = order_votes({votes: len(group) for votes, group in groups.items()})
    members = chain.from_iterable(sorted(groups[votes], key=newest_first) for votes in ordered)
    return tuple(islice(members, LIMIT))


def order_votes(counts: Mapping[Votes, int]) -> list[Votes]:
    """
    Order what articles have been given from the best down.

    By (points + 10·m) / (votes + 10), m being all points by all votes; ties by more votes.

    Args:
        counts: How many visible articles have so many points in so many votes, which are more than 0.
    """
    votes = sum(count * given for (_, given), count in counts.items())
    if votes == 0:
        return []
    lent_points = LENT_VOTES * Fraction(sum(count * points for (points, _), count in counts.items()), votes)

    def key(given: Votes) -> tuple[Fraction, int]:
        return (given[0] + lent_points) / (given[1] + LENT_VOTES), given[1]

    return sorted(counts, key=key, reverse=True)


def rank_by_views(articles: Iterable[Article]) -> tuple[Article, ...]:
    """
    Order articles from the most read down; ties by the later date, then the slug.

    Args:
        articles: The visible articles; those that nobody is known to have read are passed over.

    Returns:
        At most `LIMIT` articles.
    """
    read = [
        (-article.views.count, newest_first(article), article)
        for article in articles
        if article.views is not None and article.views.count > 0
    ]
    return tuple(article for _, _, article in nsmallest(LIMIT, read, key=lambda entry: entry[:2]))


def newest_first(article: Article) -> tuple[float, str]:
    """Return what sorts articles by their dates, the latest first, and then by slug."""
    return (-article.date.timestamp(), article.slug)
