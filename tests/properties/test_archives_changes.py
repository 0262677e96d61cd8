"""What the newest article changes: a few dozen pages, however large the archive is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from plugins.archives.views import ArticlePage
from plugins.newsroom.article import Article
from plugins.newsroom.site import Category, Topic
from tests.builders import at, make_article, make_content, make_site, plan_site

SITE = make_site(
    (Category(slug="cha", name="Cha"), *(Category(slug=f"m{i}", name=f"Mục {i}", parent="cha") for i in range(12))),
    topics=tuple(Topic(slug=f"t{i}", name=f"Chuyện {i}") for i in range(10)),
)
START = at("2019-01-01")


def article_of(i: int, category: int, topic: int, tags: tuple[int, ...]) -> Article:
    """Return the *i*-th article of an archive, two hours after the one before."""
    return make_article(
        f"tin-{i:05}",
        START + timedelta(hours=2 * i),
        category=f"m{category}",
        topic=f"t{topic}",
        tags=tuple(f"thẻ {tag}" for tag in tags),
    )


def changed_files(articles: list[Article]) -> set[str]:
    """Return the page and feed files that the last of *articles* changes; sitemaps, three a publish, are not among."""
    old, new = (plan_site(make_content(part, site=SITE)) for part in (articles[:-1], articles))
    assert old.keys() <= new.keys()
    return {path for path in new if new[path] != old.get(path) and not path.startswith("sitemap")}


@pytest.mark.parametrize("count", [1020, 3000])
def test_the_newest_article_changes_the_same_few_files_in_any_archive(count: int) -> None:
    """With three tags, a topic and a parent category: at most forty, and as many in the large archive."""
    # Both counts are multiples of what the spread repeats after, so that the neighbourhoods are alike.
    archive = [article_of(i, i % 12, i % 10, (i % 20, (i + 7) % 20, (i + 13) % 20)) for i in range(count + 1)]
    changed = changed_files(archive)
    assert {path for path in changed if not path.startswith("m")} == {
        *("index.html", "cha/index.html", "topic/index.html", "topic/t0/index.html", "tag/index.html"),
        *(f"tag/the-{tag}/index.html" for tag in (0, 7, 13)),
        *("rss/index.xml", "rss/cha/index.xml", "rss/m0/index.xml", "rss/topic/t0/index.xml"),
        *(f"rss/tag/the-{tag}/index.xml" for tag in (0, 7, 13)),
        *("luu-tru/index.html", "luu-tru/2019/index.html", f"luu-tru/2019/{archive[-1].date.month:02}/index.html"),
    }
    # Its list, itself, ten before it in the category, five of the topic, one of each tag; one is near in two ways.
    assert len([path for path in changed if path.startswith("m")]) == 1 + 1 + 10 + 5 + 3 - 1
    assert len(changed) <= 40


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    """Archives of articles with three tags each, in few categories and topics."""
    count = draw(st.integers(1, 65))
    kind = st.tuples(st.integers(0, 2), st.integers(0, 2), st.permutations(range(5)))
    kinds = draw(st.lists(kind, min_size=count, max_size=count))
    return [article_of(i, category, topic, tuple(tags[:3])) for i, (category, topic, tags) in enumerate(kinds)]


@settings(max_examples=40)  # each example plans two sites
@given(archives())
def test_the_newest_article_changes_at_most_nineteen_article_pages(articles: list[Article]) -> None:
    """Itself, ten neighbours, five of its topic, one of each of its three tags: a bound that no archive breaks."""
    pages = plan_site(make_content(articles, site=SITE))
    changed = [path for path in changed_files(articles) if isinstance(pages[path].view, ArticlePage)]
    assert len(changed) <= 1 + 10 + 5 + 3


@settings(max_examples=40)  # each example plans two sites
@given(archives())
def test_old_pages_of_lists_stay(articles: list[Article]) -> None:
    """Of each list the first page changes, and numbered ones only where the list grows by a page."""
    files = plan_site(make_content(articles, site=SITE))
    for path in changed_files(articles):
        folder, numbered, _ = path.partition("page-")
        if numbered:
            numbers = [int(file.split("page-")[1].split("/")[0]) for file in files if file.startswith(f"{folder}page-")]
            assert path in {f"{folder}page-{number}/index.html" for number in sorted(numbers)[-2:]}
