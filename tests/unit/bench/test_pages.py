"""The measurement of pages measures one article, and says what it found."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from bench.govuk import write_page
from bench.measure import BenchError
from bench.pages import compare, read_story


def test_the_story_is_the_old_portals(shared: Path) -> None:
    """Title, moment, lead and ten paragraphs come out of NukeViet's page as they were put in."""
    assert shared.is_dir()
    story = read_story()
    assert story.title.startswith("Những thuận lợi và khó khăn trong việc ứng dụng công nghệ thông tin")
    assert story.published == "2019-06-24T22:33:00+07:00"
    assert story.body.count("<p>") == 10
    assert "<" not in story.lead
    assert story.lead


def test_the_peers_page_is_valid_and_holds_the_words(tmp_path: Path) -> None:
    """Whatever the words hold, they are text; what the page needs lies beside it."""
    package, folder = tmp_path / "package", tmp_path / "site"
    (package / "dist" / "govuk" / "assets").mkdir(parents=True)
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        (package / "dist" / "govuk" / name).write_text(name)
    folder.mkdir()
    words = ('"A" & <b>', "24/06/2019 22:33", "Tóm tắt {1}")
    address = write_page(folder, "Cổng", words, "<p>Thân bài {2}.</p>", package)
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        (folder / address[1:]).read_text("utf-8")
    )
    assert [one.text for one in page.iter("h1")] == ['"A" & <b>']
    assert [one.text for one in page.iterfind(".//p[@class='govuk-body']")] == ["Thân bài {2}."]
    assert (folder / "govuk-frontend.min.css").is_file()


def test_a_missing_peer_is_said(tmp_path: Path) -> None:
    """Without its package there is nothing to compare with."""
    with pytest.raises(BenchError, match="is missing"):
        write_page(tmp_path, "Cổng", ("a", "b", "c"), "", tmp_path / "none")


def test_a_row_is_a_figure_and_a_column_a_dress() -> None:
    """In the order in which they were measured."""
    pages: dict[str, dict[str, float]] = {
        "ours": {"bytes": 13625, "shift": 0},
        "govuk": {"bytes": 96335, "shift": 0.25},
    }
    assert compare(pages) == [["bytes", "13,625", "96,335"], ["shift", "0", "0.25"]]
