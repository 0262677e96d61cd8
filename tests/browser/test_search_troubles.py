"""The search page where something is wrong: the network, a file, a newer build."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import WIDE, NewPage, SmallSite
from tests.browser.search_page import ADDRESS, COUNT, MORE, RESULTS, STATUS, ask, open_search, settle

QUERY = "?q=c%C3%B4ng"
ARTICLE = "title: Mùa lúa {name}\ndate: 2026-02-01\n---\n\nLúa {name} tốt.\n"


@dataclass  # without slots: Playwright leaves an attribute of its own on it
class Fault:
    """Does something to requests of a pattern, while it is `on`; `count` is of those that it met."""

    act: Callable[[Route], None]
    on: bool = True
    count: int = 0

    def answer(self, route: Route) -> None:
        """Answer *route*."""
        if self.on:
            self.count += 1
            self.act(route)
        else:
            route.continue_()


def break_off(context: BrowserContext, pattern: str) -> Fault:
    """Let requests of *pattern* fail as without a network."""
    fault = Fault(lambda route: route.abort())
    context.route(pattern, fault.answer)
    return fault


def answer_with(context: BrowserContext, pattern: str, status: int, body: str = "") -> Fault:
    """Answer requests of *pattern* with *status* and *body*."""
    fault = Fault(lambda route: route.fulfill(status=status, body=body))
    context.route(pattern, fault.answer)
    return fault


def hold(context: BrowserContext, pattern: str) -> list[Route]:
    """Leave requests of *pattern* without an answer, and return the list of them, which grows."""
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    context.route(pattern, keep)
    return waiting


def count_loads(page: Page) -> list[str]:
    """Return a list that grows with each document that *page* loads."""
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    return loads


def errors_of(page: Page) -> list[str]:
    """Return a list that grows with each exception that reaches *page*."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.mark.parametrize("pattern", ["**/search/root-*", "**/search/t/**", "**/search/d/**"])
def test_a_network_failure_says_so_and_can_be_tried_again(loose_page: Page, pattern: str) -> None:
    """By keyboard: the button repeats the search, goes, and leaves the focus at the answer."""
    errors = errors_of(loose_page)
    fault = break_off(loose_page.context, pattern)
    open_search(loose_page, QUERY)
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu tìm kiếm")
    retry = loose_page.get_by_role("button", name="Thử lại")
    retry.press("Enter")
    settle(loose_page)
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu tìm kiếm")
    fault.on = False
    retry.press("Enter")
    expect(loose_page.locator(RESULTS).first).to_be_visible()
    expect(retry).to_be_hidden()
    expect(loose_page.locator(STATUS)).to_be_focused()
    assert errors == []


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("**/search/select.js", QUERY + "&danh-gia=1"),
        ("**/search/view-filters.js", QUERY + "&sap-xep=abc"),
        ("**/search/c/**", QUERY + "&danh-gia=1"),
        ("**/search/x/**", "?q=%22c%C3%B4ng+ngh%E1%BB%87%22"),
        ("**/search/propose.js", "?q=c%C3%B4ng+nghw"),
    ],
)
def test_what_is_loaded_for_choices_alone_can_be_tried_again_too(loose_page: Page, pattern: str, address: str) -> None:
    """Modules and files that a plain query does not need."""
    errors = errors_of(loose_page)
    fault = break_off(loose_page.context, pattern)
    loose_page.goto(ADDRESS + address)
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu tìm kiếm")
    assert fault.count > 0
    fault.on = False
    loose_page.get_by_role("button", name="Thử lại").click()
    expect(loose_page.locator(RESULTS).first).to_be_visible()
    assert errors == []


def test_results_do_not_wait_for_a_proposal_nor_go_without_it(loose_page: Page) -> None:
    """They are there while it is looked for, and stay where it cannot be had."""
    waiting = hold(loose_page.context, "**/search/propose.js")
    open_search(loose_page, "?q=c%C3%B4ng+nghw")
    expect(loose_page.locator(RESULTS).first).to_be_visible()
    assert len(waiting) == 1
    waiting[0].abort()
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu tìm kiếm")
    expect(loose_page.locator(RESULTS).first).to_be_visible()
    loose_page.get_by_role("button", name="Thử lại").click()
    expect(loose_page.get_by_role("button", name="Thử lại")).to_be_hidden()


def test_offline_the_page_says_so_and_goes_on_when_the_network_is_back(loose_page: Page) -> None:
    """Without a click."""
    open_search(loose_page)
    loose_page.context.set_offline(offline=True)
    ask(loose_page, "thông tin")
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu")
    loose_page.context.set_offline(offline=False)
    expect(loose_page.locator(RESULTS).first).to_be_visible()


def test_a_failure_of_the_next_ten_keeps_the_first_and_can_be_tried_again(loose_page: Page) -> None:
    """The reader is taken to what it says, and then has all twenty."""
    open_search(loose_page, "?q=c%C3%A1c+v%C3%A0+c%E1%BB%A7a+t%E1%BB%89nh")
    fault = break_off(loose_page.context, "**/search/d/**")
    loose_page.locator(MORE).click()
    expect(loose_page.locator(STATUS)).to_contain_text("Không tải được dữ liệu")
    expect(loose_page.locator(STATUS)).to_be_focused()
    expect(loose_page.locator(RESULTS)).to_have_count(10)
    fault.on = False
    loose_page.get_by_role("button", name="Thử lại").click()
    expect(loose_page.locator(RESULTS)).to_have_count(20)


def test_a_slow_answer_is_announced_as_being_looked_for(loose_page: Page) -> None:
    """What was found before is not taken for the answer."""
    open_search(loose_page)
    waiting = hold(loose_page.context, "**/search/t/**")
    loose_page.locator("main input[name=q]").fill("công")
    loose_page.keyboard.press("Enter")
    expect(loose_page.get_by_text("Đang tìm…")).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(loose_page.get_by_text("Đang tìm…")).to_be_hidden()


@pytest.mark.parametrize(
    ("pattern", "status", "body", "message"),
    [
        ("**/search/t/**", 404, "", "vừa có bản mới"),
        ("**/search/t/**", 410, "", "vừa có bản mới"),
        ("**/search/t/**", 503, "", "Không tải được dữ liệu"),
        ("**/search/t/**", 200, "\x01\x08", "Không đọc được dữ liệu"),
        ("**/search/t/**", 200, "", "Không đọc được dữ liệu"),
        ("**/search/t/**", 200, "<!DOCTYPE html>", "Không đọc được dữ liệu"),
        ("**/search/d/**", 200, '{"format":0,"documents":[]}', "Không đọc được dữ liệu"),
        ("**/search/d/**", 200, '{"format":2}', "Không đọc được dữ liệu"),
        ("**/search/d/**", 200, '{"format":1,"documents":[[1]', "Không đọc được dữ liệu"),
        ("**/search/root-*", 200, '{"format":1}', "Không đọc được dữ liệu"),
        ("**/search/root-*", 404, "", "vừa có bản mới"),
    ],
)
def test_a_missing_or_damaged_file_is_a_message_with_a_way_on(
    loose_page: Page, pattern: str, status: int, body: str, message: str
) -> None:
    """No exception reaches the page, and once the file is there its button shows the results."""
    errors = errors_of(loose_page)
    fault = answer_with(loose_page.context, pattern, status, body)
    loose_page.goto(ADDRESS + QUERY)
    expect(loose_page.locator(STATUS)).to_contain_text(message)
    fault.on = False
    loose_page.locator("[data-search-retry]").click()
    expect(loose_page.locator(RESULTS).first).to_be_visible()
    assert errors == []


def test_a_page_of_an_earlier_build_loads_itself_anew_and_finds_what_the_new_one_has(
    loose_page: Page, small_site: SmallSite
) -> None:
    """The query that it could not answer any more is answered, and the address is still that of the search."""
    small_site.publish({"vu-dong": ARTICLE.format(name="vụ đông")})
    loose_page.goto(small_site.address + ADDRESS)
    settle(loose_page)
    loads = count_loads(loose_page)
    small_site.publish({"vu-dong": ARTICLE.format(name="vụ mùa")})
    ask(loose_page, "lúa")
    expect(loose_page.locator(f"{RESULTS} h2")).to_have_text("Mùa lúa vụ mùa")
    expect(loose_page.locator("main input[name=q]")).to_have_value("lúa")
    assert len(loads) == 1


def test_a_page_whose_files_stay_missing_loads_itself_anew_once_in_each_tab(loose_page: Page) -> None:
    """Then it says so, and reloads when it is told to."""
    fault = answer_with(loose_page.context, "**/search/t/**", 404)
    for tab in (loose_page, loose_page.context.new_page()):
        loads = count_loads(tab)
        tab.goto(ADDRESS + QUERY)
        expect(tab.locator(STATUS)).to_contain_text("vừa có bản mới")
        assert len(loads) == 2
        ask(tab, "thông tin")
        expect(tab.locator(STATUS)).to_contain_text("vừa có bản mới")
        assert len(loads) == 2
    fault.on = False
    loose_page.get_by_role("button", name="Tải lại trang").click()
    expect(loose_page.locator(RESULTS).first).to_be_visible()


def test_two_builds_that_take_turns_do_not_reload_for_ever(loose_page: Page) -> None:
    """As behind two servers of which one is late: each root is a reason to load anew once."""
    turns = iter("abababab")

    def other_root(route: Route) -> None:
        body = route.fetch().text()
        route.fulfill(body=re.sub(r"root-[0-9a-f]+", f"root-{next(turns) * 6}", body), content_type="text/html")

    loose_page.context.route(f"**{ADDRESS}*", other_root)
    loads = count_loads(loose_page)
    loose_page.goto(ADDRESS + QUERY)
    expect(loose_page.locator(STATUS)).to_contain_text("vừa có bản mới")
    assert len(loads) == 3


def test_a_truncated_copy_that_the_browser_keeps_is_replaced(loose_page: Page, small_site: SmallSite) -> None:
    """Names of files carry hashes, so copies are kept for ever; a damaged one is asked for anew."""
    small_site.publish({"vu-dong": ARTICLE.format(name="vụ đông")})
    shards = [*small_site.output.glob("search/t/**/*.bin")]
    assert shards
    whole = {shard: shard.read_bytes() for shard in shards}
    for shard, data in whole.items():
        shard.write_bytes(data[: len(data) // 2])
    loose_page.goto(f"{small_site.address}{ADDRESS}?q=l%C3%BAa")
    expect(loose_page.locator(STATUS)).to_contain_text("Không đọc được dữ liệu")
    for shard, data in whole.items():
        shard.write_bytes(data)
    loose_page.get_by_role("button", name="Thử lại").click()
    expect(loose_page.locator(COUNT)).to_have_text("Tìm thấy 1 bài.")


def test_answers_to_earlier_questions_change_nothing(new_page: NewPage) -> None:
    """However late they come, the last question's results are shown."""
    page = new_page(WIDE)
    open_search(page)
    waiting = hold(page.context, "**/search/d/**")
    page.locator("main input[name=q]").fill("công nghệ")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-busy]")).to_be_attached()
    page.wait_for_timeout(300)
    ask(page, "qwzxqwzx")
    expect(page.locator(STATUS)).to_contain_text("Không có bài nào")
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(300)
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(page.locator(STATUS)).to_contain_text("Không có bài nào")
