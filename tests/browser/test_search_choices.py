"""The choices of the search page: filters, all words, order, and the address that holds them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.search_page import COUNT, NOTICES, RESULTS, STATUS, ask, open_search, settle


def open_filters(page: Page) -> None:
    """Open the filters by keyboard and wait for their options."""
    page.locator("summary").get_by_text("Lọc kết quả").press("Enter")
    expect(page.locator("[name=chuyen-muc] option").nth(1)).to_be_attached()
    settle(page)


def number_in(text: str) -> int:
    """Return the last number of *text*: that beside a choice, or of what was found."""
    return int(re.findall(r"\d+", text)[-1])


def test_filters_are_set_by_keyboard_stand_in_the_address_and_back_takes_them_off(page: Page) -> None:
    """The options are those that there are, each with how many results it leaves."""
    open_search(page, "?q=c%C3%B4ng")
    found = page.locator(COUNT).inner_text()
    open_filters(page)
    options = page.locator("[name=chuyen-muc] option")
    expect(options.nth(1)).to_have_text(re.compile(r"\(\d+\)$"))
    page.locator("[name=chuyen-muc]").focus()
    page.keyboard.type("Kinh")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=c%C3%B4ng&chuyen-muc=kinh-te$"))
    left = number_in(page.locator("[name=chuyen-muc] option:checked").inner_text())
    expect(page.locator(COUNT)).to_have_text(f"Tìm thấy {left} bài.")
    page.go_back()
    expect(page.locator("[name=chuyen-muc]")).to_have_value("")
    expect(page.locator(COUNT)).to_have_text(found)


def test_each_filter_leaves_what_stands_beside_it(new_page: NewPage) -> None:
    """Unit, category and rating: as many results as the option says."""
    page = new_page(1280)
    open_search(page, "?q=c%C3%B4ng")
    open_filters(page)
    for name in ("chuyen-muc", "don-vi", "danh-gia"):
        option = page.locator(f"[name={name}] option").nth(1)
        page.locator(f"[name={name}]").select_option(option.get_attribute("value"))
        expect(page.locator(COUNT)).to_have_text(f"Tìm thấy {number_in(option.inner_text())} bài.")
        page.locator(f"[name={name}]").select_option("")
        settle(page)


def test_a_tag_and_a_rating_leave_articles_that_have_them(new_page: NewPage) -> None:
    """Tags carry no count; each result shows at least as many stars as were asked for."""
    page = new_page(1280)
    open_search(page)
    open_filters(page)
    tag = page.locator("[name=the] option").nth(1)
    page.locator("[name=the]").select_option(tag.get_attribute("value"))
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator("[name=the]").select_option("")
    page.locator("[name=danh-gia]").select_option("4")
    expect(page).to_have_url(re.compile(r"\?danh-gia=4$"))
    settle(page)
    shown = [
        float(text.split(":")[1].split("/")[0]) for text in page.locator(f"{RESULTS} .item__rank").all_inner_texts()
    ]
    assert shown
    assert len(shown) == page.locator(RESULTS).count()
    assert min(shown) >= 4


def test_the_button_says_how_many_filters_are_set_and_takes_them_off(page: Page) -> None:
    """It is there with the first one, and the focus does not fall out of the form when it goes."""
    open_search(page, "?q=c%C3%B4ng")
    found = page.locator(COUNT).inner_text()
    button = page.get_by_role("button", name=re.compile(r"^Bỏ \d+ bộ lọc$"))
    expect(button).to_have_count(0)
    open_filters(page)
    page.locator("[name=tu]").fill("2019-01-01")
    page.locator("[name=danh-gia]").select_option("1")
    expect(button).to_have_text("Bỏ 2 bộ lọc")
    button.press("Enter")
    expect(button).to_have_count(0)
    expect(page.locator("summary").get_by_text("Lọc kết quả")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=c%C3%B4ng$"))
    expect(page.locator(COUNT)).to_have_text(found)


def test_a_shared_address_holds_every_choice(page: Page) -> None:
    """The panel may stay closed, for each field says what the address says, and the button how many are set."""
    address = "?q=th%C3%B4ng+tin&du-tu=1&sap-xep=ngay&chuyen-muc=chuyen-doi-so&danh-gia=2&tu=2019-01-01&den=2026-12-31"
    open_search(page, address)
    expect(page.get_by_role("button", name="Bỏ 4 bộ lọc")).to_be_visible()
    values = page.eval_on_selector("main form", "form => Object.fromEntries(new FormData(form))")
    assert values == {
        "q": "thông tin", "du-tu": "1", "sap-xep": "ngay", "chuyen-muc": "chuyen-doi-so", "don-vi": "", "the": "",
        "danh-gia": "2", "tu": "2019-01-01", "den": "2026-12-31",
    }  # fmt: skip
    days = page.locator(f"{RESULTS} time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert days
    assert days == sorted(days, reverse=True)
    open_filters(page)
    expect(page.locator("[name=chuyen-muc] option:checked")).to_have_text(re.compile(r"^Chuyển đổi số \(\d+\)$"))


def test_all_words_leaves_what_was_counted_as_having_them(page: Page) -> None:
    """The switch asks for all words, and is off again after a step back."""
    open_search(page, "?q=c%C3%B4ng+ngh%E1%BB%87+th%C3%B4ng+tin")
    complete = number_in(page.locator(COUNT).inner_text().split("đủ")[0])
    page.get_by_label("Đủ mọi từ").check()
    expect(page.locator(COUNT)).to_have_text(f"Tìm thấy {complete} bài.")
    expect(page).to_have_url(re.compile(r"&du-tu=1$"))
    page.go_back()
    expect(page.get_by_label("Đủ mọi từ")).not_to_be_checked()


def test_order_by_date_has_the_newest_first(page: Page) -> None:
    """The same articles in another order."""
    open_search(page, "?q=c%C3%B4ng")
    found = page.locator(COUNT).inner_text()
    page.get_by_label("Sắp xếp").select_option("ngay")
    expect(page).to_have_url(re.compile(r"&sap-xep=ngay$"))
    settle(page)
    days = page.locator(f"{RESULTS} time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert days == sorted(days, reverse=True)
    assert number_in(page.locator(COUNT).inner_text().split("bài")[0]) == number_in(found.split("bài")[0])


def test_a_range_of_days_alone_lists_its_articles_newest_first(page: Page) -> None:
    """A filter needs no word."""
    open_search(page, "?tu=2019-06-01&den=2019-06-30")
    days = page.locator(f"{RESULTS} time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert days == sorted(days, reverse=True)
    assert {day[:7] for day in days} == {"2019-06"}


def test_a_range_that_ends_before_it_begins_is_a_message(page: Page) -> None:
    """It finds nothing, and says why."""
    open_search(page, "?q=c%C3%B4ng&tu=2020-01-02&den=2020-01-01")
    expect(page.locator(STATUS)).to_contain_text("Ngày đầu đứng sau ngày cuối")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_filters_that_leave_nothing_say_what_to_do(page: Page) -> None:
    """The words alone would have found something."""
    open_search(page, "?q=c%C3%B4ng&tu=2000-01-01&den=2000-12-31")
    expect(page.locator(STATUS)).to_contain_text("Hãy bỏ bớt điều kiện lọc")
    page.get_by_role("button", name="Bỏ 2 bộ lọc").click()
    expect(page.locator(RESULTS).first).to_be_visible()


def test_unknown_values_of_an_address_are_named_and_ignored(page: Page) -> None:
    """The rest of the address counts, and the notice goes with the next query."""
    open_search(page, "?q=c%C3%B4ng")
    found = page.locator(COUNT).inner_text()
    open_search(page, "?q=c%C3%B4ng&chuyen-muc=khong-co&the=__proto__&danh-gia=9&tu=2019-99-99&sap-xep=abc&du-tu=7")
    notices = page.locator(NOTICES)
    for label, value in (
        ("Chuyên mục", "khong-co"), ("Từ khóa", "__proto__"), ("Đánh giá", "9"), ("Từ ngày", "2019-99-99"),
        ("Sắp xếp", "abc"), ("Đủ mọi từ", "7"),
    ):  # fmt: skip
        expect(notices).to_contain_text(f"{label}: không có “{value}”")
    for name in ("chuyen-muc", "the", "danh-gia", "tu", "sap-xep"):
        expect(page.locator(f"[name={name}]")).to_have_value("")
    expect(page.locator(COUNT)).to_have_text(found)
    expect(page.get_by_role("button", name=re.compile("bộ lọc"))).to_have_count(0)
    ask(page, "thông tin")
    expect(notices).to_have_text("")
    expect(page).to_have_url(re.compile(r"\?q=th%C3%B4ng\+tin$"))


def test_markup_in_a_value_of_an_address_is_text(page: Page) -> None:
    """It is named like any other unknown value."""
    open_search(page, "?q=c%C3%B4ng&don-vi=%3Cimg+src%3Dx%3E")
    expect(page.locator(NOTICES)).to_contain_text("“<img src=x>”")
    expect(page.locator("main img")).to_have_count(0)
