"""No page breaks a rule of WCAG 2.x A or AA that axe can check, on a phone or a desk, in light or dark."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import HEIGHT, NARROW, WIDE, NewPage, parse

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
    """Each kind of page passes axe on a light phone and on a dark desk: each width and each scheme once."""
    page = new_page(NARROW, color_scheme="light")
    page.goto(address)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert violations(page) == []


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
