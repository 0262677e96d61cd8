"""The report of contributions in a browser: opened from a disk, read by everybody, printed on A4."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk.contributions import Period, count_contributions
from desk.report_page import make_page
from plugins.newsroom.reading import read_content
from tests.browser.conftest import NARROW, ROOT, WIDE
from tests.browser.test_accessibility import violations
from tests.builders import NOW


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_report_is_for_everybody(browser: Browser, tmp_path: Path, width: int) -> None:
    """Axe finds nothing, names are not cut off, nothing is fetched or refused, and paper is wide enough."""
    content = read_content(ROOT / "content")
    period = Period(first=date(2019, 1, 1), last=date(2026, 2, 28))
    found = count_contributions(content.articles, content.site, period, NOW)
    file = tmp_path / "bao-cao.html"
    file.write_text(make_page(found, content.site, NOW), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    troubles: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    assert violations(page) == []
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    assert page.evaluate("Math.min(...[...document.querySelectorAll('text')].map((one) => one.getBBox().x))") >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})  # A4 without its margins, in CSS pixels
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert (troubles, requests) == ([], [file.as_uri()])
    page.close()
