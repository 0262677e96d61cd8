"""Articles as they stand in lists, each made once a build and shared by all its lists."""

from __future__ import annotations

from decimal import Decimal

from plugins.archives.links import Places
from plugins.archives.parts import Item, Link, RatingView
from plugins.archives.pictures import make_thumbnail
from plugins.archives.summaries import shorten
from plugins.newsroom.article import Article, Rating
from plugins.ratings import scale


def make_item(article: Article, category: Link, places: Places, min_average: Decimal) -> Item:
    """
    Make the list entry of an article.

    Args:
        article: A listed article.
        category: Its main category.
        places: Where pictures are, for their sizes.
        min_average: The least average that has a rank, see `make_rating`.
    """
    return Item(
        url=article.url,
        title=article.title,
        date=article.date,
        summary=shorten(article.summary),
        category=category,
        picture=make_thumbnail(article.image, places),
        rating=make_rating(article.rating, min_average),
    )


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
