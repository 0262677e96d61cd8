"""Related articles against a naive scan over all articles."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, strategies as st

from plugins.archives.neighbours import Cards
from plugins.archives.related import LIMIT, Relations
from plugins.archives.terms import Terms, collect_groups
from plugins.newsroom.article import Article, Status
from plugins.newsroom.site import Topic
from tests.builders import at, make_article, make_site

SITE = make_site(topics=(Topic(slug="cds", name="Chuyển đổi số"), Topic(slug="lu", name="Lũ")))
START = at("2019-01-01")


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Articles with few topics and tags, many of them at the same moment, some hidden, in the total order."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.integers(0, 12),
                st.sampled_from(["", "cds", "lu"]),
                st.lists(st.sampled_from("abcdefg"), max_size=6, unique=True),
                st.sampled_from([Status.PUBLISHED] * 4 + [Status.HIDDEN]),
            ),
            max_size=40,
        )
    )
    made = [
        make_article(
            f"tin-{i * 37 % 101:03}", START + timedelta(minutes=m), topic=topic, tags=tuple(tags), status=status
        )
        for i, (m, topic, tags, status) in enumerate(drawn)
    ]
    return sorted(made, key=lambda article: article.key)


def naive_side(article: Article, side: list[Article], tags: list[str]) -> list[Article]:
    """Return what one side shows, by the rule in words; *side* is nearest first, *tags* those that have lists."""
    story = [other for other in side if article.topic and other.topic == article.topic][:LIMIT]
    share = {0: 0, 1: 5, 2: 2}.get(len(tags), 1)
    near = [other for tag in tags for other in [o for o in side if tag in o.tags][:share]]
    rest = [other for other in side if other in near and other not in story]
    chosen = story + rest[: LIMIT - len(story)]
    return [other for other in side if other in chosen]


@given(articles())
def test_related_is_what_a_scan_finds(made: list[Article]) -> None:
    """At most five a side: the topic's nearest, then the tags' in equal shares; each once, newest first."""
    listed = [article for article in made if article.status is Status.PUBLISHED]
    known = {tag for article in listed for tag in article.tags}
    relations = Relations(Terms(collect_groups(listed, SITE), SITE), Cards())
    for article in made:
        tags = [tag for tag in article.tags if tag in known]
        newer = naive_side(article, [other for other in listed if other.key > article.key], tags)
        older = naive_side(article, [other for other in listed[::-1] if other.key < article.key], tags)
        shown = [*newer[::-1], *older]
        expected = []
        if story := [other for other in shown if article.topic and other.topic == article.topic]:
            expected.append(("topic", f"/topic/{article.topic}/", [other.url for other in story]))
        free = [other for other in shown if other not in story]
        for tag in tags:
            mine = [other for other in free if tag in other.tags]
            free = [other for other in free if other not in mine]
            if mine:
                expected.append(("tag", f"/tag/{tag}/", [other.url for other in mine]))
        found = relations.related(article)
        assert [(r.kind, r.link.url, [item.url for item in r.items]) for r in found] == expected
        assert len(newer) <= 5
        assert len(older) <= 5
        assert free == []
