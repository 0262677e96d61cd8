"""The memory of a build: what was committed is there, and what cannot be trusted is thrown away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from plugins.press.chunks import LARGEST
from plugins.press.database import DamagedError
from plugins.press.store import FILE, Stamp, Store

STAMP: Stamp = (3, 1_700_000_000_000_000_001, 5, 7, b"digest")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    store = Store(tmp_path / "state", "1")
    yield store
    store.close()


def reopened(folder: Path, version: str = "1") -> Store:
    """Return what another process would find in *folder*."""
    return Store(folder, version)


def test_what_was_committed_is_found_again(tmp_path: Path) -> None:
    """Values, lists, references, stamps and records; and then there is no reason to build everything."""
    store = Store(tmp_path, "1")
    assert "chưa có" in store.reason
    store.put("article", "a.md", b"1")
    store.enter("tag/lúa", "2026|a", "a.md")
    store.refer_many([("a.md", ["b.md"])])
    store.put_stamps("content", {"a.md": STAMP})
    store.records("pages", tuple[bytes, str]).put("a.html", (b"f", "a.md"))
    store.commit()
    store.close()
    store = reopened(tmp_path)
    assert store.reason == ""
    assert store.is_kept
    assert store.get("article", "a.md") == b"1"
    assert store.entries("tag/lúa", 0, 9) == [("2026|a", "a.md")]
    assert store.referrers("b.md") == ["a.md"]
    assert store.stamps("content") == {"a.md": STAMP}
    assert store.records("pages", tuple[bytes, str]).get("a.html") == (b"f", "a.md")


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    """A build that fails leaves the last memory as it was."""
    store = Store(tmp_path, "1")
    store.put("article", "a.md", b"1")
    store.enter("all", "1", "a.md")
    store.commit()
    store.put("article", "a.md", b"2")
    store.enter("all", "2", "b.md")
    store.close()
    store = reopened(tmp_path)
    assert store.get("article", "a.md") == b"1"
    assert store.entries("all", 0, 9) == [("1", "a.md")]


def test_values_belong_to_a_kind_and_come_ascending(store: Store) -> None:
    """Kinds do not mix; a key has one value; order is by code points."""
    store.put_many("a", [("é", b"3"), ("b", b"1"), ("z", b"2")])
    store.put("b", "b", b"other")
    store.put("a", "b", b"new")
    assert list(store.items("a")) == [("b", b"new"), ("z", b"2"), ("é", b"3")]
    store.drop("a", "b")
    store.drop("a", "never there")
    assert (store.get("a", "b"), store.get("b", "b")) == (None, b"other")
    store.clear("a")
    assert list(store.items("a")) == []
    assert store.get("b", "b") == b"other"


def test_values_may_change_while_they_are_read(store: Store) -> None:
    """Every key that was there at the start and stays is seen once."""
    store.put_many("a", ((f"{number:05}", b"") for number in range(1_200)))
    seen = []
    for key, _ in store.items("a"):
        seen.append(key)
        store.put("a", key, b"seen")
    assert seen == [f"{number:05}" for number in range(1_200)]


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("enter"), texts, texts),
        st.tuples(st.just("leave"), texts, st.just("")),
        st.tuples(st.just("write"), st.just(""), st.just("")),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(start=st.dictionaries(texts, texts, max_size=20), steps=steps, at=texts, limit=st.integers(0, 30))
def test_a_list_is_what_a_sorted_mapping_is(
    tmp_path_factory: pytest.TempPathFactory,
    start: dict[str, str],
    steps: list[tuple[str, str, str]],
    at: str,
    limit: int,
) -> None:
    """Against a plain dictionary: the order, every place, every neighbour, after any steps and any commits between."""
    folder = tmp_path_factory.mktemp("store")
    store, plain = Store(folder, "1"), dict(start)
    store.fill("x", start.items())
    for step, sort, key in steps:
        if step == "enter":
            store.enter("x", sort, key)
            plain[sort] = key
        elif step == "leave":
            store.leave("x", sort)
            plain.pop(sort, None)
        else:
            store.commit()
            store.close()
            store = reopened(folder)
    expected = sorted(plain.items())
    place = bisect_left([sort for sort, _ in expected], at)
    behind = place + (at in plain)
    assert store.entries("x", 0, 1_000) == expected
    assert store.entries("x", place, place + 2) == expected[place : place + 2]
    assert store.count("x") == len(expected)
    assert store.place("x", at) == place
    assert store.after("x", at, limit) == expected[behind : behind + limit]
    assert store.before("x", at, limit) == expected[:place][::-1][:limit]
    assert store.names("") == ([("x", len(expected))] if expected else [])
    store.close()


@pytest.mark.parametrize("downwards", [False, True])
def test_a_long_list_is_cut_into_pieces(tmp_path: Path, downwards: bool) -> None:
    """Entries that come one by one, at either end or in the middle, are found at their places."""
    store = Store(tmp_path, "1")
    store.fill("x", ((f"{number:06}", str(number)) for number in range(0, 3 * LARGEST, 2)))
    odd = range(1, 3 * LARGEST, 2)
    for number in reversed(odd) if downwards else odd:
        store.enter("x", f"{number:06}", str(number))
    for number in range(LARGEST):
        store.enter("x", f"-{number:06}", "low")
    store.commit()
    store.close()
    store = reopened(tmp_path)
    expected = [(f"-{number:06}", "low") for number in range(LARGEST)]
    expected += [(f"{number:06}", str(number)) for number in range(3 * LARGEST)]
    assert store.entries("x", 0, len(expected)) == expected
    assert [store.place("x", sort) for sort, _ in expected[::37]] == list(range(len(expected)))[::37]
    assert store.before("x", "000000", 700) == expected[:LARGEST][::-1][:700]
    assert store.after("x", "000000", 700) == expected[LARGEST + 1 :][:700]
    for sort, _ in expected[:-1]:
        store.leave("x", sort)
    assert store.entries("x", 0, 9) == expected[-1:]
    store.leave("x", expected[-1][0])
    assert store.names("x") == []


def test_lists_are_named_by_their_beginning(store: Store) -> None:
    """Lists that hold something, ascending; others and records do not show."""
    store.fill("tag/a", [("1", "x"), ("2", "y")])
    store.fill("tag/ê", [("1", "x")])
    store.fill("tag/empty", [])
    store.fill("tags", [("1", "x")])
    store.records("tag/b", str).put("1", "x")
    assert store.names("tag/") == [("tag/a", 2), ("tag/ê", 1)]
    store.clear_lists()
    assert store.names("") == []
    assert store.count("tag/a") == 0
    assert store.records("tag/b", str).get("1") == "x"


def test_two_entries_cannot_stand_at_one_place(store: Store) -> None:
    """The order of a list is total: that is a programmer's mistake."""
    with pytest.raises(ValueError, match="one key"):
        store.fill("x", [("1", "a"), ("1", "b")])


def test_references_are_found_from_their_targets(store: Store) -> None:
    """A source's references replace those that it had."""
    store.refer_many([("a", ["x", "y", "x"]), ("b", ["x"])])
    assert store.referrers("x") == ["a", "b"]
    store.refer_many([("a", ["z"])])
    assert (store.referrers("x"), store.referrers("y"), store.referrers("z")) == (["b"], [], ["a"])
    store.refer_many([("a", [])])
    assert store.referrers("z") == []


def test_stamps_are_set_and_dropped_by_path(store: Store) -> None:
    """Those of other kinds stay."""
    store.put_stamps("content", {f"{number:04}": STAMP for number in range(2_000)})
    store.put_stamps("output", {"a": STAMP})
    changed: Stamp = (4, 4, 4, 4, b"new")
    store.put_stamps("content", {"0100": changed, "9999": changed})
    store.drop_stamps("content", ["0000", "never there"])
    found = store.stamps("content")
    assert list(found) == [f"{number:04}" for number in range(1, 2_000)] + ["9999"]
    assert (found["0100"], found["0101"]) == (changed, STAMP)
    assert store.stamps("output") == {"a": STAMP}


def committed(folder: Path) -> Path:
    """Commit a store of some size; return its file."""
    store = Store(folder, "1")
    store.put_many("article", ((str(number), bytes(4_000)) for number in range(100)))
    store.commit()
    store.close()
    return folder / FILE


def test_a_memory_of_another_version_is_thrown_away(tmp_path: Path) -> None:
    """Other code may have meant something else by it."""
    committed(tmp_path)
    store = reopened(tmp_path, "2")
    assert "đã khác" in store.reason
    assert store.get("article", "1") is None


@pytest.mark.parametrize("rest", [0, 100, 20_000, -1])
def test_a_truncated_memory_is_thrown_away(tmp_path: Path, rest: int) -> None:
    """However much of it is left; afterwards the store works."""
    file = committed(tmp_path)
    os.truncate(file, rest if rest >= 0 else file.stat().st_size - 5_000)
    store = reopened(tmp_path)
    assert "hỏng" in store.reason
    store.put("article", "1", b"new")
    store.commit()
    store.close()
    assert reopened(tmp_path).get("article", "1") == b"new"


def test_a_file_that_is_no_memory_is_thrown_away(tmp_path: Path) -> None:
    """Whatever lies there."""
    (tmp_path / FILE).write_bytes(b"not a database at all" * 1_000)
    assert "hỏng" in reopened(tmp_path).reason


def test_damage_inside_is_an_error_of_its_own(tmp_path: Path) -> None:
    """It shows when it is read; discarded, the memory begins anew."""
    file = committed(tmp_path)
    data = bytearray(file.read_bytes())
    data[150_000:] = b"\xff" * (len(data) - 150_000)
    file.write_bytes(data)
    store = reopened(tmp_path)
    assert store.reason == ""
    with pytest.raises(DamagedError):
        list(store.items("article"))
    store.discard()
    assert list(store.items("article")) == []
    store.put("article", "1", b"new")
    store.commit()
    store.close()
    assert reopened(tmp_path).get("article", "1") == b"new"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The build goes on, and the next one will have no memory."""
    (tmp_path / "state").write_bytes(b"a file stands where the folder must be")
    store = Store(tmp_path / "state", "1")
    assert not store.is_kept
    assert str(tmp_path / "state") in store.reason
    store.put("a", "b", b"c")
    store.checkpoint()
    assert store.get("a", "b") == b"c"
    store.commit()
    store.close()


def test_a_disk_for_reading_only_is_said(tmp_path: Path) -> None:
    """A memory that can be read but not written is not gone by: what it said could not be put right."""
    committed(tmp_path)
    bind = ["mount", "--bind", str(tmp_path), str(tmp_path)]
    if subprocess.run(bind, check=False).returncode:
        pytest.skip("needs the right to mount; a file in the folder's place stands in for it above")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", tmp_path], check=True)
        store = reopened(tmp_path)
        assert not store.is_kept
        assert store.get("article", "1") is None
        store.close()
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_forked_worker_sees_what_was_written_before(tmp_path: Path) -> None:
    """After a checkpoint; and until the commit the memory counts as unfinished."""
    store = Store(tmp_path, "1")
    store.put("a", "b", b"c")
    store.enter("x", "1", "b")
    store.checkpoint()
    child = os.fork()
    if not child:
        os._exit(0 if (store.get("a", "b"), store.count("x")) == (b"c", 1) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    store.close()
    store = reopened(tmp_path)
    assert "dừng giữa chừng" in store.reason
    assert store.get("a", "b") == b"c"
    store.commit()
    store.close()
    assert reopened(tmp_path).reason == ""


def test_a_fork_without_a_checkpoint_is_refused(store: Store) -> None:
    """A child that used its parent's connection would damage the file: a programmer's mistake."""
    child = os.fork()
    if not child:
        try:
            store.get("a", "b")
        except RuntimeError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


@pytest.mark.parametrize("step", ["put", "spilled"])
def test_a_killed_process_leaves_the_last_commit(tmp_path: Path, step: str) -> None:
    """Whether nothing or much of the transaction had reached the disk."""
    file = committed(tmp_path)
    size = file.stat().st_size
    code = (
        "import os, signal, sys; from pathlib import Path; from plugins.press.store import Store\n"
        "store = Store(Path(sys.argv[1]), '1'); store.put('article', '1', b'new')\n"
        "if sys.argv[2] == 'spilled': store.put_many('body', ((str(n), bytes(100_000)) for n in range(600)))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code, tmp_path, step], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (file.stat().st_size > size) == (step == "spilled")
    store = reopened(tmp_path)
    assert store.reason == ""
    assert store.get("article", "1") == bytes(4_000)
    assert store.get("body", "1") is None
