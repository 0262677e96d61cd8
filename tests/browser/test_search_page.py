"""The search page of the demo site: asking, reading what was found, and coming back to it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, NewPage, SmallSite
from tests.browser.search_page import ADDRESS, COUNT, MORE, NOTICES, RESULTS, STATUS, ask, open_search, settle

# Words that stand in most articles, so that there is more than one page of results.
MANY = "?q=c%C3%A1c+v%C3%A0+c%E1%BB%A7a+t%E1%BB%89nh"


@pytest.mark.parametrize("query", ["công nghệ thông tin", "cong nghe thong tin", "CÔNG NGHỆ"])
def test_words_with_and_without_accents_find_articles_with_the_words_marked(page: Page, query: str) -> None:
    """A result has a title that leads to the article, a date, a category, and marks."""
    open_search(page)
    ask(page, query)
    first = page.locator(RESULTS).first
    expect(first.locator("a")).to_have_attribute("href", re.compile(r"^/[a-z0-9-]+/[a-z0-9-]+\.html$"))
    expect(first.locator("time")).to_have_text(re.compile(r"^\d\d/\d\d/\d{4}$"))
    expect(page.locator(f"{RESULTS} .item__summary mark").first).to_be_visible()
    marked = {word.lower() for word in page.locator(f"{RESULTS} mark").all_inner_texts()}
    assert marked <= {"công", "nghệ", "thông", "tin", "cộng", "nghề", "thống", "tín", "cổng", "nghe"} | marked
    assert {"công", "nghệ"} <= marked


def test_what_was_found_is_counted_in_words(page: Page) -> None:
    """How many articles have all the words, and how many more have some."""
    open_search(page, "?q=c%C3%B4ng+ngh%E1%BB%87+th%C3%B4ng+tin")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ bài có đủ các từ(, \d+ bài có một vài từ)?\.$"))
    ask(page, "công")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^Tìm thấy \d+ bài\.$"))


def test_results_are_a_list_with_headings_in_a_page_that_announces_them(page: Page) -> None:
    """A screen reader meets a named list, a heading a result, and hears what changed."""
    open_search(page, "?q=c%C3%B4ng")
    found = page.get_by_role("list", name="Kết quả tìm kiếm")
    expect(found.get_by_role("listitem").first).to_be_visible()
    assert found.get_by_role("heading", level=2).count() == page.locator(RESULTS).count()
    status = page.get_by_role("status")
    expect(status).to_have_count(1)
    expect(status).to_contain_text("bài")
    expect(page.locator(STATUS)).to_have_attribute("role", "status")


def test_the_title_of_the_page_names_the_query(page: Page) -> None:
    """So tabs, bookmarks and the history can be told apart."""
    page.goto(ADDRESS)
    bare = page.title()
    ask(page, "công nghệ")
    assert page.title() == f"công nghệ - {bare}"
    page.go_back()
    settle(page)
    assert page.title() == bare


def test_a_shared_address_searches_at_once_and_back_returns(page: Page) -> None:
    """The query stands in the address; each submitted one is a step of the history."""
    open_search(page, "?q=c%C3%B4ng")
    before = page.locator(RESULTS).all_inner_texts()
    assert before
    expect(page.locator("input[name=q]")).to_have_value("công")
    ask(page, "thông tin")
    expect(page).to_have_url(re.compile(r"\?q=th%C3%B4ng\+tin$"))
    page.go_back()
    expect(page.locator("input[name=q]")).to_have_value("công")
    settle(page)
    assert page.locator(RESULTS).all_inner_texts() == before
    page.go_forward()
    expect(page.locator("input[name=q]")).to_have_value("thông tin")


def test_typing_searches_without_a_key_and_without_steps_in_the_history(page: Page) -> None:
    """After a short pause."""
    page.goto(ADDRESS)
    steps = page.evaluate("history.length")
    page.locator("input[name=q]").press_sequentially("công", delay=20)
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=c%C3%B4ng$"))
    assert page.evaluate("history.length") == steps


def test_the_keyboard_alone_reaches_a_result(page: Page) -> None:
    """From the field by Tab through the button, the help, the choices and the filters to the first title."""
    open_search(page)
    ask(page, "công")
    page.locator("input[name=q]").focus()
    stops = [
        page.get_by_role("button", name="Tìm", exact=True),
        page.locator("summary").get_by_text("Cách tìm"),
        page.get_by_label("Đủ mọi từ"),
        page.get_by_label("Sắp xếp"),
        page.locator("summary").get_by_text("Lọc kết quả"),
        page.locator(f"{RESULTS}:first-child a"),
    ]
    for stop in stops:
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_visible()


def test_the_keyboard_goes_through_the_filters_as_they_stand(page: Page) -> None:
    """Opened by Enter, each field is the next stop after the one before it; what was set is taken off by a key too."""

    def go_to(stop: str, steps: int) -> None:
        """Press Tab until *stop* has the focus, so many times at most."""
        for _ in range(steps):
            page.keyboard.press("Tab")
            if page.locator(stop).evaluate("one => one === document.activeElement"):
                return
        expect(page.locator(stop)).to_be_focused()

    open_search(page, "?q=c%C3%B4ng")
    page.locator("summary").get_by_text("Lọc kết quả").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=chuyen-muc] option").nth(1)).to_be_attached()
    for name in ("chuyen-muc", "don-vi", "the", "danh-gia"):
        go_to(f"[name={name}]", 1)
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile(r"danh-gia=\d$"))
    settle(page)
    # A day has three parts of its own, and a button that opens the calendar.
    go_to("[name=tu]", 1)
    go_to("[name=den]", 4)
    go_to("[data-search-clear]", 4)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=c%C3%B4ng$"))
    settle(page)
    expect(page.locator("[name=danh-gia]")).to_have_value("")


def test_the_help_opens_by_key_and_explains_the_language(page: Page) -> None:
    """Each example finds what the help says of it."""
    open_search(page)
    page.locator("summary").get_by_text("Cách tìm").press("Enter")
    examples = page.locator("main dt")
    expect(examples.first).to_be_visible()
    for example in ('"nông thôn mới"', "lúa -ngô", "title:chợ"):
        expect(examples.get_by_text(example, exact=True)).to_be_visible()
    ask(page, "title:chợ")
    titles = page.locator(f"{RESULTS} h2").all_inner_texts()
    assert titles
    assert all("chợ" in title.lower() for title in titles)


def test_a_phrase_an_exclusion_and_a_word_of_the_title_narrow(page: Page) -> None:
    """Every title left has the word; what is excluded is gone."""
    open_search(page)
    ask(page, "thông tin title:thông")
    expect(page.locator(COUNT)).to_contain_text("Tìm thấy")
    titles = page.locator(f"{RESULTS} h2").all_inner_texts()
    assert titles
    assert all("thông" in title.lower() for title in titles)
    ask(page, '"công nghệ thông tin"')
    both = page.locator(f"{RESULTS} h2").all_inner_texts()
    ask(page, '"công nghệ thông tin" -title:công')
    left = page.locator(f"{RESULTS} h2").all_inner_texts()
    assert left
    assert sorted(left) == sorted(title for title in both if "công" not in title.lower())
    assert left != both


@pytest.mark.parametrize(("typed", "meant"), [("công nghw", "công nghệ"), ("xã huye", "xã huyện")])
def test_a_word_that_is_nowhere_brings_a_proposal(page: Page, typed: str, meant: str) -> None:
    """The nearest word, or the one that it begins; a click asks for it, and the focus goes to the answer."""
    open_search(page)
    ask(page, typed)
    proposal = page.get_by_role("button", name=meant)
    proposal.click()
    expect(page.locator("input[name=q]")).to_have_value(meant)
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(proposal).to_be_hidden()
    expect(page.locator(STATUS)).to_be_focused()


@pytest.mark.parametrize("query", ["c%C3%B4ng+" * 1500, "%F0%9F%98%80", "%22%22-%3A", "cho%CC%82ng", "%22m%E1%BB%9F"])
def test_no_query_is_too_strange(page: Page, query: str) -> None:
    """Too long, an emoji, signs alone, marks apart, half a phrase: an answer, and no error."""
    open_search(page, f"?q={query}")
    expect(page.locator(STATUS)).to_contain_text(re.compile(r"\S"))
    if len(query) > 1000:
        expect(page.locator(NOTICES)).to_contain_text("1.000 ký tự đầu")
        assert page.locator(RESULTS).count() > 0


def test_marks_apart_find_what_marks_together_find(page: Page) -> None:
    """A query in decomposed Unicode, as some keyboards type it."""
    open_search(page, "?q=c%C3%B4ng+ngh%E1%BB%87")
    composed = page.locator(RESULTS).all_inner_texts()
    open_search(page, "?q=co%CC%82ng+nghe%CC%A3%CC%82")
    assert page.locator(RESULTS).all_inner_texts() == composed
    assert composed


def test_a_query_without_words_gives_a_hint_and_a_word_that_is_nowhere_a_message(page: Page) -> None:
    """Neither is an empty page."""
    open_search(page)
    expect(page.locator(STATUS)).to_contain_text("Gõ một hay nhiều từ")
    ask(page, "—?!")
    expect(page.locator(STATUS)).to_contain_text("Gõ một hay nhiều từ")
    ask(page, "qwzxqwzx")
    expect(page.locator(STATUS)).to_contain_text("Không có bài nào hợp với câu hỏi này")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_a_hostile_query_is_text(page: Page) -> None:
    """Markup in the address becomes no element."""
    open_search(page, "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+qwzx")
    expect(page.locator(STATUS)).to_contain_text(re.compile("bài"))
    expect(page.locator("main img")).to_have_count(0)
    expect(page.locator("input[name=q]")).to_have_value("<img src=x onerror=alert(1)> qwzx")


def test_markup_in_a_title_and_a_summary_is_text(new_page: NewPage, small_site: SmallSite) -> None:
    """The words in it are found and marked as in any text."""
    title, summary = "Thẻ <img src=x onerror=alert(1)> & <b>mạng</b>", "Xem <script>alert(2)</script> mạng"
    small_site.publish({"the": f'title: "{title}"\ndate: 2026-02-01\nsummary: "{summary}"\n---\n\nMột bài.\n'})
    page = new_page(WIDE, small_site.address)
    open_search(page, "?q=m%E1%BA%A1ng")
    expect(page.locator(f"{RESULTS} h2")).to_have_text(title)
    expect(page.locator(f"{RESULTS} .item__summary")).to_have_text(summary)
    expect(page.locator(f"{RESULTS} mark")).to_have_text(["mạng", "mạng"])
    for element in ("img", "script", "b"):
        expect(page.locator(f"{RESULTS} {element}")).to_have_count(0)


def test_an_article_without_a_body_is_found_by_its_title(new_page: NewPage, small_site: SmallSite) -> None:
    """It has no summary to show."""
    small_site.publish({"khong-than": "title: Lịch tiếp dân\ndate: 2026-02-01\n---\n"})
    page = new_page(WIDE, small_site.address)
    open_search(page, "?q=ti%E1%BA%BFp+d%C3%A2n")
    expect(page.locator(COUNT)).to_have_text("Tìm thấy 1 bài.")
    expect(page.locator(f"{RESULTS} h2")).to_have_text("Lịch tiếp dân")
    expect(page.locator(f"{RESULTS} .item__summary")).to_have_count(0)


def test_a_portal_without_articles_says_so(new_page: NewPage, small_site: SmallSite) -> None:
    """Whatever is asked, by words or by the opened filters."""
    small_site.publish({})
    page = new_page(NARROW, small_site.address)
    open_search(page, "?q=c%C3%B4ng&chuyen-muc=kinh-te")
    expect(page.locator(STATUS)).to_contain_text("Cổng thông tin chưa có bài nào để tìm.")
    page.locator("summary").get_by_text("Lọc kết quả").click()
    ask(page, '"tin tức" -công title:tin')
    expect(page.locator(STATUS)).to_contain_text("Cổng thông tin chưa có bài nào để tìm.")


def test_more_results_are_appended_get_the_focus_and_are_there_after_a_visit(new_page: NewPage) -> None:
    """Ten at a time; who reads one and comes back finds as many as before, where they were."""
    page = new_page(NARROW)
    open_search(page, MANY)
    expect(page.locator(RESULTS)).to_have_count(10)
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(page.locator(f"{RESULTS}:nth-child(11) a")).to_be_focused()
    expect(page.locator(COUNT)).to_contain_text("Đang hiện 20 bài.")
    titles = page.locator(f"{RESULTS} h2").all_inner_texts()
    assert len(titles) == len(set(titles)) == 20
    page.locator(f"{RESULTS}:nth-child(15) a").click()
    expect(page.locator("article h1")).to_have_text(titles[14])
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(20)
    assert page.locator(f"{RESULTS} h2").all_inner_texts() == titles
    expect(page.locator(f"{RESULTS}:nth-child(15) a")).to_be_in_viewport()


def test_all_results_can_be_reached_and_then_there_are_no_more(new_page: NewPage) -> None:
    """The button goes with the last ten."""
    page = new_page(WIDE)
    open_search(page, "?q=c%C3%B4ng")
    total = int(re.sub(r"\D", "", page.locator(COUNT).inner_text()))
    for shown in range(20, total + 10, 10):
        page.locator(MORE).click()
        expect(page.locator(RESULTS)).to_have_count(min(shown, total))
    expect(page.locator(MORE)).to_be_hidden()


def test_on_a_phone_a_submitted_query_takes_the_keyboard_away(new_page: NewPage) -> None:
    """The results are not hidden by it; with a real keyboard the field keeps the focus."""
    phone = new_page(NARROW, has_touch=True, is_mobile=True)
    open_search(phone)
    ask(phone, "công")
    expect(phone.locator("input[name=q]")).not_to_be_focused()
    desk = new_page(WIDE)
    open_search(desk)
    ask(desk, "công")
    expect(desk.locator("input[name=q]")).to_be_focused()


def test_the_box_in_the_header_leads_to_the_results(page: Page) -> None:
    """A plain form."""
    page.goto("/")
    page.locator("header input[name=q]").fill("công nghệ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=c%C3%B4ng\+ngh%E1%BB%87$"))
    expect(page.locator(RESULTS).first).to_be_visible()


def test_every_page_has_one_search_form(page: Page, address: str) -> None:
    """In the header, but on the search page, which has a larger one."""
    page.goto(address)
    form = page.get_by_role("search")
    expect(form).to_have_count(1)
    expect(form.get_by_role("searchbox")).to_be_visible()
    expect(page.locator("header").get_by_role("search")).to_have_count(0 if address == ADDRESS else 1)


def test_without_scripts_the_page_explains_itself_and_shows_no_dead_form(new_page: NewPage) -> None:
    """The archives and the categories are offered instead, also to who comes from the box in the header."""
    page = new_page(360, java_script_enabled=False)
    page.goto("/")
    page.locator("header input[name=q]").fill("công nghệ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q="))
    expect(page.locator("form[role=search]")).to_be_hidden()
    expect(page.locator("[data-search-fallback]")).to_contain_text("JavaScript")
    expect(page.locator("[data-search-fallback] a[href^='/luu-tru/']").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("công ngh", "công nghệ"), ("cong ngh", "cong nghệ"), ("chuyển đổ", "chuyển đổi"), ("title:ngh", "title:nghệ")],
)
def test_a_word_that_is_being_typed_means_one_that_begins_with_it(page: Page, typed: str, meant: str) -> None:
    """The one that goes best with the others, found already."""
    open_search(page)
    page.locator("main input[name=q]").press_sequentially(typed, delay=10)
    expect(page.locator("[data-search-proposal] button")).to_have_text(meant)
    shown = page.locator(f"{RESULTS} h2").all_inner_texts()
    ask(page, meant)
    expect(page.locator("[data-search-proposal]")).to_be_hidden()
    assert page.locator(f"{RESULTS} h2").all_inner_texts() == shown
    assert shown


def test_an_excluded_word_that_is_being_typed_is_not_gone_on_with(new_page: NewPage) -> None:
    """Nothing is taken away that nobody asked to be taken away."""
    page = new_page(WIDE)
    open_search(page, "?q=xin")
    found = page.locator(f"{RESULTS} h2").all_inner_texts()
    page.locator("main input[name=q]").fill("xin -ngh")
    expect(page).to_have_url(re.compile(r"\?q=xin\+-ngh$"))
    settle(page)
    assert page.locator(f"{RESULTS} h2").all_inner_texts() == found
