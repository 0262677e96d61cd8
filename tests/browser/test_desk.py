"""
An editor's whole way in a browser: sign in, write, be refused, mend it, look at it, publish it, find it.

With `--renew-pictures` the pictures of the editors' guide are made on the way.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Request, ViewportSize, expect

from deploy.preview import make_server
from desk.users import Role, make_user, write_users
from tests.browser.conftest import running
from tests.desk_kit import git

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures" / "editors"
TIMEOUT = 90_000
TALL: ViewportSize = {"width": 1280, "height": 5_000}  # the form makes a field when it comes into view
SHOWN: ViewportSize = {"width": 1_100, "height": 760}
TITLE = 'Khánh thành cầu: "Trà Giang" và đường dẫn #1'
SUMMARY = "Cầu nối hai bờ sông: hẹp hơn dự kiến, xong sớm ba tháng."
ALT = "Cầu Trà Giang nhìn từ bờ bắc"
BODY = """Cầu **Trà Giang** thông xe sáng nay.

| Hạng mục | Số tiền |
| --- | --- |
| Nhịp chính | 12 tỷ |
| Đường dẫn | 3 tỷ |

- Phía bắc
    - Ấp Một
    - Ấp Hai
- Phía nam
"""
ADDRESS = "/kinh-te/khanh-thanh-cau-tra-giang-va-duong-dan-1.html"


@dataclass(frozen=True)
class Running:
    """A running desk: its address, its repository, readers' site, and an approver's token."""

    address: str
    repository: Path
    site: Path
    token: str


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    """The desk in front of a repository with the demo content, started as an operator starts it."""
    repository = tmp_path / "repo"
    shutil.copytree(ROOT / "content", repository / "content")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "Bắt đầu")
    user, token = make_user("lan", "Nguyễn Thị Lan", "lan@binhan.example.vn", Role.APPROVER)
    users, site = tmp_path / "users.json", tmp_path / "site"
    write_users(users, {"lan": user})
    options = ("--repo", repository, "--port", "0", "--users", users, "--output", site)
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, ROOT / "tasks.py", "desk", *options],
            stdout=subprocess.PIPE,
            stderr=log,
            env=os.environ | {"PYTHONUTF8": "1"},
            encoding="utf-8",
        ) as process,
    ):
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        yield Running(found[0], repository, site, token)
        process.terminate()
    assert token not in (tmp_path / "log").read_text("utf-8")


@pytest.fixture
def page(browser: Browser, desk: Running) -> Iterator[Page]:
    """A browser that speaks English; another host that is asked, a breach of policy and a script's error fail."""
    context = browser.new_context(viewport=TALL, base_url=desk.address, locale="en-US")
    context.set_default_timeout(TIMEOUT)
    opened = context.new_page()
    troubles: list[str] = []
    host = urlsplit(desk.address).netloc

    def note(asked: Request) -> None:
        address = urlsplit(asked.url)
        if address.scheme not in ("data", "blob") and address.netloc != host:
            troubles.append(asked.url)

    context.on("request", note)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) =>"
        " { throw new Error(`${event.violatedDirective}: ${event.blockedURI}`); })"
    )
    yield opened
    context.close()
    assert troubles == []


@dataclass(frozen=True)
class Pictures:
    """Takes the pictures of the guide, or none."""

    wanted: bool

    def take(self, page: Page, name: str, shown: Locator | None = None) -> None:
        """Write a picture of what the editor sees now, with *shown* in the middle."""
        if not self.wanted:
            return
        size = page.viewport_size
        page.set_viewport_size(SHOWN)
        if shown is not None:
            shown.scroll_into_view_if_needed()
        page.wait_for_timeout(600)  # for what slides in
        PICTURES.mkdir(parents=True, exist_ok=True)
        with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as picture:
            picture.convert("RGB").save(PICTURES / f"{name}.webp", quality=80, method=6)
        if size is not None:
            page.set_viewport_size(size)


def field(page: Page, name: str) -> Locator:
    """Return a field of the form by its place in the file, such as `rating.points`."""
    return page.locator(f'[data-key-path="{name}"]').first


def sign_in(page: Page, desk: Running, pictures: Pictures) -> None:
    """Sign in with the token."""
    page.goto("/admin/")
    page.get_by_role("button", name="mã truy cập").click()
    token = page.locator("[role=dialog] input, dialog input").last
    expect(token).to_be_visible()
    pictures.take(page, "01-sign-in")
    token.fill(desk.token)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bài viết 2026").first).to_be_visible(timeout=TIMEOUT)
    pictures.take(page, "02-list")


def write(page: Page, picture: Path) -> None:
    """Fill in the form of a new article; its rating cannot be: 30 points in 5 votes."""
    page.get_by_text("Tạo mới").first.click()
    field(page, "status").get_by_role("radio", name="Bản nháp").click()
    field(page, "category").get_by_role("combobox").first.click()
    page.get_by_role("option", name="Kinh tế").click()
    field(page, "date").locator("input").fill("2026-11-20T08:00")
    field(page, "summary").locator("textarea").fill(SUMMARY)
    field(page, "body").get_by_role("button", name="Markdown").click()
    field(page, "body").locator("textarea").fill(BODY)
    field(page, "image").get_by_role("checkbox").click()
    field(page, "image.src").get_by_role("button", name="Duyệt tệp").click()
    page.locator("[role=dialog] input[type=file], dialog input[type=file]").last.set_input_files(picture)
    page.get_by_role("button", name="Chèn").click()
    field(page, "image.alt").locator("input").fill(ALT)
    field(page, "rating").get_by_role("checkbox").click()
    field(page, "rating.points").locator("input").fill("30")
    field(page, "rating.votes").locator("input").fill("5")
    # Last: a form that has just been opened fills itself in, and takes away what was typed first.
    title = field(page, "title").locator("input")
    title.fill(TITLE)
    expect(title).to_have_value(TITLE)


def save(page: Page) -> None:
    """Click on the form's button."""
    page.get_by_role("button", name="Lưu", exact=True).first.click()


def look_at(article: Page) -> None:
    """See everything that was written on the portal's own page."""
    expect(article.locator("article h1")).to_have_text(TITLE)
    expect(article.locator("article table tr")).to_have_count(3)
    expect(article.locator("article li li")).to_have_text(["Ấp Một", "Ấp Hai"])
    expect(article.locator('[data-rating][data-points="13"][data-votes="5"]').first).to_be_visible()
    shown = article.get_by_alt_text(ALT)
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0


def test_an_editor_gets_from_the_first_word_to_the_readers(
    page: Page, desk: Running, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Signed in, refused with the reader's own words, corrected, previewed as a draft, published, found."""
    pictures = Pictures(bool(request.config.getoption("--renew-pictures")))
    picture = tmp_path / "Ảnh cầu.jpg"
    with Image.open(ROOT / "content" / "media" / "minh-hoa" / "dinh-vinh-tra.jpg") as demo:
        demo.convert("RGB").resize((640, 360)).save(picture)
    sign_in(page, desk, pictures)
    write(page, picture)
    pictures.take(page, "03-new", field(page, "title"))

    save(page)
    refusal = page.get_by_role("alertdialog")
    expect(refusal).to_contain_text("rating.points: E204", timeout=TIMEOUT)
    expect(refusal).to_contain_text("Cách sửa:")
    pictures.take(page, "04-refused")
    assert git(desk.repository, "log", "--oneline").count("\n") == 0
    refusal.get_by_role("button").last.click()

    field(page, "rating.points").locator("input").fill("13")
    save(page)
    link = page.locator("[data-desk=preview]")
    expect(link).to_be_visible(timeout=TIMEOUT)
    with page.context.expect_page() as opened:
        link.click()
    preview = opened.value
    assert re.fullmatch(rf"/xem-truoc/[0-9a-f]{{32}}{ADDRESS}", urlsplit(preview.url).path)
    look_at(preview)
    pictures.take(preview, "05-preview")
    path = "content/articles/2026/11/khanh-thanh-cau-tra-giang-va-duong-dan-1.md"
    assert git(desk.repository, "log", "-1", "--format=%an: %s", "--", path).startswith("Nguyễn Thị Lan: Bài mới")
    assert (desk.repository / path).read_text("utf-8").startswith(f'---\ntitle: {quoted(TITLE)}\nstatus: "draft"\n')

    with running(make_server(desk.site)) as site:
        publish(page, desk, site, path, pictures)


def publish(page: Page, desk: Running, site: str, path: str, pictures: Pictures) -> None:
    """Choose that the article is published, and find it as a reader does."""
    assert not (desk.site / ADDRESS.lstrip("/")).exists()
    page.goto("/admin/#/collections/bai-2026")
    page.get_by_text(TITLE).first.click()
    field(page, "status").get_by_role("radio", name="Đã đăng").click()
    with page.expect_response(lambda response: "/desk/preview" in response.url):
        save(page)
    assert 'status: "published"' in (desk.repository / path).read_text("utf-8")
    expect(page.locator("[data-desk=preview]")).to_be_visible(timeout=TIMEOUT)
    reader = page.context.browser.new_page(base_url=site)  # type: ignore[union-attr]
    try:
        published = desk.site / ADDRESS.lstrip("/")
        for _ in range(TIMEOUT // 100):
            if published.exists():
                break
            page.wait_for_timeout(100)
        reader.goto(ADDRESS)
        look_at(reader)
        pictures.take(reader, "06-published")
        reader.goto(f"/tim-kiem/?q={quote('cầu trà giang đường dẫn')}")
        expect(reader.locator("[data-search-results] > li a").first).to_contain_text("Khánh thành cầu", timeout=TIMEOUT)
    finally:
        reader.close()


def test_an_article_that_says_no_status_is_not_taken_from_its_readers(page: Page, desk: Running) -> None:
    """Such an article is published; its form shows none as chosen and is not saved until one is."""
    sign_in(page, desk, Pictures(wanted=False))
    page.get_by_text("Nước sạch về ấp cuối nguồn").click()
    for radio in field(page, "status").get_by_role("radio").all():
        expect(radio).not_to_be_checked()
    field(page, "title").locator("input").fill("Nước sạch về ấp cuối nguồn: bản sửa")
    save(page)
    expect(field(page, "status").get_by_role("alert")).to_be_visible()
    assert git(desk.repository, "log", "--oneline").count("\n") == 0
    field(page, "status").get_by_role("radio", name="Đã đăng").click()
    save(page)
    expect(page.locator("[data-desk=preview]")).to_be_visible(timeout=TIMEOUT)
    changed = git(desk.repository, "show", "--format=%s", "HEAD")
    assert '+status: "published"' in changed
    assert "+views:" in changed


def quoted(text: str) -> str:
    """Return a text as the CMS writes it into a front matter."""
    return '"' + text.replace('"', '\\"') + '"'
