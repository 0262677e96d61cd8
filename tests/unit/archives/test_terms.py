"""Tags, topics, authors and units: their lists and the pages that name them all."""

from __future__ import annotations

from plugins.archives.parts import Counted, Link
from plugins.archives.views import ArticlePage, CountsPage, ListPage
from plugins.newsroom.article import Status
from plugins.newsroom.site import Topic, Unit
from tests.builders import make_article, make_articles, make_content, make_site, plan_site, view_of

SITE = make_site(
    topics=(Topic(slug="cds", name="Chuyển đổi số", description="Cả tỉnh cùng làm."),),
    units=(Unit(slug="so-y-te", name="Sở Y tế"), Unit(slug="khong-bai", name="Phòng không bài")),
)


def test_every_kind_has_lists_and_a_page_of_all() -> None:
    """Newest first, with the way from the home page; only topics and tags have feeds."""
    article = make_article(tags=("Lễ hội",), topic="cds", authors=("Nguyễn An",), unit="so-y-te")
    pages = plan_site(make_content([article, make_article("cu", "2018-01-01", tags=("lễ hội",))], site=SITE))
    for url, name, text, feed in (
        ("/tag/le-hoi/", "Từ khóa", "lễ hội", "/rss/tag/le-hoi/"),
        ("/topic/cds/", "Dòng sự kiện", "Chuyển đổi số", "/rss/topic/cds/"),
        ("/author/nguyen-an/", "Tác giả", "Nguyễn An", ""),
        ("/don-vi/so-y-te/", "Đơn vị", "Sở Y tế", ""),
    ):
        entrance = f"/{url.split('/')[1]}/"
        page = view_of(pages, f"{url[1:]}index.html", ListPage)
        assert page.breadcrumbs == (
            Link(url="/", text="Trang chủ"),
            Link(url=entrance, text=name),
            Link(url=url, text=text),
        )
        assert page.items[0].url == "/kinh-te/tin.html"
        assert page.feed == (Link(url=feed, text=text) if feed else None)
        whole = view_of(pages, f"{entrance[1:]}index.html", CountsPage)
        assert (whole.heading, whole.lists) == (name, (Counted(url=url, text=text, count=len(page.items)),))
    assert len(view_of(pages, "tag/le-hoi/index.html", ListPage).items) == 2
    assert view_of(pages, "topic/cds/index.html", ListPage).description == "Cả tỉnh cùng làm."
    assert "don-vi/khong-bai/index.html" not in pages


def test_without_members_there_are_no_pages() -> None:
    """A site without tags has no `/tag/`; hidden articles are no members."""
    pages = plan_site(make_content([make_article(tags=("ẩn",), topic="cds", status=Status.HIDDEN)], site=SITE))
    assert [path for path in pages if path.startswith(("tag/", "topic/", "author/", "don-vi/"))] == []


def test_a_hidden_article_leads_to_no_list_that_is_not_there() -> None:
    """Its tags lead to lists of others or are left out; its authors, unit and topic stay as words."""
    hidden = make_article(
        "an", tags=("ẩn", "lễ hội", "Lễ hội"), topic="cds", authors=("An",), unit="so-y-te", status=Status.HIDDEN
    )
    pages = plan_site(make_content([hidden, make_article(tags=("lễ hội",))], site=SITE))
    page = view_of(pages, "kinh-te/an.html", ArticlePage)
    assert page.tags == (Link(url="/tag/le-hoi/", text="lễ hội"),)
    assert page.authors == (Link(url="", text="An"),)
    assert (page.topic, page.unit) == (Link(url="", text="Chuyển đổi số"), Link(url="", text="Sở Y tế"))


def test_equal_but_for_capitals_is_one_tag() -> None:
    """The oldest spelling names it, and an article stands once (acceptance row 32)."""
    articles = [
        make_article("b", "2020-01-01", tags=("CÔNG NGHỆ", "công nghệ")),
        make_article("a", "2019-01-01", tags=("Công nghệ",)),
    ]
    pages = plan_site(make_content(articles))
    page = view_of(pages, "tag/cong-nghe/index.html", ListPage)
    assert (page.heading, len(page.items)) == ("Công nghệ", 2)
    assert len(view_of(pages, "kinh-te/b.html", ArticlePage).tags) == 1


def test_two_people_whose_names_make_one_address() -> None:
    """Their common list names both; each article keeps its own by-line."""
    articles = [
        make_article("a", "2019-01-01", authors=("Lê Hà",)),
        make_article("b", "2020-01-01", authors=("Lê Hạ",)),
    ]
    pages = plan_site(make_content(articles))
    assert view_of(pages, "author/le-ha/index.html", ListPage).heading == "Lê Hà, Lê Hạ"
    assert view_of(pages, "kinh-te/b.html", ArticlePage).authors == (Link(url="/author/le-ha/", text="Lê Hạ"),)


def test_a_text_of_signs_has_no_list() -> None:
    """A tag that makes no address is left out, an author of that kind stays as words."""
    pages = plan_site(make_content([make_article(tags=("★", "an toàn"), authors=("北京",))]))
    page = view_of(pages, "kinh-te/tin.html", ArticlePage)
    assert [tag.text for tag in page.tags] == ["an toàn"]
    assert page.authors == (Link(url="", text="北京"),)
    assert "author/index.html" not in pages


def test_alphabetical_order_is_vietnamese() -> None:
    """đ after d, tones in the order of dictionaries (acceptance of 7.10)."""
    tags = ("đất đai", "dân số", "cà phê", "ca nhạc", "ăn uống", "cả nước")
    whole = view_of(plan_site(make_content([make_article(tags=tags)])), "tag/index.html", CountsPage)
    assert [term.text for term in whole.lists] == ["ăn uống", "ca nhạc", "cà phê", "cả nước", "dân số", "đất đai"]


def test_long_lists_are_numbered_from_the_oldest() -> None:
    """As every list by date: sixty articles make the newest twenty and two pages behind them."""
    pages = plan_site(
        make_content(make_articles(60, tags=("a",), topic="cds", authors=("A",), unit="so-y-te"), site=SITE)
    )
    for folder in ("tag/a", "topic/cds", "author/a", "don-vi/so-y-te"):
        oldest = view_of(pages, f"{folder}/page-1/index.html", ListPage)
        assert oldest.items[-1].url == "/kinh-te/tin-0000.html"
        assert len(view_of(pages, f"{folder}/index.html", ListPage).items) == 20
