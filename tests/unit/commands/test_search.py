"""`./inv search`: Whoosh's answer, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invoke import Exit

from commands.search import as_list, as_text, run
from plugins.search.whoosh_query import Hit

HIT = Hit(
    rank=1,
    url="/kinh-te/cntt.html",
    title="Công nghệ thông tin",
    date="2019-06-24T22:33:00+07:00",
    category="Kinh tế",
    score=2.5,
)


def test_programs_get_a_list_of_hits() -> None:
    """Six fields a hit; accents stay readable; nothing found is an empty list."""
    assert json.loads(as_list([HIT])) == [
        {
            "rank": 1,
            "url": "/kinh-te/cntt.html",
            "title": "Công nghệ thông tin",
            "date": "2019-06-24T22:33:00+07:00",
            "category": "Kinh tế",
            "score": 2.5,
        }
    ]
    assert "Công nghệ" in as_list([HIT])
    assert json.loads(as_list([])) == []


def test_people_get_a_numbered_list() -> None:
    """The day as readers write it, the category and the address below the title."""
    assert [line.strip() for line in as_text("cntt", [HIT]).splitlines()] == [
        "1. Công nghệ thông tin",
        "24/06/2019 · Kinh tế · /kinh-te/cntt.html",
    ]
    assert "'cntt'" in as_text("cntt", [])


def test_a_site_that_was_not_built_has_no_answer(tmp_path: Path) -> None:
    """The message says what to do first."""
    with pytest.raises(Exit, match=r"chạy \./inv build trước") as exit_:
        run("cntt", tmp_path / "output", 10, as_json=True)
    assert exit_.value.code == 1
