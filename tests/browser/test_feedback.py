"""Stars and comments in a browser: with the service, by pointer and by keys, and without it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.live_service import Running, running as running_service
from commands.build import Order, build
from deploy.preview import make_server
from tests.browser.conftest import HEIGHT, NARROW, NOW, WIDE, NewPage, parse, running
from tests.browser.test_accessibility import violations

RATED, BARE, CLOSED = "/kinh-te/co-diem.html", "/kinh-te/chua-diem.html", "/kinh-te/dong.html"
ARTICLE = "---\ntitle: {}\ndate: 2026-10-0{}\ncategory: kinh-te\n{}---\n\n" + "Một đoạn dài của bài viết.\n\n" * 30


@dataclass(frozen=True, slots=True)
class Portal:
    """A built site, its service, and the addresses with and without it."""

    output: Path
    service: Running
    address: str
    alone: str

    def stored(self, query: str) -> list[tuple[object, ...]]:
        """Return what the service has stored."""
        return sqlite3.connect(self.service.database).execute(query).fetchall()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal with `feedback: true`, served with the service behind it, and a second time without."""
    folder = tmp_path_factory.mktemp("feedback")
    files = {
        "site/site.yaml": "name: Cổng thử\nfeedback: true\n",
        "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n",
        "articles/co-diem.md": ARTICLE.format(
            "Bài viết đã có điểm từ cổng cũ và một ý kiến bạn đọc", 1, "rating: {points: 13, votes: 5}\n"
        ),
        "articles/chua-diem.md": ARTICLE.format("Bài viết chưa có ai chấm điểm, nằm giữa hai bài khác", 2, ""),
        "articles/dong.md": ARTICLE.format(
            "Bài viết đóng ý kiến, chỉ nhận đánh giá của bạn đọc", 3, "comments: closed\n"
        ),
        "comments/co-diem.yaml": "- {name: Thu Hà, time: 2026-10-02 08:00, text: Hay.}\n",
    }
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    output = folder / "output"
    build(Order(content=folder / "content", output=output, now=NOW))
    with (
        running_service(output, folder / "var" / "phan-hoi.sqlite") as service,
        running(make_server(output, feedback=service.port)) as address,
        running(make_server(output)) as alone,
    ):
        yield Portal(output, service, address, alone)


def go(page: Page, address: str) -> None:
    """Open an article and come near its end, as a reader does; the forms are there then."""
    page.goto(address)
    page.locator("[data-feedback]").scroll_into_view_if_needed()
    expect(page.get_by_role("group", name="Click để đánh giá bài viết")).to_be_visible()


def expect_figures(page: Page, points: int, votes: int, average: str) -> None:
    """Expect the figures, for machines and for people."""
    rating = page.locator("[data-rating]")
    expect(rating).to_have_count(1)
    expect(rating).to_have_attribute("data-points", str(points))
    expect(rating).to_have_attribute("data-votes", str(votes))
    expect(rating).to_have_attribute("data-rating", average)
    expect(rating).to_contain_text(f"Tổng số điểm của bài viết là: {points} trong {votes} đánh giá")


@pytest.mark.parametrize(("width", "address"), [(NARROW, BARE), (WIDE, CLOSED)])
def test_a_vote_by_keys(new_page: NewPage, portal: Portal, width: int, address: str) -> None:
    """Arrows choose, Enter sends, figures change at once, a live region thanks; another vote replaces the first."""
    page = new_page(width, portal.address)
    go(page, address)
    expect(page.locator("[data-rating]")).to_have_count(0)
    before = int(str(portal.stored("SELECT count(*) FROM votes")[0][0]))
    page.get_by_role("radio", name="1 sao: Bài viết rất kém").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="3 sao: Bài viết đạt")).to_be_checked()
    assert portal.stored("SELECT count(*) FROM votes") == [(before,)]
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Gửi đánh giá")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Cảm ơn bạn đã đánh giá")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-rating]")).to_have_attribute("data-stars", "4")
    assert portal.stored("SELECT count(*) FROM votes") == [(before + 1,)]
    page.evaluate("document.cookie = 'x=1'")
    assert "phan-hoi" not in page.evaluate("document.cookie")


def test_a_star_that_is_clicked_counts_and_is_remembered(new_page: NewPage, portal: Portal) -> None:
    """`Click để đánh giá`: one click is a vote, another one changes it, and the next visit shows it chosen."""
    page = new_page(NARROW, portal.address)
    go(page, RATED)
    expect_figures(page, 13, 5, "2.6")
    page.locator("label[for=sao-5]").click()
    expect_figures(page, 18, 6, "3")
    expect(page.locator("[data-rating]")).to_contain_text("Xếp hạng: 3 - 6 phiếu bầu")
    page.locator("label[for=sao-2]").click()
    expect_figures(page, 15, 6, "2.5")
    expect(page.locator("[data-rating]")).to_contain_text("3 trên 5 sao: Bài viết đạt")
    go(page, RATED)
    expect_figures(page, 15, 6, "2.5")
    expect(page.get_by_role("radio", name="2 sao")).to_be_checked()


def test_a_comment_by_keys(new_page: NewPage, portal: Portal) -> None:
    """A reader is told what is wrong, mends it, and is thanked; nothing shows before an editor has seen it."""
    page = new_page(NARROW, portal.address).context.new_page()  # Chromium writes refusals to the console
    go(page, RATED)
    page.locator("summary", has_text="Gửi ý kiến").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    page.keyboard.press("Tab")
    page.keyboard.type("Đường liên xã còn xấu.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status = page.locator(".feedback-send").get_by_role("status")
    expect(status).to_have_text("Mời bạn ghi tên, có chữ, không quá 60 ký tự.")
    page.get_by_label("Tên của bạn").fill("Trần Văn Mười")
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Gửi ý kiến").press("Enter")
    expect(status).to_have_text("Cảm ơn bạn. Ý kiến sẽ hiện ra sau khi được duyệt.")
    expect(page.get_by_label("Ý kiến", exact=True)).to_have_value("")
    assert ("Đường liên xã còn xấu.", "waiting") in portal.stored("SELECT text, state FROM comments")
    expect(page.locator("[data-comments]")).to_have_attribute("data-comments", "1")


def test_a_closed_article_has_stars_and_no_form(new_page: NewPage, portal: Portal) -> None:
    """The page of an article with closed comments offers none."""
    page = new_page(NARROW, portal.address)
    go(page, CLOSED)
    expect(page.locator("textarea")).to_have_count(0)


@pytest.mark.parametrize(("width", "address"), [(NARROW, RATED), (WIDE, BARE)])
def test_without_the_service_the_page_is_whole(new_page: NewPage, portal: Portal, width: int, address: str) -> None:
    """Nothing that does nothing: no form, no button; the published figures stay, and the console is quiet."""
    page = new_page(width, portal.alone)
    with page.expect_response(lambda response: "/phan-hoi/" in response.url) as answered:
        page.goto(address)
        page.locator("[data-feedback]").scroll_into_view_if_needed()
        page.mouse.wheel(0, 5000)
    assert answered.value.status == 204
    page.wait_for_load_state("networkidle")
    expect(page.locator("form:not([role=search]) input:visible, form:not([role=search]) button:visible")).to_have_count(
        0
    )
    expect(page.locator("fieldset, textarea, summary:has-text('Gửi')")).to_have_count(0)
    if address == RATED:
        expect_figures(page, 13, 5, "2.6")


def test_without_scripts_nothing_is_offered(new_page: NewPage, portal: Portal) -> None:
    """The forms lie in templates, which show nothing."""
    page = new_page(NARROW, portal.address, java_script_enabled=False)
    page.goto(RATED)
    expect(page.locator("fieldset, textarea")).to_have_count(0)
    expect(page.locator("[data-rating]")).to_have_attribute("data-points", "13")


def test_a_service_that_goes_away_is_told_of(new_page: NewPage, portal: Portal) -> None:
    """What is sent into nothing is not lost in silence."""
    page = new_page(NARROW, portal.address)
    go(page, BARE)
    page.route("**/phan-hoi/danh-gia", lambda route: route.fulfill(status=204))
    page.locator("label[for=sao-5]").click()
    expect(page.locator(".feedback-vote").get_by_role("status")).to_have_text("Chưa gửi được. Mời bạn thử lại sau.")


def test_nothing_is_asked_where_the_switch_is_off(new_page: NewPage, seed_article: str) -> None:
    """A portal without the service has no trace of it."""
    page = new_page(NARROW)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(seed_article)
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "phan-hoi" in url or "feedback" in url]
    assert page.locator("[data-feedback]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_forms(new_page: NewPage, portal: Portal, scheme: str) -> None:
    """Stars and the open form pass on a small phone, a desk, and with large text."""
    page = new_page(NARROW, portal.address, color_scheme=scheme)
    go(page, RATED)
    page.locator("summary", has_text="Gửi ý kiến").click()
    for width, size in ((320, "100%"), (WIDE, "100%"), (WIDE, "200%")):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert violations(page) == [], (width, size)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_jumps_when_the_forms_come(new_page: NewPage, portal: Portal, width: int) -> None:
    """Their place is kept, with the service and without."""
    for base in (portal.address, portal.alone):
        page = new_page(width, base)
        page.add_init_script(
            "window.moved = 0;"
            "new PerformanceObserver(list => list.getEntries().forEach(one => window.moved += one.value))"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        page.goto(RATED)
        for _ in range(8):
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(50)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") < 0.01


def test_the_pages_are_valid(portal: Portal) -> None:
    """A strict parser finds no error in a page with the forms, and identifiers are there once."""
    for address in (RATED, BARE, CLOSED):
        ids = [element.get("id") for element in parse(portal.output, address).iter() if element.get("id")]
        assert len(ids) == len(set(ids))
