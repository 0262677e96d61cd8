"""
The meaning of a rating: average, lit stars, and whether it has a rank.

Whole numbers and fractions only: a float shows 4.3 for 87/20, which is 4.35 and
must be 4.4.  Every function wants a rating with votes, as `newsroom` has checked it.

Source: "Rating" in the content format.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from plugins.newsroom.article import Rating


def exact_average(rating: Rating) -> Fraction:
    """
    Return points by votes, exactly.

    Raises:
        ValueError: nobody voted (programmer's mistake).
    """
    if rating.votes < 1:
        raise ValueError(rating)
    return Fraction(rating.points, rating.votes)


def average(rating: Rating) -> str:
    """
    Return the average as it is shown: one decimal after a point, none where it is 0 ("2.6", "4").

    Raises:
        ValueError: nobody voted (programmer's mistake).
    """
    whole, tenth = divmod(_round_half_up(10 * exact_average(rating)), 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def stars(rating: Rating) -> int:
    """
    Return how many of five stars are lit.

    The exact quotient is rounded, not the shown average: 49/20 shows 2.5 and lights 2.

    Raises:
        ValueError: nobody voted (programmer's mistake).
    """
    return _round_half_up(exact_average(rating))


def has_rank(rating: Rating, min_average: Decimal) -> bool:
    """
    Tell whether the line `Xếp hạng` stands on the page.

    Args:
        rating: A rating with or without votes.
        min_average: `rating.min_average` of the site; the shown average counts, as on the old portal.
    """
    return rating.votes > 0 and Decimal(average(rating)) >= min_average


def _round_half_up(number: Fraction) -> int:
    """Round a number ≥ 0 to the nearest whole one, a half upwards."""
    return int(number + Fraction(1, 2))
