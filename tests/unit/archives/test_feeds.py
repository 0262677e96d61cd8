"""Feeds: thirty newest, stable names, no clock."""

from __future__ import annotations

from email.utils import format_datetime

from plugins.archives.feeds import feed_pages
from plugins.archives.inventory import take_inventory
from plugins.archives.machine_views import Feed
from plugins.newsroom.article import Legacy, Status
from plugins.newsroom.content import Content
from plugins.newsroom.site import Topic
from tests.builders import NOW, at, make_article, make_articles, make_content, make_content_frame, make_site


def feeds(content: Content) -> dict[str, Feed]:
    """Return file → feed."""
    found: dict[str, Feed] = {}
    for page in feed_pages(take_inventory(content, NOW, make_content_frame(content))):
        assert isinstance(page.view, Feed)
        assert page.template == "feed.xml"
        found[page.path] = page.view
    return found


def test_one_feed_for_the_site_and_each_category() -> None:
    """Each has its own file, also where it is empty."""
    made = feeds(make_content())
    assert list(made) == [
        "rss/index.xml",
        "rss/kinh-te/index.xml",
        "rss/xa-hoi/index.xml",
        "rss/giao-duc/index.xml",
    ]
    assert made["rss/xa-hoi/index.xml"].url == "https://tin.example.vn/rss/xa-hoi/"
    assert made["rss/xa-hoi/index.xml"].page_url == "https://tin.example.vn/xa-hoi/"
    assert made["rss/index.xml"].page_url == "https://tin.example.vn/"
    assert made["rss/index.xml"].updated is None


def test_feed_of_a_category_with_45_articles() -> None:
    """The thirty newest, newest first, old names, absolute addresses, the portal's time zone (acceptance row 30)."""
    articles = [
        make_article(article.slug, article.date, legacy=Legacy(id=1000 + i))
        for i, article in enumerate(make_articles(45))
    ]
    feed = feeds(make_content(articles))["rss/kinh-te/index.xml"]
    assert [item.guid for item in feed.items] == [f"news_{number}" for number in range(1044, 1014, -1)]
    assert all(item.url.startswith("https://tin.example.vn/kinh-te/") for item in feed.items)
    assert all(format_datetime(item.date).endswith("+0700") for item in feed.items)
    assert feed.items[0].category == "Kinh tế"


def test_new_articles_have_a_tag_uri() -> None:
    """Without an old number the name is made of host, day and slug; paths alone are no number."""
    content = make_content([make_article("a"), make_article("b", legacy=Legacy(paths=("/cu/b.html",)))])
    assert [item.guid for item in feeds(content)["rss/index.xml"].items] == [
        "tag:tin.example.vn,2019-06-24:b",
        "tag:tin.example.vn,2019-06-24:a",
    ]


def test_updated_is_the_last_change_of_an_item() -> None:
    """A later correction of an older article counts; what is not in the feed does not."""
    content = make_content(
        [
            make_article("cu", "2019-01-01", modified=at("2020-02-02 10:00")),
            make_article("moi", "2019-06-01"),
            make_article("an", "2021-01-01", status=Status.HIDDEN),
        ]
    )
    assert feeds(content)["rss/index.xml"].updated == at("2020-02-02 10:00")


def test_a_parents_feed_holds_its_descendants() -> None:
    """The feed follows the category's list."""
    made = feeds(make_content([make_article("lop-1", category="giao-duc")]))
    assert [item.title for item in made["rss/xa-hoi/index.xml"].items] == ["Tiêu đề lop-1"]
    assert made["rss/xa-hoi/index.xml"].items[0].category == "Giáo dục"


def test_tags_and_topics_have_feeds() -> None:
    """Each with listed articles has one; old names are kept there too; authors and units have none."""
    content = make_content(
        [
            make_article("a", tags=("Lễ hội",), topic="cds", authors=("An",), legacy=Legacy(id=7)),
            make_article("an", tags=("ẩn",), status=Status.HIDDEN),
        ],
        site=make_site(topics=(Topic(slug="cds", name="Chuyển đổi số", description="Cả tỉnh."),)),
    )
    made = feeds(content)
    assert list(made)[4:] == ["rss/tag/le-hoi/index.xml", "rss/topic/cds/index.xml"]
    tag, topic = made["rss/tag/le-hoi/index.xml"], made["rss/topic/cds/index.xml"]
    assert (tag.url, tag.page_url) == ("https://tin.example.vn/rss/tag/le-hoi/", "https://tin.example.vn/tag/le-hoi/")
    assert (tag.title, tag.description) == ("Lễ hội - Cổng tin thử", "Lễ hội - Cổng tin thử")
    assert (topic.description, [item.guid for item in topic.items]) == ("Cả tỉnh.", ["news_7"])
