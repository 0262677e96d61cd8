"""Articles as they stand in lists, each made once a build and shared by all its lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from plugins.archives.links import Places
from plugins.archives.parts import Item, Link, RatingView
from plugins.archives.pictures import make_thumbnail
from plugins.archives.summaries import shorten
from plugins.newsroom.article import Article, Rating
from plugins.ratings import scale


def make_items(
    articles: Iterable[Article], categories: Mapping[str, Link], places: Places, min_average: Decimal
) -> dict[str, Item]:
    """
    Make the list entry of each article.

    Args:
        articles: The listed articles.
        categories: Slug → the category's link.
        places: Where pictures are, for their sizes.
        min_average: The least average that has a rank, see `make_rating`.

    Returns:
        `Article.slug` → entry, in the order of *articles*.
    """
    return {
        article.slug: Item(
            url=article.url,
            title=article.title,
            date=article.date,
            summary=shorten(article.summary),
            category=categories[article.category],
            picture=make_thumbnail(article.image, places),
            rating=make_rating(article.rating, min_average),
        )
        for article in articles
    }


def make_rating(rating: Rating | None, min_average: Decimal) -> RatingView | None:
    """Return a rating as it is shown, or None where nobody voted."""
    if rating is None or rating.votes < 1:
        return None
    return RatingView(
        points=rating.points,
        votes=rating.votes,
        average=scale.average(rating),
        stars=scale.stars(rating),
        shows_rank=scale.has_rank(rating, min_average),
        as_of=rating.as_of,
    )
