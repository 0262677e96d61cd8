"""Sitemaps: every page once, when it last changed, nothing hidden."""

from __future__ import annotations

from datetime import date, timedelta

from plugins.archives.inventory import take_inventory
from plugins.archives.machine_views import Sitemap
from plugins.archives.pages import plan_site
from plugins.archives.sitemaps import site_maps, sitemap_pages
from plugins.newsroom.article import Correction, Legacy, Rating, Status, Views
from plugins.newsroom.content import Content
from plugins.newsroom.site import Count, Home, Pick, Statistics, Topic, Unit
from tests.builders import NOW, at, make_article, make_articles, make_content, make_content_frame, make_page, make_site

BASE = "https://tin.example.vn"


def maps(content: Content) -> dict[str, Sitemap]:
    """Return file → sitemap of the whole site."""
    pages = plan_site(content, NOW, make_content_frame(content), "/search/root-0.json").pages
    return {page.path: page.view for page in pages if isinstance(page.view, Sitemap)}


def test_twelve_hundred_articles() -> None:
    """All articles stand on the map of their year with the later of date and `modified` (acceptance row 31)."""
    articles = list(make_articles(1200))
    articles[7] = make_article("tin-0007", articles[7].date, modified=at("2024-05-06 07:08"))
    made = maps(make_content(articles))
    assert list(made) == ["sitemap.xml", "sitemap-lists.xml", "sitemap-2019.xml"]
    entries = made["sitemap-2019.xml"].entries
    assert len(entries) == 1200
    assert entries[6].url == f"{BASE}/kinh-te/tin-0006.html"
    assert entries[6].modified == articles[6].date
    assert entries[7].modified == at("2024-05-06 07:08")
    assert made["sitemap.xml"].kind == "index"
    assert [(entry.url, entry.modified) for entry in made["sitemap.xml"].entries] == [
        (f"{BASE}/sitemap-lists.xml", at("2024-05-06 07:08")),
        (f"{BASE}/sitemap-2019.xml", at("2024-05-06 07:08")),
    ]


def test_lists_are_on_a_map_with_the_change_of_their_newest_item() -> None:
    """Home, categories with numbered pages, archive and statistics; not search, 404, feeds."""
    statistics = Statistics(
        today=Count(visits=1, date=date(2026, 2, 27)), total=Count(visits=9, date=date(2026, 2, 28))
    )
    articles = make_articles(41)
    made = maps(make_content(articles, site=make_site(statistics=statistics)))
    changes = {entry.url.removeprefix(BASE): entry.modified for entry in made["sitemap-lists.xml"].entries}
    newest = articles[-1].date
    assert changes == {
        "/": newest,
        "/kinh-te/": newest,
        "/kinh-te/page-1/": articles[19].date,
        "/xa-hoi/": None,
        "/giao-duc/": None,
        "/luu-tru/": newest,
        "/luu-tru/2019/": newest,
        "/luu-tru/2019/01/": newest,
        "/luu-tru/2019/01/page-1/": articles[19].date,
        "/so-do-trang/": None,
        "/thong-ke/": at("2026-02-28"),
    }


def test_hidden_articles_are_on_no_map() -> None:
    """Neither their pages nor a year of their own."""
    made = maps(make_content([make_article("an", "2018-01-01", status=Status.HIDDEN), make_article("hien")]))
    assert [entry.url for path in made for entry in made[path].entries if "/an.html" in entry.url] == []
    assert "sitemap-2018.xml" not in made


def test_a_full_map_is_continued() -> None:
    """A year with more articles than a map holds has `-2`, `-3`, …, the oldest first; lists alike."""
    content = make_content([*make_articles(5), make_article("sau", at("2019-01-01") + timedelta(days=400))])
    inventory = take_inventory(content, NOW, make_content_frame(content))
    maps = site_maps(inventory, [(f"/{i}/", None) for i in range(3)], size=2)
    made = {page.path: page.view for page in sitemap_pages(inventory, maps)}
    assert list(made) == [
        "sitemap.xml",
        "sitemap-lists.xml",
        "sitemap-lists-2.xml",
        "sitemap-2019.xml",
        "sitemap-2019-2.xml",
        "sitemap-2019-3.xml",
        "sitemap-2020.xml",
    ]
    last = made["sitemap-2019-3.xml"]
    assert isinstance(last, Sitemap)
    assert [entry.url for entry in last.entries] == [f"{BASE}/kinh-te/tin-0004.html"]


def test_every_list_and_page_is_on_a_map() -> None:
    """What is no article, no notice and no redirect, and has an address that readers find by itself."""
    article = make_article(
        tags=("lễ hội",),
        topic="cds",
        authors=("An",),
        unit="vp",
        rating=Rating(points=5, votes=1),
        views=Views(count=3),
        modified=at("2020-01-01"),
        correction=Correction(date=at("2020-05-06"), text="Sửa."),
        legacy=Legacy(paths=("/cu.html",)),
    )
    site = make_site(
        topics=(Topic(slug="cds", name="Chuyển đổi số"),),
        units=(Unit(slug="vp", name="Văn phòng"),),
        home=Home(announcements=(Pick(article="tin"),)),
    )
    pages = [make_page("lien-he", modified=at("2021-01-01"))]
    made = maps(make_content([article, make_article("het-han", expires=NOW)], site=site, pages=pages))
    changes = {entry.url.removeprefix(BASE): entry.modified for entry in made["sitemap-lists.xml"].entries}
    lists = [
        *("/tag/", "/tag/le-hoi/", "/topic/", "/topic/cds/", "/author/", "/author/an/", "/don-vi/", "/don-vi/vp/"),
        *("/danh-gia-cao/", "/xem-nhieu/", "/thong-bao/"),
    ]
    assert {url: changes[url] for url in lists} == dict.fromkeys(lists, at("2020-05-06"))
    assert (changes["/lien-he.html"], changes["/so-do-trang/"]) == (at("2021-01-01"), None)
    assert [entry.url for entry in made["sitemap-2019.xml"].entries] == [f"{BASE}/kinh-te/tin.html"]
