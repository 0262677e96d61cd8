"""A few files, looked at with what concerns them, are told the same as when everything is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Final

from hypothesis import event, given, strategies as st

from plugins.newsroom.excerpt import read_excerpt
from plugins.newsroom.problem import Problem
from plugins.newsroom.reading import read_content
from tests.properties.test_newsroom_recall import EDITS, Edit, folders

# They are told of the first of several files, and which one that is depends on how many were read.
_OF_ANY: Final = frozenset({"E408", "W430"})


def _places(problems: Iterable[Problem]) -> set[tuple[str, int, str, str]]:
    return {(p.path, p.line, p.code, p.field) for p in problems if p.code not in _OF_ANY}


def _files(folder: Path) -> list[str]:
    """Return every file but site data."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(path for path in paths if not path.startswith("site/"))


@given(st.lists(EDITS, min_size=1, max_size=8))
def test_a_file_is_told_what_reading_everything_tells(edits: list[Edit]) -> None:
    """Nothing that is said of a file is missing, and nothing is said that reading everything would not say."""
    with folders() as (folder, _):
        for edit in edits:
            edit.on(folder)
        whole = read_content(folder).problems
        for path in _files(folder):
            found = read_excerpt(folder, (path,)).problems
            event(f"{len(found)} problems")
            assert {place for place in _places(found) if place[0] == path} == {
                place for place in _places(whole) if place[0] == path
            }
            assert _places(found) <= _places(whole)
            told = {p.code for p in found if p.code in _OF_ANY}
            assert {p.code for p in whole if p.code in _OF_ANY and path in p.report()} <= told
            assert told <= {p.code for p in whole}


@given(st.lists(EDITS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_who_misses_a_deleted_file_is_told(edits: list[Edit], chance: Random) -> None:
    """What a deletion breaks elsewhere is said, with the same words as when everything is read."""
    with folders() as (folder, _):
        for edit in edits:
            edit.on(folder)
        before = _places(read_content(folder).problems)
        path = chance.choice(_files(folder))
        (folder / path).unlink()
        broken = _places(read_content(folder).problems) - before
        assert broken <= _places(read_excerpt(folder, (), (path,)).problems)
