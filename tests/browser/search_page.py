"""The search page as its tests know it: where things are on it, and how it is asked."""

from __future__ import annotations

from playwright.sync_api import Page, expect

ADDRESS = "/tim-kiem/"
RESULTS = "[data-search-results] > li"
STATUS = "[data-search-status]"
COUNT = "[data-search-count]"
NOTICES = "[data-search-notices]"
MORE = "[data-search-more]"


def open_search(page: Page, address: str = "") -> None:
    """Open the search page with *address* after its own ("?q=…"), and wait until it has answered."""
    page.goto(ADDRESS + address)
    settle(page)


def ask(page: Page, query: str) -> None:
    """Type *query*, submit it, and wait for the answer."""
    page.locator("main input[name=q]").fill(query)
    page.keyboard.press("Enter")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page says something and is not at work."""
    expect(page.locator("[data-search-root]:not([aria-busy])")).to_be_visible()
    expect(page.locator(STATUS)).not_to_have_text("")
