"""The lists of a site's files follow from its files alone, and an edit rewrites few of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from plugins.press.manifest import (
    Entry,
    entry_of,
    folder_of,
    format_digest,
    format_parts,
    list_of,
    read_list,
    read_parts,
    revise_parts,
)


def site(count: int, folder: str = "kinh-te") -> dict[str, Entry]:
    """Return *count* files of one folder."""
    return {f"{folder}/bai-{number}.html": entry_of(str(number).encode()) for number in range(count)}


def test_a_line_names_hash_size_and_path() -> None:
    """Lines ascend by path; files of the top have a list of their own."""
    lists = dict(format_parts({"b c.html": entry_of(b"x"), "a.html": entry_of(b""), "kinh-te/a.html": entry_of(b"y")}))
    empty, one, other = (hashlib.sha256(data).hexdigest() for data in (b"", b"x", b"y"))
    assert lists == {
        "manifest/_.txt": f"{empty} 0 a.html\n{one} 1 b c.html\n".encode(),
        "manifest/kinh-te.txt": f"{other} 1 kinh-te/a.html\n".encode(),
    }


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Whatever the number of lists."""
    entries = site(1_000) | site(3, "xa-hoi") | {"index.html": entry_of(b"")}
    for name, data in format_parts(entries):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert read_parts(tmp_path) == entries


@pytest.mark.parametrize(("count", "lists"), [(1, 1), (128, 1), (129, 2), (256, 2), (257, 4), (20_000, 256)])
def test_a_folder_is_halved_until_its_lists_are_short(count: int, lists: int) -> None:
    """Some 128 lines, so that an edit of one file rewrites some 15 KB."""
    found = dict(format_parts(site(count)))
    assert len(found) == lists
    assert max(data.count(b"\n") for data in found.values()) < 220
    assert all(list_of(path, count) in found for path in site(count))


def test_a_list_that_is_not_ours_is_refused() -> None:
    """A line of another form."""
    with pytest.raises(ValueError, match=r"."):
        read_list(b"precious\n")


def test_the_digest_sums_up_the_lists() -> None:
    """It differs when a list has another name or content; the order in which lists are made means nothing."""
    one = format_digest(2, {"manifest/a.txt": "1", "manifest/b.txt": "2"})
    assert one == format_digest(2, {"manifest/b.txt": "2", "manifest/a.txt": "1"})
    others = [{"manifest/a.txt": "2", "manifest/b.txt": "1"}, {"manifest/a.txt": "1"}]
    assert all(format_digest(2, other) != one for other in others)
    assert json.loads(one)["files"] == 2


numbers = st.sets(st.integers(0, 400), max_size=400)


@settings(max_examples=60, deadline=None)
@given(before=numbers, removed=numbers, added=numbers, altered=numbers)
def test_revised_lists_are_those_of_the_new_site(
    before: set[int], removed: set[int], added: set[int], altered: set[int]
) -> None:
    """Whether a folder appears, vanishes, or crosses the border at which it is cut again."""

    def entries(members: set[int], version: bytes) -> dict[str, Entry]:
        return {f"{('a', 'b')[number > 380]}/{number}": entry_of(version + bytes(number)) for number in members}

    old = entries(before, b"old")
    changes: dict[str, Entry | None] = dict.fromkeys(entries(removed & before, b""), None)
    changes |= entries(added - before, b"new") | entries((altered & before) - removed, b"other")
    new = {path: entry for path, entry in {**old, **changes}.items() if entry is not None}
    lists = dict(format_parts(old))
    counts = {folder: sum(folder_of(path) == folder for path in old) for folder in map(folder_of, old)}
    revised, after = revise_parts(
        counts,
        changes,
        old,
        lists.__getitem__,
        lambda folder: {path: entry for path, entry in old.items() if folder_of(path) == folder},
    )
    merged = {name: data for name, data in {**lists, **revised}.items() if data is not None}
    assert merged == dict(format_parts(new))
    assert after == {folder: sum(folder_of(path) == folder for path in new) for folder in map(folder_of, new)}


def test_one_edit_rewrites_one_list() -> None:
    """And looks at no other."""
    entries = site(20_000)
    lists = dict(format_parts(entries))
    path = "kinh-te/bai-77.html"
    revised, _ = revise_parts(
        {"kinh-te": 20_000},
        {path: entry_of(b"other")},
        entries,
        lists.__getitem__,
        lambda _: pytest.fail("nothing is cut again"),
    )
    assert list(revised) == [list_of(path, 20_000)]
