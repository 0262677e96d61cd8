"""An article's life: scheduled, published, expired, withdrawn."""

from __future__ import annotations

from datetime import datetime

from plugins.archives.parts import Link
from plugins.archives.views import NoticePage
from plugins.archives.visibility import listed, next_due
from plugins.newsroom.article import Article, Legacy, Rating, Status, Views, Withdrawal
from plugins.newsroom.content import Content
from plugins.newsroom.site import Banner, Home, Pick, Topic
from tests.builders import (
    at,
    make_article,
    make_articles,
    make_content,
    make_content_frame,
    make_site,
    plan_site,
    view_of,
)

SITE = make_site(
    topics=(Topic(slug="cds", name="Chuyển đổi số"),),
    home=Home(pinned=(Pick(article="tin"),), hot=(Pick(article="tin"),), announcements=(Pick(article="tin"),)),
)
LIFE = {
    "tags": ("lễ hội",),
    "topic": "cds",
    "authors": ("An",),
    "rating": Rating(points=5, votes=1),
    "views": Views(count=3),
}


def lively(*articles: Article) -> Content:
    """Return a site with *articles* among others that share everything with them."""
    others = make_articles(3, **LIFE)
    return make_content([*others, *articles], site=SITE, bodies={"tin-0000": '<a href="{filename}../06/tin.md">x</a>'})


def places_of(content: Content, now: datetime, trace: str) -> list[str]:
    """Return the files in which *trace* stands."""
    return [path for path, page in plan_site(content, now).items() if trace in repr(page.view)]


def test_scheduled_for_tomorrow() -> None:
    """Absent everywhere today; tomorrow in its page, lists, feeds, sitemap, and in the index's list (row 6)."""
    content = lively(make_article("tin", "2026-03-02 08:00", title="Hẹn giờ", **LIFE))
    today, tomorrow = at("2026-03-01 08:00"), at("2026-03-02 08:00")
    assert places_of(content, today, "/tin.html") == []
    assert next_due(content, today) == tomorrow
    assert "tin" in [article.slug for article in listed(content, tomorrow)]
    found = places_of(content, tomorrow, "/kinh-te/tin.html")
    for path in (
        *("index.html", "kinh-te/index.html", "tag/le-hoi/index.html", "topic/cds/index.html", "author/an/index.html"),
        *("danh-gia-cao/index.html", "xem-nhieu/index.html", "thong-bao/index.html", "luu-tru/2026/03/index.html"),
        *("rss/index.xml", "rss/kinh-te/index.xml", "rss/tag/le-hoi/index.xml", "rss/topic/cds/index.xml"),
        *("sitemap-2026.xml", "kinh-te/tin.html", "kinh-te/tin-0002.html"),
    ):
        assert path in found, path


def test_a_due_article_is_published_without_anybodys_doing() -> None:
    """A past date is enough, whatever the old portal called its state (row 7)."""
    content = lively(make_article("tin", "2026-02-28"))
    assert "kinh-te/tin.html" in places_of(content, at("2026-03-01"), "/kinh-te/tin.html")


def test_other_states_are_not_published() -> None:
    """Drafts and articles under review have neither page nor trace (row 8)."""
    for status in (Status.DRAFT, Status.REVIEW):
        content = lively(make_article("tin", "2019-06-24", status=status, legacy=Legacy(id=9, paths=("/cu.html",))))
        assert places_of(content, at("2026-03-01"), "tin.html") == []
        assert "cu.html" not in plan_site(content, at("2026-03-01"))


def test_expired_at_midnight() -> None:
    """At 23:59 all is there; at 00:00 a stub that explains itself stands there and nothing leads to it (row 9)."""
    content = lively(make_article("tin", "2019-06-24", title="Hết hạn", expires=at("2025-07-01 00:00"), **LIFE))
    assert len(places_of(content, at("2025-06-30 23:59"), "/kinh-te/tin.html")) > 10
    now = at("2025-07-01 00:00")
    assert places_of(content, now, "/kinh-te/tin.html") == ["kinh-te/tin.html"]
    assert places_of(content, now, "Hết hạn") == ["kinh-te/tin.html"]
    pages = plan_site(content, now)
    assert pages["kinh-te/tin.html"].template == "notice.html"
    assert view_of(pages, "kinh-te/tin.html", NoticePage) == NoticePage(
        url="/kinh-te/tin.html",
        kind="expired",
        title="Hết hạn",
        reason="",
        published=at("2019-06-24"),
        date=now,
        category=Link(url="/kinh-te/", text="Kinh tế"),
        breadcrumbs=(Link(url="/", text="Trang chủ"), Link(url="/kinh-te/", text="Kinh tế")),
    )


def test_a_banner_after_its_last_day() -> None:
    """It stands nowhere (row 28)."""
    banner = Banner(title="Cũ", url="https://example.vn/", until=at("2026-02-28").date())
    content = make_content(site=make_site(banners=(banner,), applications=(banner,)))
    for now, shown in ((at("2026-02-28 23:59"), 1), (at("2026-03-01 00:00"), 0)):
        frame = make_content_frame(content, now)
        assert (len(frame.banners), len(frame.applications)) == (shown, shown)


def test_withdrawn() -> None:
    """A notice without title and text; absent from lists, related ones, feeds, sitemap and index (row 37)."""
    withdrawal = Withdrawal(reason="Theo yêu cầu của cơ quan.", date=at("2026-02-01"))
    article = make_article(
        "tin", "2019-06-24", title="Bí mật", summary="Bí mật", withdrawn=withdrawal, expires=at("2020-01-01"), **LIFE
    )
    content, now = lively(article), at("2026-03-01")
    assert places_of(content, now, "/kinh-te/tin.html") == ["kinh-te/tin.html"]
    assert places_of(content, now, "Bí mật") == []
    assert "tin" not in [article.slug for article in listed(content, now)]
    notice = view_of(plan_site(content, now), "kinh-te/tin.html", NoticePage)
    assert (notice.kind, notice.title, notice.published) == ("withdrawn", "", None)
    assert (notice.reason, notice.date) == ("Theo yêu cầu của cơ quan.", at("2026-02-01"))
