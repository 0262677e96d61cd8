"""What a reader gets on each kind of page, with a script and without."""

from __future__ import annotations

import gzip
import json
import re
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from playwright.sync_api import Page, Route, expect

from plugins.newsroom.site import Identity, RatingSwitches
from plugins.press.adapter import FILTERS
from plugins.press.assets import bundle
from plugins.press.render import Renderer
from tests.browser.conftest import HEIGHT, NARROW, ROOT, WIDE, NewPage, find, parse, read
from tests.builders import make_articles, make_content, make_content_frame, make_rating, make_site, plan_site

STATIC = ROOT / "theme" / "static"
CSS_LIMIT, JS_LIMIT = 12 * 1024, 4 * 1024
NARROWEST = 320
PERIODS = ("/luu-tru/", "/luu-tru/2019/", "/luu-tru/2019/06/")
INDEXES = ("/tag/", "/topic/", "/author/", "/don-vi/")
RANKINGS = ("/danh-gia-cao/", "/xem-nhieu/")


def words(page: ET.Element, path: str) -> list[str]:
    """Return the text of each element that *path* finds in the source of a page."""
    return ["".join(element.itertext()).strip() for element in page.iterfind(path)]


def target_of(page: ET.Element, text: str) -> str:
    """Return the address that the link with *text* leads to."""
    return next(link.get("href", "") for link in page.iter("a") if link.text == text)


def visit(page: Page, address: str) -> None:
    """Open the page at *address*, and go to the figures where a module fetches them when they come near."""
    page.goto(address)
    if page.locator("a[data-figures]").count():
        page.locator("a[data-figures]").scroll_into_view_if_needed()
        expect(page.locator("[data-block=statistics] dl")).to_be_visible()


def lines(page: Page, selector: str) -> list[str]:
    """Return the text of each element that *selector* finds."""
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


@pytest.mark.parametrize("width", [NARROW, WIDE], ids=["narrow", "wide"])
def test_page_fits_its_window_and_stands_still(new_page: NewPage, address: str, width: int) -> None:
    """
    No page scrolls sideways, moves while it loads and its figures come, or says a word on the console.

    The narrowest window that WCAG names, and text twice as large on a phone, need no scrolling sideways either.
    """
    page = new_page(width)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    visit(page, address)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate("window.shift") == 0
    if width == NARROW:
        page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_html_is_valid(demo_site: Path, address: str) -> None:
    """A strict parser finds no error in a page."""
    parse(demo_site, address)


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


def test_page_has_the_ways_and_blocks_of_a_portal(demo_site: Path, address: str) -> None:
    """Each page leads to home, search, archive, feed and menu, and shows banners and applications by words."""
    page = parse(demo_site, address)
    assert page.get("lang") == "vi"
    assert page.find(".//link[@rel='alternate'][@type='application/rss+xml']") is not None
    targets = {link.get("href") for link in page.iterfind(".//header[@class='masthead']//a")}
    assert {"/", "/tim-kiem/", "/luu-tru/", "/rss/"} < targets
    assert len(page.findall(".//nav[@aria-label='Chuyên mục']//a")) > 1
    banners = ["Việc làm Bình Phước", "Công báo Chính phủ", "DVC Quốc gia", "Ecom Binh Phuoc"]
    assert words(page, ".//*[@data-block='banners']//a") == banners
    assert words(page, ".//*[@data-block='applications']/h2") == ["ỨNG DỤNG"]
    assert len(words(page, ".//*[@data-block='applications']//a")) == 8
    text = "".join(page.itertext())
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
    assert page.locator(".rating__stars--3").count() == 1
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


def test_lists_hold_items(demo_site: Path, seed_article: str) -> None:
    """Front page, categories, archive, rankings and indexes are lists whose items each have a link."""
    for address in ("/", seed_article.rsplit("/", 1)[0] + "/", "/thong-bao/", *PERIODS, *INDEXES, *RANKINGS):
        items = parse(demo_site, address).findall(".//*[@data-list]/*[@data-item]")
        assert items, address
        assert all(item.find(".//a[@href]") is not None for item in items), address


def test_indexes_lead_to_lists_of_as_many_articles(demo_site: Path) -> None:
    """What the index of tags, topics, authors or units says of each is how long its list is, and where its feed is."""
    for address in INDEXES:
        for entry in parse(demo_site, address).iterfind(".//*[@data-item]"):
            link = entry.find("a")
            assert link is not None
            source = read(demo_site, link.get("href", ""))
            assert words(entry, "span") == [f"{source.count(' data-item>')} bài"]
            assert source.count(' rel="alternate"') == (2 if address in ("/tag/", "/topic/") else 1)


def test_rankings_number_their_items_across_pages(demo_site: Path) -> None:
    """The places go on from page to page, and the most viewed are shown with their numbers and the day of these."""
    for address in RANKINGS:
        first = parse(demo_site, address)
        second = parse(demo_site, target_of(first, "Trang sau"))
        for page, start in ((first, 1), (second, 21)):
            places = words(page, f".//ol[@start='{start}']/li/span[@class='item__place']")
            assert places == [str(place) for place in range(start, start + 20)]
    page = parse(demo_site, "/xem-nhieu/")
    assert len(words(page, ".//span[@class='item__views']")) == len(page.findall(".//*[@data-item]"))
    assert re.match(r"Số liệu tính đến \d\d/\d\d/\d{4}", words(page, ".//header[@class='page-header']/p")[0])


def test_front_page_has_every_part(demo_site: Path) -> None:
    """The front page shows what editors picked, the newest, categories, and both rankings, each leading to its list."""
    page = parse(demo_site, "/")
    assert len(page.findall(".//li[@class='item item--lead']")) == 1
    assert {"Tin nổi bật", "Thông báo", "Tin mới nhất", "Đánh giá cao", "Xem nhiều"} < set(words(page, ".//main//h2"))
    targets = {link.get("href") for link in page.iterfind(".//main//h2/a")}
    assert {"/thong-bao/", "/danh-gia-cao/", "/xem-nhieu/"} < targets


def test_footer_leads_to_every_static_page_and_the_map(new_page: NewPage) -> None:
    """What the site says of itself is one link away from any page."""
    page = new_page(NARROW)
    page.goto("/")
    targets = page.eval_on_selector_all("footer nav a", "all => all.map(one => one.getAttribute('href'))")
    assert "/so-do-trang/" in targets
    assert all(page.request.get(target).ok for target in targets)


def test_files_say_their_kind_and_size(new_page: NewPage, demo_site: Path) -> None:
    """A file to download is announced with its kind and its size, before anybody pays for it."""
    page = new_page(NARROW)
    page.goto(find(demo_site, 'class="attachments"'))
    files = lines(page, ".attachments li")
    assert files
    for text in files:
        assert re.search(r"\([A-Z]{3,4}, [\d.]+(,\d)? [KM]B\)$", text)


def test_articles_lead_to_what_belongs_to_them(new_page: NewPage, demo_site: Path) -> None:
    """Authors, unit, topic and tags of an article are links to pages that are there."""
    page = new_page(NARROW)
    page.goto(find(demo_site, 'data-related="topic"'))
    links = page.locator(".byline a, .tags a, [data-related] a, section:has([data-related]) > h2 a")
    targets = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert {target.split("/")[1] for target in targets} >= {"author", "don-vi", "topic", "tag"}
    assert [target for target in targets if target[0] == "/" and not page.request.get(target).ok] == []


def test_places_and_corrections_are_noted(demo_site: Path, new_page: NewPage) -> None:
    """A place that has another name today is explained below the text, and a correction stands above it."""
    page = new_page(NARROW)
    page.goto(find(demo_site, 'class="places"'))
    note = page.locator(".places").inner_text()
    assert re.match(r"Địa danh trong bài: .+ \(nay là .+, từ \d\d/\d\d/\d{4}\)", note)
    page.goto(find(demo_site, ">Đính chính<"))
    assert re.match(r"Đính chính \(\d\d/\d\d/\d{4}\): ", page.locator(".notice").inner_text())


def test_mistakes_can_be_reported_by_mail(new_page: NewPage, seed_article: str) -> None:
    """The mail to the editors names the article and its address, whatever signs these hold."""
    page = new_page(NARROW)
    page.goto(seed_article)
    address = urlsplit(page.get_by_role("link", name="Báo lỗi bài viết").get_attribute("href") or "")
    fields = parse_qs(address.query, strict_parsing=True)
    title = page.locator("h1").inner_text()
    assert address.scheme == "mailto"
    assert fields["subject"] == [f"Báo lỗi bài viết: {title}"]
    assert fields["body"][0].split("\r\n")[:2] == [title, page.locator('link[rel="canonical"]').get_attribute("href")]


def test_notices_explain_themselves_and_are_not_indexed(new_page: NewPage, demo_site: Path) -> None:
    """What went is explained with its date, without its text; no engine lists it, and the page leads on."""
    page = new_page(NARROW)
    for kind, words in (("expired", "Hết hạn: "), ("withdrawn", "Lý do: ")):
        page.goto(find(demo_site, f'data-notice="{kind}"'))
        assert words in page.locator("main").inner_text()
        assert page.locator("main time").count() >= 1
        assert page.locator(".prose").count() == 0
        assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
        assert page.locator("main li a").count() == 4


def test_old_addresses_lead_on(new_page: NewPage, demo_site: Path) -> None:
    """An old address brings the reader to the article, also without a script; a plain link does it too."""
    old = find(demo_site, 'http-equiv="refresh"')
    source = read(demo_site, old)
    html5lib.HTMLParser(strict=True).parse(source)
    assert '<meta name="robots" content="noindex">' in source
    canonical = re.search(r'<link rel="canonical" href="https://[^/"]+([^"]+)">', source)
    assert canonical
    assert f'<a href="{canonical[1]}">' in source
    page = new_page(NARROW, java_script_enabled=False)
    page.goto(old)
    page.wait_for_url(f"**{canonical[1]}")
    assert page.locator("article h1").is_visible()


def test_paper_holds_the_article_alone(new_page: NewPage, seed_article: str) -> None:
    """A printed article has title, date, text and address in black on white, and nothing that one could only click."""
    page = new_page(WIDE, color_scheme="dark")
    page.goto(seed_article)
    page.emulate_media(media="print")
    for part in ("h1", "article time", ".prose", ".byline", ".article__address"):
        assert page.locator(part).first.is_visible() or not page.locator(part).count(), part
    for part in ("nav", "aside", "[data-block]", "[data-newer]", "[data-older]", ".report", ".tags", "form", "button"):
        assert not any(one.is_visible() for one in page.locator(part).all()), part
    colours = "one => [getComputedStyle(one).color, getComputedStyle(document.documentElement).backgroundColor]"
    assert page.locator(".prose").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_figures_come_to_pages_that_link_to_them(page: Page, seed_article: str) -> None:
    """An article's own source has only a link; the module puts the numbers of the statistics page there, with dates."""
    page.goto("/thong-ke/")
    figures = lines(page, "[data-block=statistics] dd")
    assert figures
    visit(page, seed_article)
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
    with page.expect_response("**/thong-ke/"):
        page.goto(seed_article)
    page.wait_for_load_state("networkidle")
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


@pytest.mark.parametrize("is_on", [False, True])
def test_structured_data_is_json_and_off_by_default(is_on: bool) -> None:
    """Where the site wants it, a rated article says its rating in JSON, whatever its title; else not its rating."""
    switches = RatingSwitches(structured_data=True) if is_on else RatingSwitches()
    articles = make_articles(1, title='</script> & "ba"', rating=make_rating(13, 5))
    content = make_content(articles, site=make_site(identity=Identity(rating=switches)))
    page = next(page for page in plan_site(content).values() if page.template == "article.html")
    renderer = Renderer(ROOT / "theme" / "templates", FILTERS)
    source = renderer.render(page.template, page.view, make_content_frame(content), page.path).decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL)
    article = next(data for data in map(json.loads, found) if data["@type"] == "NewsArticle")
    assert article["headline"] == '</script> & "ba"'
    assert article.get("aggregateRating", {}).get("ratingValue") == ("2.6" if is_on else None)


@pytest.mark.parametrize("count", [0, 1, 41])
def test_pages_are_whole_however_much_is_on_them(count: int) -> None:
    """With no article, one or many, with the longest titles and none of the rest, no part is a heading alone."""
    title = 'ỦY BAN NHÂN DÂN <TỈNH> & "CÔNG BỐ" ' * 8
    content = make_content(make_articles(count, title=title, summary="", tags=("Chữ ký số",)))
    renderer = Renderer(ROOT / "theme" / "templates", FILTERS)
    frame = make_content_frame(content)
    pages = [page for path, page in plan_site(content).items() if path.endswith(".html")]
    assert {page.template for page in pages} >= {"home.html", "list.html", "map.html", "not_found.html", "search.html"}
    for page in pages:
        source = renderer.render(page.template, page.view, frame, page.path).decode()
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)
        for part in (*root.iter("section"), *root.iter("main")):
            assert part[-1].tag not in ("h1", "h2", "header"), (page.path, ET.tostring(part))
        lists = (one for tag in ("ul", "ol", "dl") for one in root.iter(tag))
        assert all(len(one) or "data-search-results" in one.attrib for one in lists), page.path


def test_theme_stays_small() -> None:
    """All style is at most 12 KB compressed, all code outside the search page at most 4 KB, as it is published."""
    files = bundle(STATIC).files
    sizes = {path: len(gzip.compress(data, mtime=0)) for path, data in files.items()}
    assert 0 < sum(size for path, size in sizes.items() if path.endswith(".css")) <= CSS_LIMIT
    code = {path for path in sizes if path.endswith(".js") and "/search/" not in path}
    assert 0 < sum(sizes[path] for path in code) <= JS_LIMIT


def test_each_component_has_one_name() -> None:
    """A component's style sheet and its macro file share their name, which begins each of its classes."""
    for sheet in sorted((STATIC / "css").glob("40-*.css")):
        name = sheet.stem.removeprefix("40-")
        assert (ROOT / "theme" / "templates" / "components" / f"{name}.html").is_file(), name
        for css_class in re.findall(
            r"\.(-?[a-z][\w-]*)",
            re.sub(r"/\*.*?\*/|url\(.*?\)", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL),
        ):
            assert re.match(rf"{name}s?(?:__|--|-|$)", css_class) or css_class.startswith("align-"), (
                sheet.name,
                css_class,
            )
