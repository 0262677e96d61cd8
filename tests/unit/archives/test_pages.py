"""The plan of a build: which pages there are and what is on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import pytest

from plugins.archives.machine_views import Robots
from plugins.archives.pages import plan_site as plan_whole
from plugins.archives.parts import Download, Link
from plugins.archives.views import (
    ArticlePage,
    CountsPage,
    HomePage,
    ListPage,
    NotFoundPage,
    SearchPage,
    StatisticsPage,
)
from plugins.newsroom.article import (
    Attachment,
    Body,
    Correction,
    Image,
    Position,
    Rating,
    Source,
    Status,
    Views,
)
from plugins.newsroom.content import Content
from plugins.newsroom.site import Count, Identity, Media, RatingSwitches, Statistics, Topic, Unit
from tests.builders import (
    NOW,
    at,
    make_article,
    make_articles,
    make_comment,
    make_content,
    make_content_frame,
    make_site,
    plan_site,
    view_of,
)


def article_view(content: Content, slug: str = "tin") -> ArticlePage:
    """Return the page of the article *slug* in `kinh-te`."""
    return view_of(plan_site(content), f"kinh-te/{slug}.html", ArticlePage)


def test_every_page_of_a_small_site_in_order() -> None:
    """The order is fixed, and each page names its template and source."""
    statistics = Statistics(total=Count(visits=9, date=date(2026, 2, 28)))
    content = make_content(
        [make_article("a", "2019-06-24"), make_article("b", "2020-01-02", category="giao-duc", status=Status.HIDDEN)],
        site=make_site(statistics=statistics),
    )
    pages = plan_site(content)
    assert [(page.path, page.template) for page in pages.values()] == [
        ("index.html", "home.html"),
        ("kinh-te/index.html", "list.html"),
        ("xa-hoi/index.html", "list.html"),
        ("giao-duc/index.html", "list.html"),
        ("luu-tru/index.html", "counts.html"),
        ("luu-tru/2019/index.html", "counts.html"),
        ("luu-tru/2019/06/index.html", "list.html"),
        ("so-do-trang/index.html", "map.html"),
        ("thong-ke/index.html", "statistics.html"),
        ("kinh-te/a.html", "article.html"),
        ("giao-duc/b.html", "article.html"),
        ("tim-kiem/index.html", "search.html"),
        ("404.html", "not_found.html"),
        ("site.webmanifest", "site.webmanifest"),
        ("robots.txt", "robots.txt"),
        ("rss/index.xml", "feed.xml"),
        ("rss/kinh-te/index.xml", "feed.xml"),
        ("rss/xa-hoi/index.xml", "feed.xml"),
        ("rss/giao-duc/index.xml", "feed.xml"),
        ("sitemap.xml", "sitemap.xml"),
        ("sitemap-lists.xml", "sitemap.xml"),
        ("sitemap-2019.xml", "sitemap.xml"),
    ]
    assert pages["kinh-te/a.html"].source == "articles/2019/06/a.md"
    assert plan_site(content) == pages


class CountingBodies(Mapping[str, Body]):
    """Bodies that remember which were read."""

    def __init__(self) -> None:
        """Begin with none read."""
        self.read: list[str] = []

    def __getitem__(self, path: str) -> Body:
        """Return a body."""
        self.read.append(path)
        return Body(html="<p>Thân.</p>")

    def __iter__(self) -> Iterator[str]:
        """Name no body."""
        return iter(())

    def __len__(self) -> int:
        """Count no body."""
        return 0


def test_a_body_is_read_only_when_its_page_is_asked_for() -> None:
    """The plan is lazy: pages before and after an article's own do not touch its body."""
    bodies = CountingBodies()
    plain = make_content(make_articles(3))
    content = Content(site=plain.site, articles=plain.articles, bodies=bodies, comments={}, media={}, problems=())
    pages = plan_whole(content, NOW, make_content_frame(content), "").pages
    views = [(page.view, len(bodies.read)) for page in pages if page.template == "article.html"]
    assert [count for _, count in views] == [1, 2, 3]
    assert bodies.read == [article.path for article in content.articles]


def test_a_category_lists_descendants_and_guests_once() -> None:
    """A parent's list holds its descendants' articles and those with it in `also_in`, once, newest first."""
    pages = plan_site(
        make_content(
            [
                make_article("a", "2019-01-01", category="giao-duc", also_in=("xa-hoi", "giao-duc")),
                make_article("b", "2019-01-02", also_in=("giao-duc",)),
                make_article("c", "2019-01-03", category="xa-hoi"),
            ]
        )
    )
    parent = view_of(pages, "xa-hoi/index.html", ListPage)
    assert [item.url for item in parent.items] == ["/xa-hoi/c.html", "/kinh-te/b.html", "/giao-duc/a.html"]
    assert parent.children == (Link(url="/giao-duc/", text="Giáo dục"),)
    assert parent.feed == Link(url="/rss/xa-hoi/", text="Xã hội")
    child = view_of(pages, "giao-duc/index.html", ListPage)
    assert [item.url for item in child.items] == ["/kinh-te/b.html", "/giao-duc/a.html"]
    assert [link.text for link in child.breadcrumbs] == ["Trang chủ", "Xã hội", "Giáo dục"]


def test_a_long_list_has_numbered_pages() -> None:
    """Sixty articles: the newest twenty at the list's address, then `page-2/` and `page-1/`, months alike."""
    pages = plan_site(make_content(make_articles(60)))
    for folder in ("kinh-te", "luu-tru/2019/01"):
        numbers = [view_of(pages, f"{folder}/{part}index.html", ListPage).number for part in ("", "page-2/", "page-1/")]
        assert numbers == [0, 2, 1]
    oldest = view_of(pages, "kinh-te/page-1/index.html", ListPage)
    assert oldest.url == "/kinh-te/page-1/"
    assert oldest.items[-1].url == "/kinh-te/tin-0000.html"
    assert oldest.steps.newer == "/kinh-te/page-2/"


def test_archive_by_year_and_month() -> None:
    """Years and months with their counts, newest first, in Vietnamese; hidden articles are not counted."""
    pages = plan_site(
        make_content(
            [
                make_article("a", "2019-06-24"),
                make_article("b", "2019-06-25"),
                make_article("c", "2019-12-31 23:59"),
                make_article("d", "2020-01-01 00:00"),
                make_article("e", "2018-01-01", status=Status.HIDDEN),
            ]
        )
    )
    entrance = view_of(pages, "luu-tru/index.html", CountsPage)
    assert entrance.heading == "Lưu trữ"
    assert [(p.url, p.text, p.count) for p in entrance.lists] == [
        ("/luu-tru/2020/", "Năm 2020", 1),
        ("/luu-tru/2019/", "Năm 2019", 3),
    ]
    year = view_of(pages, "luu-tru/2019/index.html", CountsPage)
    assert year.heading == "Năm 2019"
    assert [(p.url, p.text, p.count) for p in year.lists] == [
        ("/luu-tru/2019/12/", "Tháng 12 năm 2019", 1),
        ("/luu-tru/2019/06/", "Tháng 6 năm 2019", 2),
    ]
    month = view_of(pages, "luu-tru/2019/06/index.html", ListPage)
    assert month.heading == "Tháng 6 năm 2019"
    assert [link.text for link in month.breadcrumbs] == ["Trang chủ", "Lưu trữ", "Năm 2019", "Tháng 6 năm 2019"]
    assert [item.url for item in month.items] == ["/kinh-te/b.html", "/kinh-te/a.html"]
    assert month.feed is None


def test_neighbours_of_number_13_of_25() -> None:
    """Newer: 14 … 23 in that order; older: 12 … 3 in that order (acceptance row 10)."""
    articles = [make_article(f"tin-{i:02}", f"2019-01-{i:02}") for i in range(1, 26)]
    page = article_view(make_content(articles), "tin-13")
    assert [neighbour.url for neighbour in page.newer] == [f"/kinh-te/tin-{i}.html" for i in range(14, 24)]
    assert [neighbour.url for neighbour in page.older] == [f"/kinh-te/tin-{i:02}.html" for i in range(12, 2, -1)]


def test_neighbours_with_the_same_moment() -> None:
    """Each appears in exactly one list of the other, by slug (acceptance row 11)."""
    pages = plan_site(make_content([make_article("a"), make_article("b")]))
    first, second = (view_of(pages, f"kinh-te/{slug}.html", ArticlePage) for slug in "ab")
    assert [neighbour.title for neighbour in first.newer] == ["Tiêu đề b"]
    assert [neighbour.title for neighbour in second.older] == ["Tiêu đề a"]
    assert first.older == second.newer == ()


def test_first_and_last_article_have_one_side_only() -> None:
    """Nothing older than the first, nothing newer than the last (acceptance row 12)."""
    pages = plan_site(make_content(make_articles(3)))
    assert view_of(pages, "kinh-te/tin-0000.html", ArticlePage).older == ()
    assert view_of(pages, "kinh-te/tin-0002.html", ArticlePage).newer == ()


def test_a_hidden_article_has_a_page_and_is_nobodys_neighbour() -> None:
    """Its page says that it is hidden and leads on to the listed ones; no other page leads to it."""
    hidden = make_article("tin-an", "2019-01-01 00:30", status=Status.HIDDEN)
    pages = plan_site(make_content([*make_articles(2), hidden]))
    page = view_of(pages, "kinh-te/tin-an.html", ArticlePage)
    assert page.is_hidden
    assert [neighbour.title for neighbour in page.newer] == ["Tiêu đề tin-0001"]
    assert [neighbour.title for neighbour in page.older] == ["Tiêu đề tin-0000"]
    others = [page.view for page in pages.values() if page.path != "kinh-te/tin-an.html"]
    assert "tin-an" not in repr(others)


@pytest.mark.parametrize(
    ("rating", "average", "stars"),
    [
        (Rating(points=13, votes=5), "2.6", 3),
        (Rating(points=9, votes=4), "2.3", 2),
        (Rating(points=87, votes=20), "4.4", 4),
        (Rating(points=5, votes=1), "5", 5),
    ],
)
def test_rating_of_an_article(rating: Rating, average: str, stars: int) -> None:
    """Points, votes, average and stars as the content format says (acceptance row 4)."""
    shown = article_view(make_content([make_article(rating=rating)])).rating
    assert shown is not None
    assert (shown.points, shown.votes) == (rating.points, rating.votes)
    assert (shown.average, shown.stars, shown.shows_rank) == (average, stars, True)


def test_no_rating_without_votes() -> None:
    """Neither line, nor structured data, with 0/0 or with none (acceptance row 4)."""
    switches = RatingSwitches(structured_data=True)
    site = make_site(identity=Identity(rating=switches))
    for rating in (None, Rating(points=0, votes=0)):
        page = article_view(make_content([make_article(rating=rating)], site=site))
        assert page.rating is None
        assert not page.rating_structured_data
    rated = make_article(rating=Rating(points=5, votes=1))
    assert article_view(make_content([rated], site=site)).rating_structured_data


def test_rank_line_follows_the_sites_switch() -> None:
    """Below `rating.min_average` the line `Xếp hạng` is left out, in lists too."""
    site = make_site(identity=Identity(rating=RatingSwitches(min_average=Decimal("2.7"))))
    pages = plan_site(make_content([make_article(rating=Rating(points=13, votes=5))], site=site))
    page = view_of(pages, "kinh-te/tin.html", ArticlePage)
    assert page.rating is not None
    assert not page.rating.shows_rank
    assert view_of(pages, "kinh-te/index.html", ListPage).items[0].rating == page.rating


def test_everything_else_on_an_article() -> None:
    """Lead, picture, body, by-line, source, tags, attachments, correction, views and comments."""
    article = make_article(
        modified=at("2019-07-01"),
        authors=("An", "Bình"),
        unit="so-tttt",
        source=Source(name="Báo tỉnh", url="https://example.vn/"),
        topic="chuyen-doi-so",
        tags=("công nghệ", "cải cách"),
        image=Image(src="/media/anh.jpg", alt="Ảnh", caption="Chú thích", position=Position.LEFT),
        attachments=(Attachment(src="/media/van ban.pdf", title="Văn bản"),),
        correction=Correction(date=at("2019-06-30"), text="Sửa số liệu."),
        views=Views(count=71244, as_of=at("2025-06-30")),
        summary="chữ " * 200,
    )
    content = make_content(
        [article],
        site=make_site(
            units=(Unit(slug="so-tttt", name="Sở Thông tin"),),
            topics=(Topic(slug="chuyen-doi-so", name="Chuyển đổi số"),),
        ),
        bodies={"tin": '<p><a href="{filename}tin.md">x</a></p>'},
        comments={"tin": (make_comment("1"), make_comment("2", "1"))},
        media=[Media(path="media/anh.jpg", width=640, height=480), Media(path="media/van ban.pdf", size=81234)],
    )
    pages = plan_site(content)
    page = view_of(pages, "kinh-te/tin.html", ArticlePage)
    assert page.lead == article.summary
    assert page.html == '<p><a href="/kinh-te/tin.html">x</a></p>'
    assert page.picture is not None
    assert (page.picture.width, page.picture.position, page.picture.caption) == (640, "left", "Chú thích")
    assert page.authors == (Link(url="/author/an/", text="An"), Link(url="/author/binh/", text="Bình"))
    assert page.unit == Link(url="/don-vi/so-tttt/", text="Sở Thông tin")
    assert page.topic == Link(url="/topic/chuyen-doi-so/", text="Chuyển đổi số")
    assert page.tags == (Link(url="/tag/cong-nghe/", text="công nghệ"), Link(url="/tag/cai-cach/", text="cải cách"))
    assert page.source == Link(url="https://example.vn/", text="Báo tỉnh")
    assert page.attachments == (Download(url="/media/van%20ban.pdf", text="Văn bản", kind="PDF", size=81234),)
    assert (page.correction, page.correction_date) == ("Sửa số liệu.", at("2019-06-30"))
    assert (page.views, page.views_as_of) == (71244, at("2025-06-30"))
    assert (page.comment_count, len(page.comments)) == (2, 1)
    assert [link.text for link in page.breadcrumbs] == ["Trang chủ", "Kinh tế"]
    item = view_of(pages, "kinh-te/index.html", ListPage).items[0]
    assert len(item.summary) <= 300
    assert item.summary.endswith("chữ…")
    assert item.picture is not None
    assert (item.picture.width, item.picture.caption) == (640, "")


def test_a_plain_article_has_nothing_made_up() -> None:
    """What the front matter does not say is None or empty."""
    page = article_view(make_content([make_article()]))
    assert (page.views, page.picture, page.source, page.rating, page.unit, page.topic) == (None,) * 6
    assert (page.correction, page.comment_count, page.comments, page.attachments) == ("", 0, (), ())
    assert (page.authors, page.tags, page.places, page.related) == ((), (), (), ())


def test_statistics_page_only_with_numbers() -> None:
    """The known numbers in the old portal's words, each with its day; none, no page."""
    statistics = Statistics(
        today=Count(visits=363785, date=date(2026, 2, 27)),
        month=Count(visits=9969717, date=date(2026, 2, 28)),
        total=Count(visits=383090054, date=date(2026, 2, 28)),
    )
    pages = plan_site(make_content(site=make_site(statistics=statistics)))
    figures = view_of(pages, "thong-ke/index.html", StatisticsPage).figures
    assert [(figure.label, figure.visits) for figure in figures] == [
        ("Hôm nay", 363785),
        ("Tháng hiện tại", 9969717),
        ("Tổng lượt truy cập", 383090054),
    ]
    assert view_of(pages, "index.html", HomePage).figures == figures
    assert "thong-ke/index.html" not in plan_site(make_content(site=make_site(statistics=Statistics())))


def test_search_and_not_found_lead_to_the_sections() -> None:
    """The search page knows the index's root, and without a script offers the archive; both offer the categories."""
    pages = plan_site(make_content([make_article("a", "2019-01-01"), make_article("b", "2021-01-01")]))
    search = view_of(pages, "tim-kiem/index.html", SearchPage)
    assert search.root == "/search/root-0.json"
    assert [link.text for link in search.archives] == ["Lưu trữ", "Năm 2021", "Năm 2019"]
    assert [link.url for link in search.categories] == ["/kinh-te/", "/xa-hoi/"]
    assert view_of(pages, "404.html", NotFoundPage).categories == search.categories


def test_a_preview_is_closed_to_crawlers() -> None:
    """Only production is open; both name the sitemap."""
    sitemap = "https://tin.example.vn/sitemap.xml"
    for production in (True, False):
        pages = plan_site(make_content(), production=production)
        assert view_of(pages, "robots.txt", Robots) == Robots(is_open=production, sitemap=sitemap)
