"""
Which articles rank highest: the best rated and the most read.

An average alone would put one vote of five stars above a hundred votes of 4.9, so
each article is given ten votes more, all at the portal's mean.

Source: "Rating" in the content format.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from plugins.newsroom.article import Article, Rating

# Votes lent to every article: with 0 a single vote decides, with very many all articles tie at the mean.
LENT_VOTES = 10

LIMIT = 100


def rank(articles: Iterable[Article]) -> tuple[Article, ...]:
    """
    Order articles from the best rated down.

    By (points + 10·m) / (votes + 10), m being all points by all votes; ties by more
    votes, then the later date, then the slug.

    Args:
        articles: The visible articles; those without votes are passed over.

    Returns:
        At most `LIMIT` articles.
    """
    rated = [
        (article.rating, article)
        for article in sorted(articles, key=lambda article: article.slug)
        if article.rating is not None and article.rating.votes > 0
    ]
    votes = sum(rating.votes for rating, _ in rated)
    if votes == 0:
        return ()
    lent_points = LENT_VOTES * Fraction(sum(rating.points for rating, _ in rated), votes)

    def key(entry: tuple[Rating, Article]) -> tuple[Fraction, int, datetime]:
        rating, article = entry
        score = (rating.points + lent_points) / (rating.votes + LENT_VOTES)
        return (score, rating.votes, article.date)

    # A reversed sort keeps equal entries in their order, here ascending by slug.
    return tuple(article for _, article in sorted(rated, key=key, reverse=True)[:LIMIT])


def rank_by_views(articles: Iterable[Article]) -> tuple[Article, ...]:
    """
    Order articles from the most read down; ties by the later date, then the slug.

    Args:
        articles: The visible articles; those that nobody is known to have read are passed over.

    Returns:
        At most `LIMIT` articles.
    """
    read = [
        (article.views.count, article.date, article)
        for article in sorted(articles, key=lambda article: article.slug)
        if article.views is not None and article.views.count > 0
    ]
    return tuple(article for _, _, article in sorted(read, key=lambda entry: entry[:2], reverse=True)[:LIMIT])
