"""No page breaks a rule of WCAG 2.2 A or AA that axe can check; keys reach everything, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import HEIGHT, NARROW, WIDE, NewPage, parse

SIGHTS: Final[Mapping[Literal["light", "dark"], tuple[tuple[int, str], ...]]] = {
    "light": ((320, "100%"), (768, "100%"), (1280, "100%"), (1280, "200%")),
    "dark": ((320, "100%"), (768, "100%"), (1280, "100%"), (1280, "200%")),
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """Return what axe finds on *page*: each rule with the element and the reason."""
    # Evaluated by the browser's debugger, and so outside the page's content security policy.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False}
    results = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def test_axe_finds_nothing(new_page: NewPage, address: str) -> None:
    """Each kind of page passes axe in light and dark, on a small phone, a tablet and a desk, and with large text."""
    page = new_page(NARROW)
    page.goto(address)
    for scheme, sizes in SIGHTS.items():
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        for width, size in sizes:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert violations(page) == [], (scheme, width, size)


def test_axe_finds_nothing_in_the_open_menu(new_page: NewPage) -> None:
    """The sheet that holds the categories on a phone passes axe too."""
    page = new_page(NARROW)
    page.goto("/")
    page.get_by_role("button", name="Chuyên mục").click()
    assert violations(page) == []


def test_page_has_an_outline(demo_site: Path, address: str) -> None:
    """A page has one h1, no heading skips a level, and its landmarks can be told apart."""
    page = parse(demo_site, address)
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", element.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    for path in (".//main", "body/header", "body/footer"):
        assert len(page.findall(path)) == 1
    names = [nav.get("aria-label") for nav in page.iter("nav")]
    assert all(names)
    assert len(names) == len(set(names))


def test_first_stop_of_the_keyboard_leads_to_the_content(page: Page, seed_article: str) -> None:
    """The first Tab shows a link that leads past header and menu."""
    page.goto(seed_article)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Chuyển đến nội dung chính"
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_the_menu_opens_and_closes_by_keys(new_page: NewPage) -> None:
    """On a phone the categories open by Enter, are next in the order of focus, and close by Escape."""
    page = new_page(NARROW)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Chuyên mục")
    opener = page.get_by_role("button", name="Chuyên mục")
    assert not menu.is_visible()
    opener.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == menu.get_by_role("link").first.get_attribute("href")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Chuyên mục"


def test_focus_goes_through_the_page_as_it_is_read(new_page: NewPage, address: str) -> None:
    """
    Tab visits what can be used in the order of the source, and on a desk from the masthead through the menu to the end;
    each stop is in view and has an outline.
    """
    page = new_page(WIDE)
    page.goto(address)
    describe = """() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
      const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0;
      return { place: all.indexOf(one), outline: parseFloat(style.outlineWidth), inView };
    }"""
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stop = page.evaluate(describe)
        if stop["place"] < 0:  # the end of the page
            break
        stops.append(stop)
    places = [stop["place"] for stop in stops]
    assert places == sorted(set(places))
    assert len(stops) > 10
    assert all(stop["outline"] >= 2 and stop["inView"] for stop in stops)


def test_a_list_is_paged_by_keys(page: Page) -> None:
    """From a list's end Enter leads to the older page, and from there back to the newer one."""
    page.goto("/danh-gia-cao/")
    for name, path in (("Trang sau", "/danh-gia-cao/page-2/"), ("Trang trước", "/danh-gia-cao/")):
        link = page.get_by_role("navigation", name="Chuyển trang").get_by_role("link", name=name)
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}")
        assert page.locator("h1").inner_text() == "Đánh giá cao"


def test_the_search_box_is_asked_by_keys(new_page: NewPage, seed_article: str) -> None:
    """On a desk the second stop after the skip link is the search box, and Enter asks what was typed."""
    page = new_page(WIDE, java_script_enabled=False)
    page.goto(seed_article)
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "q"
    page.keyboard.type("cầu Trà Giang")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")


def test_the_box_or_the_link_leads_to_the_search(new_page: NewPage) -> None:
    """Every page has the box, phones too; the search page, which has a form of its own, is led to by a link."""
    for width in (NARROW, WIDE):
        page = new_page(width)
        for address, has_box in (("/", True), ("/tim-kiem/", False)):
            page.goto(address)
            assert page.locator(".masthead input[name=q]").is_visible() is has_box
            assert page.locator('.masthead nav a[href="/tim-kiem/"]').is_visible() is not has_box


def test_type_never_clips_a_tone_mark(page: Page, address: str) -> None:
    """In each line of text the tallest and deepest letters of Vietnamese fit between the lines above and below."""
    page.goto(address)
    cramped = page.evaluate("""() => {
      const pen = document.createElement("canvas").getContext("2d");
      const found = new Set();
      for (const one of document.querySelectorAll("h1, h2, h3, p, li, a, dd, dt, td, th, button, input, label")) {
        const style = getComputedStyle(one);
        pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const ink = pen.measureText("ẬẪỖỰỂgjpqyỵ");
        const line = style.lineHeight === "normal" ? Infinity : parseFloat(style.lineHeight);
        const height = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
        if (height > line + 0.5 && one.getClientRects().length) {
          found.add(`${one.tagName} ${one.className}: ${height.toFixed(1)} in ${line}`);
        }
      }
      return [...found];
    }""")
    assert cramped == []
