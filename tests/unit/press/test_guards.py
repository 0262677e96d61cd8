"""What readers had is not taken away by a slip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from plugins.press.guards import (
    KEPT,
    RECORD,
    Production,
    format_record,
    keep_production,
    last_production,
    objection,
    pages_of,
)


def losses(before: int, after: int, *gone: str, allow_drop: bool = False, allow_vanish: bool = False) -> str:
    """Return what is said of a site of *after* articles and without the pages *gone*, where *before* articles were."""
    production = Production(articles=before, pages=None)
    return objection(after, production, allow_drop=allow_drop, gone=None if allow_vanish else lambda _: gone)


@given(before=st.integers(0, 10_000), after=st.integers(0, 10_000))
def test_more_than_five_per_cent_of_the_articles_is_too_much(before: int, after: int) -> None:
    """Exactly five per cent may go; the sum is exact at every size."""
    assert bool(losses(before, after)) == (20 * (before - after) > before)
    assert losses(before, after, allow_drop=True) == ""


def test_the_message_says_both_numbers_and_the_option() -> None:
    """Whoever meant it knows what to type."""
    said = losses(100, 94)
    assert "từ 100 xuống 94" in said
    assert "--allow-drop" in said


def test_the_first_twenty_vanished_addresses_are_listed() -> None:
    """All are counted; addresses stand as readers know them."""
    gone = [f"kinh-te/bai-{number:02}.html" for number in reversed(range(25))]
    lines = losses(1, 1, *gone).splitlines()
    assert lines[0].startswith("25 địa chỉ")
    assert "--allow-vanish" in lines[0]
    assert lines[1:21] == [f"  /kinh-te/bai-{number:02}.html" for number in range(20)]
    assert lines[21:] == ["  … và 5 địa chỉ nữa (and 5 more)"]
    assert losses(1, 1, *gone, allow_vanish=True) == ""


def test_without_a_production_site_there_is_nothing_to_lose() -> None:
    """The first build may be as small as it likes."""
    assert objection(0, None, allow_drop=False, gone=lambda _: ["index.html"]) == ""


def test_a_folder_is_listed_by_its_address() -> None:
    """`kinh-te/index.html` is `/kinh-te/`."""
    said = losses(1, 1, "kinh-te/index.html")
    assert said.splitlines()[1] == "  /kinh-te/"


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "gioi-thieu.html",
        "kinh-te/index.html",
        "kinh-te/cau-12345.html",
        "kinh-te/page-2.html",
        "tim-kiem/index.html",
        "vi/news/old/path.html",
    ],
)
def test_a_page_is_an_address(path: str) -> None:
    """Articles, static pages, categories and redirects are what readers come by."""
    assert pages_of([path]) == {path}


@pytest.mark.parametrize(
    "path",
    [
        "static/style-0123456789.css",
        "static/js-0123456789/main.js",
        "search/root-a1.json",
        "media/anh.jpg",
        "rss/index.xml",
        "sitemap-2019.xml",
        "kinh-te/page-12/index.html",
        "tag/lua/index.html",
        "tag/lua/page-1/index.html",
        "luu-tru/2019/06/index.html",
        "thong-ke/index.html",
        "danh-gia-cao/index.html",
    ],
)
def test_what_comes_and_goes_by_itself_is_none(path: str) -> None:
    """A list ends where its members end, and a hash is no name."""
    assert pages_of([path]) == frozenset()


def test_the_record_of_a_production_build_counts(tmp_path: Path) -> None:
    """Its pages are those of the output, which need not be listed to know it."""
    assert last_production(None, tmp_path) is None
    assert last_production(format_record(3, production=False), tmp_path) is None
    assert last_production(format_record(3, production=True), tmp_path) == Production(articles=3, pages=None)


def test_a_preview_in_between_hides_nothing(tmp_path: Path) -> None:
    """The figures of the production site are kept while a preview stands in its place; a newer site counts first."""
    keep_production(format_record(3, production=True), lambda: ["index.html", "a/b.html", "media/x.png"], tmp_path)
    expected = Production(articles=3, pages=frozenset({"index.html", "a/b.html"}))
    preview = format_record(1, production=False)
    assert last_production(preview, tmp_path) == expected
    kept = (tmp_path / KEPT).stat()
    keep_production(preview, lambda: pytest.fail("a preview's pages are of no interest"), tmp_path)
    assert (tmp_path / KEPT).stat() == kept
    assert last_production(preview, tmp_path) == expected
    assert last_production(format_record(2, production=True), tmp_path) == Production(articles=2, pages=None)


def test_the_record_has_one_form() -> None:
    """Equal sites have equal bytes."""
    assert format_record(3, production=True) == b'{"articles": 3, "production": true}\n'
    assert json.loads(format_record(0, production=False)) == {"articles": 0, "production": False}
    assert RECORD == "site.json"
