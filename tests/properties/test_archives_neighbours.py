"""Neighbours against a naive filter over all articles."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from plugins.archives.neighbours import Cards, Neighbourhood
from plugins.archives.shelves import HeldShelf
from plugins.newsroom.article import Article
from tests.builders import at, make_article

START = at("2019-01-01")


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Articles of two categories, many of them with the same moment, in the total order."""
    drawn = draw(st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["kinh-te", "xa-hoi"])), max_size=60))
    made = [
        make_article(f"tin-{i * 37 % 101:03}", START + timedelta(minutes=minute), category=category)
        for i, (minute, category) in enumerate(drawn)
    ]
    return sorted(made, key=lambda article: article.key)


def near(listed: list[Article]) -> Neighbourhood:
    """Return the neighbourhood of *listed*, each under its category."""
    categories = {article.category for article in listed}
    return Neighbourhood(
        {slug: HeldShelf(article for article in listed if article.category == slug) for slug in categories},
        Cards(),
    )


@given(articles())
def test_neighbours_are_what_a_filter_finds(listed: list[Article]) -> None:
    """Newer and older are the ten nearest of the same category in the order (date, slug)."""
    neighbourhood = near(listed)
    for article in listed:
        same = [other for other in listed if other.category == article.category]
        newer = [other.url for other in same if (other.date, other.slug) > (article.date, article.slug)]
        older = [other.url for other in same if (other.date, other.slug) < (article.date, article.slug)]
        assert [other.url for other in neighbourhood.newer(article)] == newer[:10]
        assert [other.url for other in neighbourhood.older(article)] == older[::-1][:10]


@given(articles())
def test_an_article_is_on_exactly_one_side_of_a_near_one(listed: list[Article]) -> None:
    """Of two adjacent articles, each is the nearest of the other on one side and on that side only."""
    neighbourhood = near(listed)
    group = [article for article in listed if article.category == "kinh-te"]
    for older, newer in pairwise(group):
        assert neighbourhood.newer(older)[0].url == newer.url
        assert neighbourhood.older(newer)[0].url == older.url
        assert newer.url not in {other.url for other in neighbourhood.older(older)}
        assert older.url not in {other.url for other in neighbourhood.newer(newer)}
