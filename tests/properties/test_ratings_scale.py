"""Averages, stars and ranks against exact oracles of other kinds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, strategies as st

from plugins.newsroom.article import Rating
from plugins.ratings.ranking import rank
from plugins.ratings.scale import average, exact_average, stars
from tests.builders import make_article, make_rating

VOTES = st.one_of(st.integers(1, 60), st.integers(1, 5_000_000))
RATINGS = VOTES.flatmap(lambda votes: st.integers(votes, 5 * votes).map(lambda points: make_rating(points, votes)))


def quotient(rating: Rating) -> Decimal:
    """Return points by votes with so many digits that no half is missed or made."""
    return Context(prec=60).divide(Decimal(rating.points), Decimal(rating.votes))


@given(RATINGS)
def test_average_is_the_decimal_rounded_half_up_once(rating: Rating) -> None:
    """The shown average is what decimal arithmetic gives, without ".0"."""
    expected = str(quotient(rating).quantize(Decimal("0.1"), ROUND_HALF_UP)).removesuffix(".0")
    assert average(rating) == expected


@given(RATINGS)
def test_stars_are_the_quotient_rounded_half_up(rating: Rating) -> None:
    """Between one and five stars are lit, and they are the nearest to the quotient."""
    lit = stars(rating)
    assert lit == int(quotient(rating).quantize(Decimal(1), ROUND_HALF_UP))
    assert 1 <= lit <= 5
    assert -Fraction(1, 2) < lit - Fraction(rating.points, rating.votes) <= Fraction(1, 2)


@given(RATINGS)
def test_average_is_within_a_twentieth(rating: Rating) -> None:
    """Reading the shown average back gives the exact one within half a tenth."""
    assert abs(Fraction(average(rating)) - exact_average(rating)) <= Fraction(1, 20)


@given(st.lists(st.tuples(RATINGS, st.integers(2015, 2017)), max_size=40))
def test_rank_is_what_comparing_every_pair_gives(ratings: list[tuple[Rating, int]]) -> None:
    """No article stands below one that it beats, by whole numbers only."""
    articles = [make_article(f"tin-{i:02}", f"{year}-01-01", rating=rating) for i, (rating, year) in enumerate(ratings)]
    points = sum(rating.points for rating, _ in ratings)
    votes = sum(rating.votes for rating, _ in ratings)
    ranked = rank(reversed(articles))
    assert sorted(article.slug for article in ranked) == [article.slug for article in articles]
    for better, worse in pairwise(ranked):
        assert better.rating is not None
        assert worse.rating is not None
        left = (better.rating.points * votes + 10 * points) * (worse.rating.votes + 10)
        right = (worse.rating.points * votes + 10 * points) * (better.rating.votes + 10)
        assert left >= right
        if left == right:
            assert better.rating.votes >= worse.rating.votes
            if better.rating.votes == worse.rating.votes:
                assert better.date >= worse.date
                assert better.date > worse.date or better.slug < worse.slug


@given(st.lists(RATINGS, min_size=1, max_size=130))
def test_top_rated_is_the_exact_order_cut_at_a_hundred(ratings: list[Rating]) -> None:
    """The score is (points + 10·m) / (votes + 10) with m = all points / all votes, as fractions; nothing is rounded."""
    articles = [make_article(f"tin-{i:03}", "2015-01-01", rating=rating) for i, rating in enumerate(ratings)]
    mean = Fraction(sum(rating.points for rating in ratings), sum(rating.votes for rating in ratings))
    scores = {
        article.slug: ((rating.points + 10 * mean) / (rating.votes + 10), rating.votes)
        for article, rating in zip(articles, ratings, strict=True)
    }
    best = sorted(scores, key=lambda slug: (-scores[slug][0], -scores[slug][1], slug))[:100]
    assert [article.slug for article in rank(articles)] == best
