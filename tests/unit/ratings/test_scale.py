"""A rating shows what its exact fraction says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from plugins.ratings.scale import average, exact_average, has_rank, stars
from tests.builders import make_rating


@pytest.mark.parametrize(
    ("points", "votes", "shown", "lit"),
    [
        (13, 5, "2.6", 3),
        (5, 1, "5", 5),
        (1, 1, "1", 1),
        (9, 4, "2.3", 2),
        (13, 4, "3.3", 3),
        (17, 4, "4.3", 4),
        (87, 20, "4.4", 4),
        (71, 20, "3.6", 4),
        (5, 2, "2.5", 3),
        (49, 20, "2.5", 2),
        (20, 5, "4", 4),
        (4999, 1000, "5", 5),
        (2249, 1000, "2.2", 2),
    ],
)
def test_worked_examples(points: int, votes: int, shown: str, lit: int) -> None:
    """The average is rounded half up once, without ".0"; the stars round the quotient, not the shown average."""
    rating = make_rating(points, votes)
    assert (average(rating), stars(rating)) == (shown, lit)


def test_exact_average_is_a_fraction() -> None:
    """The exact average loses nothing."""
    assert exact_average(make_rating(13, 5)) == Fraction(13, 5)


def test_nothing_is_shown_of_a_rating_without_votes() -> None:
    """Asking for the average of no votes is a programmer's mistake, and it has no rank."""
    rating = make_rating(0, 0)
    for function in (exact_average, average, stars):
        with pytest.raises(ValueError, match="votes=0"):
            function(rating)
    assert not has_rank(rating, Decimal(0))


@pytest.mark.parametrize(
    ("points", "votes", "least", "expected"),
    [
        (13, 5, "1", True),
        (13, 5, "2.6", True),
        (13, 5, "2.7", False),
        (49, 20, "2.5", True),
        (5, 1, "6", False),
        (1, 1, "1", True),
    ],
)
def test_rank_line_needs_the_least_average(points: int, votes: int, least: str, expected: bool) -> None:
    """`Xếp hạng` stands there where the shown average is at least `rating.min_average`."""
    assert has_rank(make_rating(points, votes), Decimal(least)) is expected
