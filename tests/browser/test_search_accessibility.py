"""Each state of the search page passes axe and fits, from 320 pixels to a desk, in light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHT, WIDE
from tests.browser.search_page import ADDRESS, MORE, NOTICES, RESULTS, STATUS, settle
from tests.browser.test_accessibility import violations

SIGHTS = ((320, "100%"), (360, "100%"), (768, "100%"), (WIDE, "100%"), (WIDE, "200%"))


def say(text: str) -> Callable[[Page], None]:
    """Return a check that the page says *text*."""
    return lambda page: expect(page.locator(STATUS)).to_contain_text(text)


def open_all(page: Page) -> None:
    """Open the help and the filters."""
    for summary in page.locator("main summary").all():
        summary.click()
    expect(page.locator("[name=chuyen-muc] option").nth(1)).to_be_attached()
    settle(page)


def show_more(page: Page) -> None:
    """Show the second ten results."""
    page.locator(MORE).click()
    expect(page.locator(RESULTS)).to_have_count(20)


def fail(page: Page) -> None:
    """Ask where the index's files cannot be had."""
    page.context.route("**/search/t/**", lambda route: route.abort())
    page.goto(f"{ADDRESS}?q=c%C3%B4ng")
    expect(page.get_by_role("button", name="Thử lại")).to_be_visible()


def hang(page: Page) -> None:
    """Ask where the answer does not come."""
    page.context.route("**/search/t/**", lambda _: None)
    page.goto(f"{ADDRESS}?q=c%C3%B4ng")
    expect(page.get_by_text("Đang tìm…")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "nothing asked": ("", say("Gõ một hay nhiều từ")),
    "results": ("?q=c%C3%B4ng+ngh%E1%BB%87", say("bài")),
    "more results": ("?q=c%C3%A1c+v%C3%A0+c%E1%BB%A7a", show_more),
    "filters and help open": ("?q=c%C3%B4ng&chuyen-muc=kinh-te&tu=2019-01-01", open_all),
    "nothing found": ("?q=qwzxqwzx", say("Không có bài nào")),
    "a long word": (f"?q={'x' * 400}", say("Không có bài nào")),
    "a proposal": ("?q=c%C3%B4ng+nghw", say("Ý bạn là")),
    "ignored values": (
        f"?q=c%C3%B4ng&tu=2019-99-99&sap-xep={'abc' * 40}",
        lambda page: expect(page.locator(NOTICES)).to_contain_text("bỏ qua"),
    ),
    "a failure": ("", fail),
    "a wait": ("", hang),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_is_cut_off(loose_page: Page, state: str) -> None:
    """No rule of WCAG 2.x A or AA is broken, and no width or size of text needs scrolling sideways."""
    address, reach = STATES[state]
    loose_page.goto(ADDRESS + address)
    reach(loose_page)
    for scheme in ("light", "dark"):
        loose_page.emulate_media(color_scheme=scheme)
        for width, size in SIGHTS:
            loose_page.set_viewport_size({"width": width, "height": HEIGHT})
            loose_page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert violations(loose_page) == [], (scheme, width, size)
            assert loose_page.evaluate("document.documentElement.scrollWidth") == width
