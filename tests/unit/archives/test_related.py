"""Articles of the same running story or with the same tag."""

from __future__ import annotations

from typing import Any

from plugins.archives.parts import Link
from plugins.archives.views import ArticlePage
from plugins.newsroom.article import Article, Status
from plugins.newsroom.site import Topic
from tests.builders import make_article, make_content, make_site, plan_site, view_of

SITE = make_site(topics=(Topic(slug="cds", name="Chuyển đổi số"), Topic(slug="lu", name="Lũ")))


def day(number: int, **fields: Any) -> Article:
    """Return the article of a day of January, in a category of its own."""
    return make_article(f"tin-{number:02}", f"2019-01-{number:02}", **fields)


def related(articles: list[Article], number: int) -> list[tuple[str, str, list[int]]]:
    """Return kind, name and days of what is related to the article of day *number*."""
    page = view_of(plan_site(make_content(articles, site=SITE)), f"kinh-te/tin-{number:02}.html", ArticlePage)
    return [(group.kind, group.link.text, [item.date.day for item in group.items]) for group in page.related]


def test_five_a_side_of_the_topic() -> None:
    """The nearest on each side, newest first, without the page itself."""
    articles = [day(number, topic="cds") for number in range(1, 21)]
    assert related(articles, 10) == [("topic", "Chuyển đổi số", [15, 14, 13, 12, 11, 9, 8, 7, 6, 5])]
    assert related(articles, 20) == [("topic", "Chuyển đổi số", [19, 18, 17, 16, 15])]
    assert related(articles, 2) == [("topic", "Chuyển đổi số", [7, 6, 5, 4, 3, 1])]


def test_five_a_side_of_the_only_tag() -> None:
    """As of a topic."""
    articles = [day(number, tags=("lễ hội",)) for number in range(1, 21)]
    assert related(articles, 10) == [("tag", "lễ hội", [15, 14, 13, 12, 11, 9, 8, 7, 6, 5])]


def test_the_topic_first_then_tags() -> None:
    """Tags fill what the topic leaves of the five; an article that shares both stands under the topic."""
    articles = [
        *(day(number, tags=("a",)) for number in range(1, 9)),
        day(10, topic="cds", tags=("a",)),
        day(11, topic="cds", tags=("a",)),
        day(12, tags=("a",), topic="lu"),
        day(13, topic="cds"),
        *(day(number, tags=("a",)) for number in range(14, 20)),
    ]
    assert related(articles, 10) == [
        ("topic", "Chuyển đổi số", [13, 11]),
        ("tag", "a", [15, 14, 12, 8, 7, 6, 5, 4]),
    ]


def test_several_tags_share_the_five() -> None:
    """With two tags the nearest two of each a side, with three or more the nearest one; in the article's order."""
    ones = [day(number, tags=("abc"[number % 3],)) for number in range(1, 20) if number != 10]
    assert related([*ones, day(10, tags=("c", "a"))], 10) == [
        ("tag", "c", [14, 11, 8, 5]),
        ("tag", "a", [15, 12, 9, 6]),
    ]
    assert related([*ones, day(10, tags=("c", "b", "a"))], 10) == [
        ("tag", "c", [11, 8]),
        ("tag", "b", [13, 7]),
        ("tag", "a", [12, 9]),
    ]


def test_an_article_that_shares_two_tags_stands_once() -> None:
    """Under the first of the page's own."""
    articles = [day(1, tags=("b", "a")), day(2, tags=("a", "b"))]
    assert related(articles, 2) == [("tag", "a", [1])]
    assert related(articles, 1) == [("tag", "b", [2])]


def test_hidden_articles_are_related_to_nobody() -> None:
    """Their own pages lead to the listed ones on both sides."""
    articles = [day(1, tags=("a",)), day(2, tags=("a",), status=Status.HIDDEN), day(3, tags=("a",))]
    assert related(articles, 2) == [("tag", "a", [3, 1])]
    assert related(articles, 1) == [("tag", "a", [3])]


def test_alone_in_its_topic() -> None:
    """No heading without items; the heading leads to the list."""
    assert related([day(1, topic="cds", tags=("a",)), day(2)], 1) == []
    content = make_content([day(1, topic="cds"), day(2, topic="cds")], site=SITE)
    page = view_of(plan_site(content), "kinh-te/tin-01.html", ArticlePage)
    assert page.related[0].link == Link(url="/topic/cds/", text="Chuyển đổi số")
