"""What a reader gets on each kind of page, with a script and without."""

from __future__ import annotations

import gzip
import json
import re
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NARROW, ROOT, WIDE, NewPage

STATIC = ROOT / "theme" / "static"
CSS_LIMIT, JS_LIMIT = 12 * 1024, 4 * 1024


def read(site: Path, address: str) -> str:
    """Return the source of the page at *address*."""
    path = address + "index.html" if address.endswith("/") else address
    return (site / path.lstrip("/")).read_text(encoding="utf-8")


def visit(page: Page, address: str) -> None:
    """Open the page at *address* and wait for the figures where its module fetches them."""
    page.goto(address)
    if page.locator("a[data-figures]").count():
        expect(page.locator("[data-block=statistics] dl")).to_be_visible()


def lines(page: Page, selector: str) -> list[str]:
    """Return the text of each element that *selector* finds."""
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def test_page_fits_its_window_and_stands_still(page: Page, address: str) -> None:
    """No page scrolls sideways, moves while it loads and its figures come, or says a word on the console."""
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    visit(page, address)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate("window.shift") == 0


def test_page_reflows(new_page: NewPage, address: str) -> None:
    """The narrowest window that WCAG names, and text twice as large on a phone, need no scrolling sideways."""
    page = new_page(320)
    visit(page, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_html_is_valid(demo_site: Path, address: str) -> None:
    """A strict parser finds no error in a page."""
    html5lib.HTMLParser(strict=True).parse(read(demo_site, address))


def test_html_holds_no_code_and_no_style(demo_site: Path) -> None:
    """All code and style is in files, so that the content security policy needs no exception; `ld+json` is data."""
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\s(?:src=|type=\"application/ld\+json\"))|javascript:"
    )
    pages = sorted(demo_site.rglob("*.html"))
    assert pages
    assert [str(page) for page in pages if inline.search(page.read_text(encoding="utf-8"))] == []


def test_xml_is_well_formed(demo_site: Path) -> None:
    """Feeds and sitemaps can be parsed, and each feed names itself."""
    files = sorted(demo_site.rglob("*.xml"))
    roots = {file: ET.parse(file).getroot() for file in files}  # noqa: S314 - our own output
    feeds = [root for root in roots.values() if root.tag == "rss"]
    assert feeds
    for feed in feeds:
        link = feed.find("channel/{http://www.w3.org/2005/Atom}link")
        assert link is not None
        assert link.get("rel") == "self"


def test_page_has_the_ways_and_blocks_of_a_portal(new_page: NewPage, address: str) -> None:
    """Each page leads to home, search, archive, feed and categories, and shows banners and applications by words."""
    page = new_page(WIDE)
    visit(page, address)
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator('link[rel="alternate"][type="application/rss+xml"]').count() >= 1
    targets = set(page.eval_on_selector_all("header.masthead a", "all => all.map(one => one.getAttribute('href'))"))
    assert {"/", "/tim-kiem/", "/luu-tru/", "/rss/"} < targets
    assert page.get_by_role("navigation", name="Chuyên mục").get_by_role("link").count() > 1
    banners = ["Việc làm Bình Phước", "Công báo Chính phủ", "DVC Quốc gia", "Ecom Binh Phuoc"]
    assert lines(page, "[data-block=banners] a") == banners
    assert lines(page, "[data-block=applications] h2") == ["ỨNG DỤNG"]
    assert len(lines(page, "[data-block=applications] a")) == 8
    text = page.locator("body").inner_text()
    for dropped in ("Đang truy cập", "Click để đánh giá", "duy trì trạng thái đăng nhập"):
        assert dropped not in text


def test_article_shows_the_lines_of_the_old_page(page: Page, seed_article: str) -> None:
    """Headline, time, reads, rating, comments and neighbours stand on the page in the old portal's words."""
    page.goto(seed_article)
    assert page.locator("article h1").count() == 1
    time = page.locator("article time[datetime]").first
    assert time.inner_text() == "Thứ hai - 24/06/2019 22:33"
    assert time.get_attribute("datetime") == "2019-06-24T22:33:00+07:00"
    text = page.locator("article").inner_text()
    assert "Đã xem: 71.244" in text
    assert "Tổng số điểm của bài viết là: 13 trong 5 đánh giá" in text
    assert "Xếp hạng: 2.6 - 5 phiếu bầu" in text
    assert page.locator(".rating__star--lit").count() == 3
    headings = lines(page, "main h2")
    for heading in ("Ý kiến bạn đọc", "Những tin mới hơn", "Những tin cũ hơn"):
        assert heading in headings
    for neighbour in lines(page, "[data-newer] li, [data-older] li"):
        assert re.search(r" \(\d\d/\d\d/\d{4}\)$", neighbour)


def test_article_carries_bare_values(demo_site: Path, seed_article: str) -> None:
    """The source holds the numbers as the contract for other programs says: bare and double-quoted."""
    source = read(demo_site, seed_article)
    assert 'data-rating="2.6" data-points="13" data-votes="5" data-stars="3"' in source
    assert 'data-views="71244"' in source
    assert 'data-comments="1"' in source


def test_lists_hold_items(new_page: NewPage, seed_article: str) -> None:
    """Front page, category and archive are lists whose items begin with a link to the article or the period."""
    page = new_page(WIDE)
    for address in ("/", seed_article.rsplit("/", 1)[0] + "/", "/luu-tru/", "/luu-tru/2019/", "/luu-tru/2019/06/"):
        page.goto(address)
        assert page.locator("[data-list] > [data-item]").count() >= 1
        assert page.locator("[data-list] > [data-item]:not(:has(a))").count() == 0


def test_figures_come_to_pages_that_link_to_them(page: Page, seed_article: str) -> None:
    """An article's own source has only a link; the module puts the numbers of the statistics page there, with dates."""
    page.goto("/thong-ke/")
    figures = lines(page, "[data-block=statistics] dd")
    assert figures
    page.goto(seed_article)
    expect(page.locator("[data-block=statistics] dd")).to_have_count(len(figures))
    assert lines(page, "[data-block=statistics] dd") == figures
    assert all(re.search(r"\d\d/\d\d/\d{4}", figure) for figure in figures)


def test_front_page_has_the_figures_in_its_source(demo_site: Path, seed_article: str) -> None:
    """The front page holds the numbers itself; an article's source holds none, so that new ones leave it as it is."""
    assert "383.090.054" in read(demo_site, "/")
    assert "383.090.054" not in read(demo_site, seed_article)


def test_an_unreachable_statistics_page_leaves_the_link(new_page: NewPage, seed_article: str) -> None:
    """Where the figures cannot be had, the link to them stays and nothing else happens."""
    page = new_page(WIDE)
    page.route("**/thong-ke/", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>"))
    page.goto(seed_article, wait_until="networkidle")
    assert lines(page, "[data-block=statistics] a") == ["Xem số lượt truy cập"]
    assert page.locator("[data-block=statistics] dd").count() == 0


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_article_is_whole_without_a_script(new_page: NewPage, seed_article: str, width: int) -> None:
    """Without JavaScript the article, its rating, its neighbours and the way to the figures are there."""
    page = new_page(width, java_script_enabled=False)
    page.goto(seed_article)
    assert page.locator("article h1").is_visible()
    assert page.locator("[data-rating]").is_visible()
    assert page.locator("[data-older] a").first.is_visible()
    page.locator("[data-block=statistics] a").click()
    assert urlsplit(page.url).path == "/thong-ke/"
    assert page.locator("[data-block=statistics] dd").count() == 3


def test_menu_opens_without_a_script(new_page: NewPage) -> None:
    """The categories can be reached on a phone whose browser runs no JavaScript."""
    page = new_page(NARROW, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="Chuyên mục").click()
    link = page.get_by_role("navigation", name="Chuyên mục").get_by_role("link").first
    address = link.get_attribute("href")
    link.click()
    assert urlsplit(page.url).path == address


def test_wide_table_scrolls_in_its_own_box(new_page: NewPage, seed_article: str) -> None:
    """A table wider than a phone does not widen the page, with a script or without, and keys can scroll it."""
    table = "<table><tr>" + "<td>12.345.678</td>" * 12 + "</tr></table>"
    for has_script in (True, False):
        page = new_page(NARROW, java_script_enabled=has_script)
        source = page.request.get(seed_article).text().replace('<div class="prose">', f'<div class="prose">{table}')
        page.route(f"**{seed_article}", partial(Route.fulfill, content_type="text/html", body=source))
        page.goto(seed_article)
        box = page.locator(".prose__table" if has_script else ".prose table").first
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
        if has_script:
            assert box.get_attribute("tabindex") == "0"


def test_unknown_address_is_answered_with_the_404_page(new_page: NewPage) -> None:
    """A wrong address gets the status 404 and a page that leads on, which no engine lists."""
    page = new_page(WIDE)
    answer = page.request.get("/khong-co/trang-nay.html")
    assert answer.status == 404
    assert "Không tìm thấy trang" in answer.text()
    assert '<meta name="robots" content="noindex">' in answer.text()


def test_structured_data_is_json(demo_site: Path) -> None:
    """Where a page carries structured data, it parses; by default no page speaks of its rating there."""
    block = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
    for page in demo_site.rglob("*.html"):
        for data in block.findall(page.read_text(encoding="utf-8")):
            assert "aggregateRating" not in json.loads(data)


def test_theme_stays_small() -> None:
    """All style is at most 12 KB compressed, all code outside the search page at most 4 KB."""
    css = b"\n".join(sheet.read_bytes() for sheet in sorted((STATIC / "css").glob("*.css")))
    modules = [module for module in sorted((STATIC / "js").rglob("*.js")) if "search" not in module.parts]
    assert len(gzip.compress(css, mtime=0)) <= CSS_LIMIT
    assert sum(len(gzip.compress(module.read_bytes(), mtime=0)) for module in modules) <= JS_LIMIT


def test_each_component_has_one_name() -> None:
    """A component's style sheet and its macro file share their name, which begins each of its classes."""
    for sheet in sorted((STATIC / "css").glob("40-*.css")):
        name = sheet.stem.removeprefix("40-")
        assert (ROOT / "theme" / "templates" / "components" / f"{name}.html").is_file(), name
        for css_class in re.findall(
            r"\.(-?[a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        ):
            assert re.match(rf"{name}s?(?:__|--|-|$)", css_class) or css_class.startswith("align-"), (
                sheet.name,
                css_class,
            )
