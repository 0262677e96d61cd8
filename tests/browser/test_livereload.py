"""An open page of `./inv livereload` follows what an editor saves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
TIMEOUT = 30_000
ARTICLE = '---\ntitle: "Được mùa"\ndate: 2026-02-01\ncategory: kinh-te\n---\n\nLúa tốt.\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An article of a small folder."""
    content = tmp_path / "content"
    (content / "site").mkdir(parents=True)
    (content / "articles").mkdir()
    (content / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    place = content / "articles" / "duoc-mua.md"
    place.write_text(ARTICLE, "utf-8")
    return place


@pytest.fixture
def address(file: Path, tmp_path: Path) -> Iterator[str]:
    """The address that the running command says."""
    options = ("--content", file.parents[1], "--output", tmp_path / "out", "--port", "0")
    with subprocess.Popen(
        [sys.executable, ROOT / "tasks.py", "livereload", *options],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found
        yield found[0]
        process.terminate()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Page]:
    """The article's page, opened before anything is built; a breach of the policy or an error of a script fails."""
    context = browser.new_context()
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) => { throw new Error(event.blockedURI); })"
    )
    page.goto(f"{address}kinh-te/duoc-mua.html")
    yield page
    context.close()
    assert troubles == []


def test_the_open_page_follows_every_save(open_page: Page, file: Path) -> None:
    """
    A new title is shown by itself; a mistake is told over the last good page, as text; mended, it is gone.

    The same holds for a page that is opened while the mistake is there.
    """
    heading = open_page.locator("h1")
    report = open_page.locator("livereload-report details")
    expect(heading).to_have_text("Được mùa", timeout=TIMEOUT)
    expect(report).to_have_count(0)

    file.write_text(ARTICLE.replace("Được mùa", "Mất mùa"), "utf-8")
    expect(heading).to_have_text("Mất mùa", timeout=TIMEOUT)

    file.write_text(ARTICLE.replace("kinh-te", "<b>kinhte</b>"), "utf-8")
    expect(report).to_contain_text("articles/duoc-mua.md:4: category:", timeout=TIMEOUT)
    expect(report).to_be_visible()
    expect(report).to_contain_text("<b>kinhte</b>")
    expect(heading).to_have_text("Mất mùa")
    open_page.reload()
    expect(report).to_contain_text("articles/duoc-mua.md:4: category:", timeout=TIMEOUT)
    assert report.evaluate("(box) => getComputedStyle(box).position") == "fixed"

    file.write_text(ARTICLE.replace("Được mùa", "Mất mùa"), "utf-8")
    expect(report).to_have_count(0, timeout=TIMEOUT)
    expect(heading).to_have_text("Mất mùa")


def test_a_warning_does_not_hide_the_page(open_page: Page, file: Path) -> None:
    """The page is the new one; the report is a line until it is opened."""
    expect(open_page.locator("h1")).to_have_text("Được mùa", timeout=TIMEOUT)
    file.with_suffix(".xyz").write_text("x")
    file.write_text(ARTICLE.replace("Được mùa", "Mất mùa"), "utf-8")
    expect(open_page.locator("h1")).to_have_text("Mất mùa", timeout=TIMEOUT)
    report = open_page.locator("livereload-report details")
    expect(report.locator("summary")).to_be_visible(timeout=TIMEOUT)
    expect(report.locator("pre")).to_be_hidden()
    report.locator("summary").click()
    expect(report.locator("pre")).to_contain_text("articles/duoc-mua.xyz:1: W103 ")
