"""What helps a reader with an article: print it, keep it, send it, find a part of it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HEIGHT, NARROW, WIDE, NewPage, find, parse


@pytest.fixture
def long_article(demo_site: Path) -> str:
    """The address of an article with contents and a picture."""
    return find(demo_site, 'class="contents"')


def test_print_asks_the_browser(page: Page, seed_article: str) -> None:
    """`In ra` opens the browser's own dialogue."""
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(seed_article)
    page.get_by_role("button", name="In ra").click()
    assert page.evaluate("window.printed") is True


def test_a_saved_article_needs_nothing_else(page: Page, browser: Browser, long_article: str, tmp_path: Path) -> None:
    """`Lưu bài viết` gives one file that opens from a disk with text, style and pictures, and asks for nothing."""
    page.goto(long_article)
    title = page.locator("h1").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu bài viết").click()
    name = Path(long_article).name
    assert download.value.suggested_filename == name
    expect(page.locator("[data-tool-status]")).to_have_text(f"Đã lưu: {name}")
    file = tmp_path / name
    download.value.save_as(file)
    source = file.read_text(encoding="utf-8")
    assert "<script" not in source
    markup = re.sub(r"<style>.*</style>", "", source, flags=re.DOTALL)
    assert re.findall(r'src="data:image/', markup)
    assert not re.findall(r'(?:src|href)="(?!data:|https://|mailto:)', markup)
    saved = browser.new_page(viewport={"width": NARROW, "height": HEIGHT}, offline=True)
    asked: list[str] = []
    saved.on("request", lambda request: asked.append(request.url))
    saved.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert saved.locator("h1").inner_text() == title
    assert saved.locator("article img").evaluate("one => one.naturalWidth") > 0
    assert saved.locator(".article__address").is_visible()
    assert saved.locator("article").evaluate("one => getComputedStyle(one).maxWidth") != "none"
    assert saved.locator("button").count() == 0
    saved.close()


def test_a_wide_table_is_printed_whole(page: Page, long_article: str) -> None:
    """Paper cannot be scrolled sideways: no column is beyond its edge."""
    page.goto(long_article)
    expect(page.locator(".prose__table")).to_be_visible()
    page.evaluate("""() => {
      for (const row of document.querySelectorAll(".prose tr")) {
        for (let column = 0; column < 10; column += 1) {
          row.append(Object.assign(document.createElement("td"), { textContent: "1.234.567" }));
        }
      }
    }""")
    hidden = "() => { const table = document.querySelector('.prose table'); const box = table.closest('.prose');"
    hidden += " return table.getBoundingClientRect().right - box.getBoundingClientRect().right }"
    page.set_viewport_size({"width": 718, "height": HEIGHT})  # A4 with margins of 1 cm
    assert page.evaluate(hidden) > 100
    page.emulate_media(media="print")
    assert page.evaluate(hidden) <= 1


def test_a_picture_beside_a_short_text_ends_before_what_follows(page: Page, long_article: str) -> None:
    """Buttons and lists stand below it, not at its side."""
    page.goto(long_article)
    page.evaluate("""() => {
      document.querySelector(".picture").classList.add("picture--left");
      document.querySelectorAll(".prose > *, .contents").forEach((one) => one.remove());
    }""")
    places = (
        "(name) => { const box = document.querySelector(name).getBoundingClientRect(); return [box.top, box.bottom] }"
    )
    _, end = page.evaluate(places, ".picture")
    assert page.evaluate(places, ".tools")[0] >= end
    assert page.evaluate(places, "[data-newer], [data-older]")[0] >= end


def test_an_upright_picture_is_seen_as_a_whole(page: Page, long_article: str) -> None:
    """However tall it is, it is no taller than the window, and keeps its proportions."""
    page.goto(long_article)
    image = page.locator(".picture__image")
    image.evaluate("one => { one.width = 900; one.height = 1600; one.style.aspectRatio = '9 / 16' }")
    box = image.bounding_box()
    assert box is not None
    assert box["height"] <= HEIGHT
    assert image.evaluate("one => getComputedStyle(one).objectFit") == "contain"


def test_a_failed_save_is_said(page: Page, long_article: str) -> None:
    """Where a picture cannot be had, no half file is given, and the reader hears of it."""
    page.goto(long_article)
    page.route("**/static/**.css", lambda route: route.fulfill(status=200, body="/**/", content_type="text/css"))
    page.evaluate("window.fetch = async () => new Response('', {status: 503})")
    page.get_by_role("button", name="Lưu bài viết").click()
    expect(page.locator("[data-tool-status]")).to_have_text("Chưa lưu được bài viết. Mời bạn thử lại.")


def test_without_a_script_no_button_is_dead(new_page: NewPage, seed_article: str) -> None:
    """What needs a script is not shown without one; sending by plain links works all the same."""
    page = new_page(WIDE, java_script_enabled=False)
    page.goto(seed_article)
    assert not any(button.is_visible() for button in page.locator(".tools button").all())
    targets = page.locator(".tools a").evaluate_all("all => all.map(one => one.href)")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    facebook, mail = map(urlsplit, targets)
    assert facebook.hostname == "www.facebook.com"
    assert parse_qs(facebook.query)["u"] == [canonical]
    title, address = parse_qs(mail.query)["body"][0].split("\r\n")
    assert (mail.scheme, title, address) == ("mailto", page.locator("h1").inner_text(), canonical)


def test_contents_lead_to_the_headings(page: Page, long_article: str, demo_site: Path) -> None:
    """The contents of a long article name its headings in order, and each brings its heading into view."""
    page.goto(long_article)
    links = page.get_by_role("navigation", name="Trong bài này").get_by_role("link")
    assert links.all_inner_texts() == page.locator(".prose h2").all_inner_texts()
    for link in links.all():
        link.click()
        heading = page.locator(f'[id="{urlsplit(link.get_attribute("href") or "").fragment}"]')
        assert heading.inner_text() == link.inner_text()
        expect(heading).to_be_in_viewport()
    short = [path for path in demo_site.rglob("*.html") if 'class="contents"' in path.read_text(encoding="utf-8")]
    assert len(short) == 1


def test_the_archive_shows_its_months(demo_site: Path) -> None:
    """The chart is drawn without style, and its table says the same numbers, which add up to the lists'."""
    for address in ("/luu-tru/", "/luu-tru/2026/"):
        page = parse(demo_site, address)
        bars = page.findall(".//{*}svg/{*}rect[@class='chart__bar']")
        cells = [int(cell.text or "") for cell in page.findall(".//figure//td")]
        heights = [int(bar.get("height", "")) for bar in bars]
        assert len(bars) == len(cells)
        assert heights.index(max(heights)) == cells.index(max(cells))
        listed = [int((entry.text or "").split()[0]) for entry in page.iterfind(".//span[@class='counts__count']")]
        assert sum(cells) == sum(listed)


def test_stars_are_said_in_words(demo_site: Path, seed_article: str) -> None:
    """Three lit stars are "3 trên 5 sao", in the old portal's word for them."""
    words = "".join(parse(demo_site, seed_article).find(".//p[@class='rating__words']").itertext())  # type: ignore[union-attr]
    assert words == "3 trên 5 sao: Bài viết đạt"
