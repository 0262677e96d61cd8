"""No page breaks a rule of WCAG 2.x A or AA that axe can check, on a phone or a desk, in light or dark."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, NewPage

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """Return what axe finds on *page*: each rule with the element and the reason."""
    # Evaluated by the browser's debugger, and so outside the page's content security policy.
    page.evaluate(AXE_SCRIPT)
    results = page.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_page: NewPage, address: str, scheme: Literal["light", "dark"]) -> None:
    """Each kind of page passes axe in both colour schemes, as wide as a phone and as a desk."""
    page = new_page(NARROW, color_scheme=scheme)
    page.goto(address)
    assert violations(page) == []
    page.set_viewport_size({"width": WIDE, "height": 800})
    assert violations(page) == []


def test_axe_finds_nothing_in_the_open_menu(new_page: NewPage) -> None:
    """The sheet that holds the categories on a phone passes axe too."""
    page = new_page(NARROW)
    page.goto("/")
    page.get_by_role("button", name="Chuyên mục").click()
    assert violations(page) == []


def test_page_has_an_outline(new_page: NewPage, address: str) -> None:
    """A page has one h1, no heading skips a level, and its landmarks can be told apart."""
    page = new_page(NARROW)
    page.goto(address)
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(one => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    for selector in ("main", "body > header", "body > footer"):
        assert page.locator(selector).count() == 1
    names = page.eval_on_selector_all("nav", "all => all.map(one => one.getAttribute('aria-label'))")
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
