"""Static pages and the site's map."""

from __future__ import annotations

from plugins.archives.parts import Branch, Link
from plugins.archives.views import ArticlePage, MapPage, TextPage
from plugins.newsroom.article import Rating, Views
from plugins.newsroom.site import Home, Pick, Topic
from tests.builders import at, make_article, make_content, make_page, make_site, plan_site, view_of


def test_a_static_page() -> None:
    """At `/{slug}.html`, with its links resolved; articles can link to it."""
    content = make_content(
        [make_article()],
        pages=[make_page("lien-he", title="Liên hệ", summary="Gọi cho chúng tôi.", modified=at("2025-01-01"))],
        bodies={
            "lien-he": '<p><a href="{filename}../articles/2019/06/tin.md">Tin</a></p>',
            "tin": '<p><a href="{filename}/pages/lien-he.md">Liên hệ</a></p>',
        },
    )
    pages = plan_site(content)
    assert pages["lien-he.html"].template == "text.html"
    assert view_of(pages, "lien-he.html", TextPage) == TextPage(
        url="/lien-he.html",
        title="Liên hệ",
        lead="Gọi cho chúng tôi.",
        html='<p><a href="/kinh-te/tin.html">Tin</a></p>',
        modified=at("2025-01-01"),
        breadcrumbs=(Link(url="/", text="Trang chủ"), Link(url="/lien-he.html", text="Liên hệ")),
    )
    assert view_of(pages, "kinh-te/tin.html", ArticlePage).html == '<p><a href="/lien-he.html">Liên hệ</a></p>'


def test_the_map_leads_everywhere() -> None:
    """The tree of categories, pages, lists, running stories, years and feeds; no group is empty."""
    article = make_article(
        tags=("a",), topic="cds", authors=("An",), rating=Rating(points=5, votes=1), views=Views(count=1)
    )
    site = make_site(
        topics=(Topic(slug="cds", name="Chuyển đổi số"),), home=Home(announcements=(Pick(title="x", url="/x/"),))
    )
    content = make_content([article], site=site, pages=[make_page("lien-he")])
    found = dict(view_of(plan_site(content), "so-do-trang/index.html", MapPage).groups)
    assert list(found) == ["Chuyên mục", "Giới thiệu", "Danh sách", "Dòng sự kiện", "Lưu trữ", "RSS"]
    assert found["Chuyên mục"] == (
        Branch(link=Link(url="/kinh-te/", text="Kinh tế")),
        Branch(
            link=Link(url="/xa-hoi/", text="Xã hội"),
            branches=(Branch(link=Link(url="/giao-duc/", text="Giáo dục")),),
        ),
    )
    assert [branch.link.url for branch in found["Danh sách"]] == [
        *("/thong-bao/", "/danh-gia-cao/", "/xem-nhieu/", "/tag/", "/topic/", "/author/", "/tim-kiem/")
    ]
    assert [branch.link.url for branch in found["Dòng sự kiện"]] == ["/topic/cds/"]
    assert [branch.link.url for branch in found["Lưu trữ"][0].branches] == ["/luu-tru/2019/"]
    assert [branch.link.url for branch in found["RSS"]] == ["/rss/", "/rss/kinh-te/", "/rss/xa-hoi/", "/rss/giao-duc/"]


def test_the_map_leads_nowhere_that_is_not() -> None:
    """Every address on the map of a bare site is a page of it."""
    pages = plan_site(make_content())
    found = view_of(pages, "so-do-trang/index.html", MapPage)
    assert [heading for heading, _ in found.groups] == ["Chuyên mục", "Danh sách", "Lưu trữ", "RSS"]
    waiting = [branch for _, branches in found.groups for branch in branches]
    for branch in waiting:
        waiting.extend(branch.branches)
        kind = "index.xml" if branch.link.url.startswith("/rss/") else "index.html"
        assert branch.link.url[1:] + kind in pages
