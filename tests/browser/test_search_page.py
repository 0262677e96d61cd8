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
    """From the field by Tab through the button, the choices and the filters to the first title."""
    page.goto(PAGE)
    ask(page, "công")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator("input[name=q]").focus()
    stops = ["button[type=submit]", "[name=du-tu]", "[name=sap-xep]", "summary", f"{RESULTS}:first-child a"]
    for stop in stops:
        page.keyboard.press("Tab")
        expect(page.locator("main").locator(stop)).to_be_focused()


def test_filters_are_set_by_keyboard_stand_in_the_address_and_back_takes_them_off(page: Page) -> None:
    """The options are those that there are, each with how many results it leaves."""
    page.goto(f"{PAGE}?q=c%C3%B4ng")
    before = page.locator("[data-search-count]")
    expect(before).to_contain_text("bài")
    found = before.inner_text()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    options = page.locator("[name=chuyen-muc] option")
    expect(options.nth(1)).to_have_text(re.compile(r"\(\d+\)$"))
    page.locator("[name=chuyen-muc]").focus()
    page.keyboard.type("Kinh")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=c%C3%B4ng&chuyen-muc=kinh-te$"))
    chosen = page.locator("[name=chuyen-muc] option:checked").inner_text()
    left = int(re.sub(r"\D", "", chosen))
    expect(before).to_have_text(f"Tìm thấy {left} bài.")
    page.go_back()
    expect(page.locator("[name=chuyen-muc]")).to_have_value("")
    expect(before).to_have_text(found)


def test_a_shared_address_holds_every_choice(page: Page) -> None:
    """Filters of an address open the panel; each field says what the address says."""
    address = "?q=th%C3%B4ng+tin&du-tu=1&sap-xep=ngay&chuyen-muc=chuyen-doi-so&danh-gia=2&tu=2019-01-01&den=2026-12-31"
    page.goto(PAGE + address)
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator("details")).to_have_attribute("open", "")
    values = page.eval_on_selector("form", "form => Object.fromEntries(new FormData(form))")
    assert values == {
        "q": "thông tin", "du-tu": "1", "sap-xep": "ngay", "chuyen-muc": "chuyen-doi-so", "don-vi": "", "the": "",
        "danh-gia": "2", "tu": "2019-01-01", "den": "2026-12-31",
    }  # fmt: skip
    days = page.locator(f"{RESULTS} time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert days == sorted(days, reverse=True)


def test_a_range_of_days_alone_lists_its_articles_newest_first(page: Page) -> None:
    """A filter needs no word."""
    page.goto(f"{PAGE}?tu=2019-06-01&den=2019-06-30")
    expect(page.locator(RESULTS).first).to_be_visible()
    days = page.locator(f"{RESULTS} time").evaluate_all("all => all.map((one) => one.dateTime.slice(0, 7))")
    assert set(days) == {"2019-06"}


def test_a_range_that_ends_before_it_begins_is_a_message(page: Page) -> None:
    """It finds nothing, and says why."""
    page.goto(f"{PAGE}?q=c%C3%B4ng&tu=2020-01-02&den=2020-01-01")
    expect(page.locator(STATUS)).to_contain_text("Ngày đầu đứng sau ngày cuối")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_unknown_values_of_an_address_are_named_and_ignored(page: Page) -> None:
    """The rest of the address counts."""
    page.goto(f"{PAGE}?q=c%C3%B4ng&chuyen-muc=khong-co&tu=2019-99-99&sap-xep=abc&du-tu=7")
    expect(page.locator(RESULTS).first).to_be_visible()
    notices = page.locator("[data-search-notices]")
    for value in ("khong-co", "2019-99-99", "abc", "7"):
        expect(notices).to_contain_text(f"“{value}”")
    expect(page.locator("[name=chuyen-muc]")).to_have_value("")


def test_a_phrase_an_exclusion_and_a_word_of_the_title_narrow(page: Page) -> None:
    """Every title left has the word; what is excluded is gone."""
    page.goto(PAGE)
    ask(page, "thông tin title:thông")
    expect(page.locator("[data-search-count]")).to_contain_text("Tìm thấy")
    titles = page.locator(f"{RESULTS} h2").all_inner_texts()
    assert titles
    assert all("thông" in title.lower() for title in titles)
    ask(page, '"công nghệ thông tin"')
    expect(page.locator(RESULTS).first).to_be_visible()
    both = page.locator(RESULTS).count()
    ask(page, '"công nghệ thông tin" -title:công')
    expect(page.locator(RESULTS)).not_to_have_count(both)
    assert 0 < page.locator(RESULTS).count() < both


@pytest.mark.parametrize(("typed", "meant"), [("công nghw", "công nghệ"), ("xã huye", "xã huyện")])
def test_a_word_that_is_nowhere_brings_a_proposal(page: Page, typed: str, meant: str) -> None:
    """The nearest word, or the one that it begins; a click asks for it."""
    page.goto(PAGE)
    ask(page, typed)
    proposal = page.get_by_role("button", name=meant)
    proposal.click()
    expect(page.locator("input[name=q]")).to_have_value(meant)
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(proposal).to_be_hidden()


@pytest.mark.parametrize("query", ["c%C3%B4ng+" * 1500, "%F0%9F%98%80", "%22%22-%3A", "cho%CC%82ng", "%22m%E1%BB%9F"])
def test_no_query_is_too_strange(page: Page, query: str) -> None:
    """Too long, an emoji, signs alone, marks apart, half a phrase: an answer, and no error."""
    page.goto(f"{PAGE}?q={query}")
    expect(page.locator(STATUS)).to_contain_text(re.compile(r"\S"))
    if len(query) > 1000:
        expect(page.locator("[data-search-notices]")).to_contain_text("1.000 ký tự")


def test_the_box_in_the_header_leads_to_the_results(page: Page) -> None:
    """A plain form, on every page but that of the search, which has a larger one."""
    page.goto("/")
    page.locator("header input[name=q]").fill("công nghệ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=c%C3%B4ng\+ngh%E1%BB%87$"))
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator("header form")).to_have_count(0)


def test_a_page_of_an_earlier_build_loads_itself_anew_once(loose_page: Page) -> None:
    """A missing file reloads the page; missing still, it is a message."""
    loads: list[str] = []
    loose_page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    loose_page.context.route("**/search/t/**", lambda route: route.fulfill(status=404))
    loose_page.goto(f"{PAGE}?q=c%C3%B4ng")
    expect(loose_page.locator(STATUS)).to_contain_text("vừa có bản mới")
    assert len(loads) == 2
    loose_page.context.unroute("**/search/t/**")
    ask(loose_page, "công")
    expect(loose_page.locator(RESULTS).first).to_be_visible()


def test_offline_the_page_says_so_and_goes_on_when_the_network_is_back(loose_page: Page) -> None:
    """Without a click."""
    loose_page.goto(PAGE)
    expect(loose_page.locator(STATUS)).to_contain_text("Gõ một hay nhiều từ")
    loose_page.context.set_offline(offline=True)
    ask(loose_page, "thông tin")
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu")
    loose_page.context.set_offline(offline=False)
    expect(loose_page.locator(RESULTS).first).to_be_visible()


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
