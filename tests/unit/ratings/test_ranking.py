"""The order of the best rated and of the most read articles."""

from __future__ import annotations

from plugins.newsroom.article import Article, Views
from plugins.ratings.ranking import rank, rank_by_views
from tests.builders import make_article, make_rating


def rated(slug: str, points: int, votes: int, date: str = "2019-01-01") -> Article:
    """Return an article with a rating."""
    return make_article(slug, date, rating=make_rating(points, votes))


def slugs(articles: tuple[Article, ...]) -> list[str]:
    """Return the names of *articles*."""
    return [article.slug for article in articles]


def test_one_vote_of_five_is_not_the_best() -> None:
    """Ten votes are lent to each article at the portal's mean, so many good votes outrank a single perfect one."""
    articles = [rated("mot-phieu", 5, 1), rated("nhieu-phieu", 480, 100), rated("kem", 20, 20)]
    assert slugs(rank(articles)) == ["nhieu-phieu", "mot-phieu", "kem"]


def test_articles_without_votes_are_passed_over() -> None:
    """Only articles with votes rank; without any there is no list."""
    assert rank([make_article("a"), rated("b", 0, 0)]) == ()
    assert slugs(rank([make_article("a"), rated("b", 3, 1)])) == ["b"]


def test_ties_go_by_votes_then_date_then_slug() -> None:
    """Equal scores: more votes first, then the later date, then the slug."""
    articles = [
        rated("c", 3, 1, "2019-01-01"),
        rated("b", 3, 1, "2020-01-01"),
        rated("d", 6, 2, "2018-01-01"),
        rated("a", 3, 1, "2019-01-01"),
    ]
    assert slugs(rank(articles)) == ["d", "b", "a", "c"]


def test_at_most_a_hundred() -> None:
    """The list ends after a hundred."""
    assert len(rank([rated(f"tin-{i:03}", 3, 1) for i in range(130)])) == 100


def test_the_most_read_first() -> None:
    """By views, then the later date, then the slug; articles that nobody read or counted are passed over."""
    articles = [
        make_article("b", views=Views(count=5)),
        make_article("a", views=Views(count=5)),
        make_article("moi", "2020-01-01", views=Views(count=5)),
        make_article("nhat", "2018-01-01", views=Views(count=6)),
        make_article("khong", views=Views(count=0)),
        make_article("chua-dem"),
    ]
    assert slugs(rank_by_views(articles)) == ["nhat", "moi", "a", "b"]
    assert len(rank_by_views([make_article(f"tin-{i:03}", views=Views(count=1)) for i in range(130)])) == 100
