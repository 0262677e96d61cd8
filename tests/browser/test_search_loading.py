"""What the search page loads, and in how many steps that wait for each other."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from playwright.sync_api import Page, Playwright, expect

from bench.chromium import open_browser, open_page
from bench.network import Network, rounds, serve
from tests.browser.conftest import WIDE, NewPage
from tests.browser.search_page import RESULTS, open_search, settle

# Much longer than what the browser does between two requests, so that rounds stand apart.
WAVES = Network(latency=1.5)


def scripts_of(page: Page) -> list[str]:
    """Return a list that grows with each of search's modules that *page* asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(PurePosixPath(request.url).name) if _is_ours(request.url) else None)
    return asked


def _is_ours(address: str) -> bool:
    return re.search(r"/static/js-[0-9a-f]+/search/[^/]+\.js$", address) is not None


def test_a_plain_search_needs_no_module_of_the_choices(new_page: NewPage) -> None:
    """Filters, phrases, proposals and notices bring theirs when they are used."""
    page = new_page(WIDE)
    asked = scripts_of(page)
    open_search(page, "?q=c%C3%B4ng+ngh%E1%BB%87")
    assert page.locator(RESULTS).count() > 0
    assert set(asked) == {"view.js", "worker.js"}
    page.locator("summary").get_by_text("Lọc kết quả").click()
    expect(page.locator("[name=chuyen-muc] option").nth(1)).to_be_attached()
    settle(page)
    assert {"columns.js", "select.js", "view-filters.js"} <= set(asked)


def test_every_module_of_a_plain_search_is_asked_for_at_once(demo_site: Path, new_page: NewPage) -> None:
    """The page names both, and none that it does not need."""
    source = (demo_site / "tim-kiem" / "index.html").read_text("utf-8")
    named = [PurePosixPath(path).name for path in re.findall(r'<link rel="modulepreload" href="([^"]+)"', source)]
    page = new_page(WIDE)
    asked = scripts_of(page)
    open_search(page, "?q=c%C3%B4ng+ngh%E1%BB%87")
    assert len(named) == len(set(named))
    assert set(asked) == set(named)


def test_a_first_search_takes_three_rounds(demo_site: Path, playwright: Playwright) -> None:
    """After the page itself: the modules with the root, the lists of the words, the results."""
    with serve(demo_site) as server, open_browser(trusted_key=server.key_hash, driver=playwright) as browser:
        server.network = WAVES
        address = f"{server.address}/tim-kiem/?q=c%C3%B4ng+ngh%E1%BB%87"
        with open_page(browser, address) as (page, shown):
            asked = [exchange for exchange in server.exchanges if exchange.start <= shown.at]
            paths = [exchange.path for exchange in asked]
            ours = [exchange for exchange in asked if "/search/" in exchange.path or "/tim-kiem/" in exchange.path]
            assert rounds(ours) == 3, paths
            assert len(paths) == len(set(paths)), "nothing is asked for twice"
            assert page.locator(RESULTS).count() > 0
