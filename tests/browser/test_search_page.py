"""The search page of the demo site, used as readers use it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

PAGE = "/tim-kiem/"
RESULTS = "[data-search-results] > li"
STATUS = "[data-search-status]"

NewPage = Callable[..., Page]


def ask(page: Page, query: str) -> None:
    """Type *query* and submit it."""
    page.locator("input[name=q]").fill(query)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("query", ["công nghệ thông tin", "cong nghe thong tin", "CÔNG NGHỆ"])
def test_words_with_and_without_accents_find_articles_with_the_words_marked(page: Page, query: str) -> None:
    """A result has a title that leads to the article, a date, a category, and marks."""
    page.goto(PAGE)
    ask(page, query)
    first = page.locator(RESULTS).first
    expect(first.locator("a")).to_have_attribute("href", re.compile(r"^/[a-z0-9-]+/[a-z0-9-]+\.html$"))
    expect(first.locator("time")).to_have_text(re.compile(r"^\d\d/\d\d/\d{4}$"))
    expect(page.locator(f"{RESULTS} mark").first).to_be_visible()
    expect(page.locator(STATUS)).to_have_attribute("role", "status")
    expect(page.locator("[data-search-count]")).to_contain_text("bài")


def test_a_shared_address_searches_at_once_and_back_returns(page: Page) -> None:
    """The query stands in the address; each submitted one is a step of the history."""
    page.goto(f"{PAGE}?q=c%C3%B4ng")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator("input[name=q]")).to_have_value("công")
    ask(page, "thông tin")
    expect(page).to_have_url(re.compile(r"\?q=th%C3%B4ng\+tin$"))
    page.go_back()
    expect(page.locator("input[name=q]")).to_have_value("công")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_typing_searches_without_a_key_and_without_steps_in_the_history(page: Page) -> None:
    """After a short pause."""
    page.goto(PAGE)
    steps = page.evaluate("history.length")
    page.locator("input[name=q]").press_sequentially("công", delay=20)
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=c%C3%B4ng$"))
    assert page.evaluate("history.length") == steps


def test_the_keyboard_alone_reaches_a_result(page: Page) -> None:
    """From the field by Tab to the button, then to the first title."""
    page.goto(PAGE)
    ask(page, "công")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator("input[name=q]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(f"{RESULTS} a").first).to_be_focused()


def test_a_query_without_words_gives_a_hint_and_a_word_that_is_nowhere_a_message(page: Page) -> None:
    """Neither is an empty page."""
    page.goto(PAGE)
    expect(page.locator(STATUS)).to_contain_text("Gõ một hay nhiều từ")
    ask(page, "—?!")
    expect(page.locator(STATUS)).to_contain_text("Gõ một hay nhiều từ")
    ask(page, "qwzxqwzx")
    expect(page.locator(STATUS)).to_contain_text("Không có bài nào")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_a_hostile_query_is_text(page: Page) -> None:
    """Markup in the address becomes no element."""
    page.goto(f"{PAGE}?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+qwzx")
    expect(page.locator(STATUS)).to_contain_text(re.compile("bài"))
    expect(page.locator("main img")).to_have_count(0)
    expect(page.locator("input[name=q]")).to_have_value("<img src=x onerror=alert(1)> qwzx")


def test_more_results_are_appended_and_get_the_focus(new_page: NewPage) -> None:
    """Ten at a time, until all are there."""
    page = new_page(360)
    page.goto(f"{PAGE}?q=c%C3%A1c+v%C3%A0+c%E1%BB%A7a+t%E1%BB%89nh")
    more = page.get_by_role("button", name="Xem thêm kết quả")
    expect(page.locator(RESULTS)).to_have_count(10)
    more.click()
    expect(page.locator(f"{RESULTS}:nth-child(11) a")).to_be_focused()


@pytest.fixture
def loose_page(new_page: NewPage) -> Page:
    """A page in which failed requests are the subject of the test, so that it is watched by the test alone."""
    watched = new_page(1280)
    return watched.context.new_page()


def test_a_network_failure_says_so_and_can_be_tried_again(loose_page: Page) -> None:
    """The button repeats the search."""
    blocked = True

    def answer(route: Route) -> None:
        if blocked:
            route.abort()
        else:
            route.continue_()

    loose_page.context.route("**/search/t/**", answer)
    loose_page.goto(f"{PAGE}?q=c%C3%B4ng")
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu tìm kiếm")
    blocked = False
    loose_page.get_by_role("button", name="Thử lại").click()
    expect(loose_page.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize(
    ("pattern", "status", "body", "message"),
    [
        ("**/search/t/**", 404, "", "vừa có bản mới"),
        ("**/search/t/**", 200, "\x01\x08", "Không đọc được dữ liệu"),
        ("**/search/t/**", 200, "<!DOCTYPE html>", "Không đọc được dữ liệu"),
        ("**/search/d/**", 200, '{"format":2}', "Không đọc được dữ liệu"),
        ("**/search/root-*", 200, '{"format":1}', "Không đọc được dữ liệu"),
        ("**/search/root-*", 404, "", "vừa có bản mới"),
    ],
)
def test_a_missing_or_damaged_file_is_a_message(
    loose_page: Page, pattern: str, status: int, body: str, message: str
) -> None:
    """No exception reaches the page."""
    troubles: list[str] = []
    loose_page.on("pageerror", lambda error: troubles.append(str(error)))
    loose_page.context.route(pattern, lambda route: route.fulfill(status=status, body=body))
    loose_page.goto(f"{PAGE}?q=c%C3%B4ng")
    expect(loose_page.locator(STATUS)).to_contain_text(message)
    assert troubles == []


def test_without_scripts_the_page_explains_itself_and_shows_no_dead_form(new_page: NewPage) -> None:
    """The archives and the categories are offered instead."""
    page = new_page(360, java_script_enabled=False)
    page.goto(PAGE)
    expect(page.locator("form[role=search]")).to_be_hidden()
    expect(page.locator("[data-search-fallback]")).to_contain_text("JavaScript")
    expect(page.locator("[data-search-fallback] a[href^='/luu-tru/']").first).to_be_visible()
