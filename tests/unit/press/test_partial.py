"""Publishing a part of a site: the output is that of a clean build, whatever came before and wherever it stopped."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from plugins.press.changes import Changes
from plugins.press.publication import Publication
from plugins.press.store import Store
from plugins.press.writer import NeedsEverythingError

Site = dict[str, bytes]


def tree(output: Path) -> dict[str, bytes]:
    """Return every file below *output*."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def publish(folder: Path, new: Site, old: Site | None = None, store: type[Store] = Store) -> Changes:
    """
    Publish *new* below *folder*: what differs from *old* only, if that is the last site and nothing speaks against it.

    The records are in a file of the site, too, so that both are followed.
    """
    memory = store(folder / "state", "1")
    try:
        publication = Publication(folder / "output", memory)
        handed = new
        if old is not None and not memory.reason and not publication.outputs.doubt:
            publication.keep_rest()
            for path in old.keys() - new.keys():
                publication.drop(path)
            handed = {path: data for path, data in new.items() if old.get(path) != data}
        for path, data in handed.items():
            publication.add(path, data, f"source of {path}")
        publication.record("record.json", new.get("index.html", b""))
        return publication.commit()
    finally:
        memory.close()


def clean(folder: Path, site: Site) -> dict[str, bytes]:
    """Return the output of a clean build."""
    shutil.rmtree(folder, ignore_errors=True)
    publish(folder, site)
    return tree(folder / "output")


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory, where there is one: many builds each of which syncs the disk."""
    if not os.access("/dev/shm", os.W_OK):  # noqa: S108 - a test's folder of its own is made in it
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


paths = st.sampled_from([*(f"a/{number}.html" for number in range(140)), "index.html", "b/c/d.html", "b/e", "f"])
changes = st.dictionaries(paths, st.one_of(st.none(), st.binary(max_size=3)), max_size=70)


class Publishing(RuleBasedStateMachine):
    """Any builds, partial and whole, with anything done by hand between them."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.site: Site = {"index.html": b"home"} | {f"a/{number}.html": b"x" for number in range(126)}
        publish(self.folder / "x", self.site)

    def _next(self, changed: dict[str, bytes | None]) -> Site:
        site = {path: data for path, data in {**self.site, **changed}.items() if data is not None}
        return site or {"f": b""}

    @rule(changed=changes)
    def edit(self, changed: dict[str, bytes | None]) -> None:
        """A build that publishes what differs; it says exactly what it did."""
        before = tree(self.folder / "x" / "output")
        new = self._next(changed)
        did = publish(self.folder / "x", new, self.site)
        after = tree(self.folder / "x" / "output")
        lines = {f"M {path}" for path, data in after.items() if before.get(path) != data}
        lines |= {f"D {path}" for path in before.keys() - after.keys()}
        assert set(did.as_lines()) == lines
        assert len(did.written) + did.kept == len(new)
        self.site = new

    @rule(changed=changes)
    def everything(self, changed: dict[str, bytes | None]) -> None:
        """A build that hands in every file."""
        self.site = self._next(changed)
        publish(self.folder / "x", self.site)

    @rule(path=paths, data=st.one_of(st.none(), st.binary(max_size=3)))
    def meddle(self, path: str, data: bytes | None) -> None:
        """Somebody edits, replaces or deletes an output file."""
        file = self.folder / "x" / "output" / path
        if file.is_file():
            if data is None:
                file.unlink()
            else:
                file.write_bytes(data)
            self.everything({})

    @rule(changed=changes)
    def forget(self, changed: dict[str, bytes | None]) -> None:
        """The memory is lost, and the next build would have liked to have it."""
        shutil.rmtree(self.folder / "x" / "state")
        self.edit(changed)

    @rule()
    def touch(self) -> None:
        """The output is copied elsewhere and back: other times and inodes, same bytes."""
        output = self.folder / "x" / "output"
        shutil.copytree(output, self.folder / "copy")
        shutil.rmtree(output)
        (self.folder / "copy").rename(output)

    @invariant()
    def the_output_is_that_of_a_clean_build(self) -> None:
        """Byte for byte, path for path, the manifest included."""
        assert tree(self.folder / "x" / "output") == clean(self.folder / "y", self.site)


def test_any_sequence_of_builds_ends_as_a_clean_build(quick: Path) -> None:
    """Partial and whole builds mixed with whatever somebody does by hand."""
    Publishing.folder = quick / "machine"
    machine = Publishing.TestCase
    machine.settings = settings(max_examples=12, stateful_step_count=8, deadline=None)
    machine().runTest()


BEFORE: Site = {"index.html": b"home", "kinh-te/a.html": b"a", "kinh-te/b.html": b"b", "gone/x.html": b"x"}
AFTER: Site = {"index.html": b"new", "kinh-te/a.html": b"a", "new/y/z.html": b"z", "kinh-te/c.html": b"c"}
STEPS = ("open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree")


def killed_at(step: int, work: Callable[[], Any]) -> bool:
    """Do *work* in a process that is killed at its step number *step*; tell whether it lived to end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    seen = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        reads = event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if event in STEPS and not reads:
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

    try:
        sys.addaudithook(count)
        work()
    finally:
        os._exit(0)


@pytest.mark.parametrize("is_partial", [True, False])
def test_a_build_killed_anywhere_is_made_good_by_the_next(quick: Path, is_partial: bool) -> None:
    """At each step that touches the disk: the output is the old or the new site, and the next build ends as clean."""
    expected = clean(quick / "clean", AFTER)
    old = clean(quick / "old", BEFORE)
    step = 0
    has_finished = False
    while not has_finished:
        folder = quick / f"{step}"
        publish(folder, BEFORE)
        has_finished = killed_at(step, partial(publish, folder, AFTER, BEFORE if is_partial else None))
        Publication(folder / "output", Store(folder / "looked", "1")).abandon()
        assert tree(folder / "output") in (old, expected)
        publish(folder, AFTER, BEFORE)
        assert tree(folder / "output") == expected
        publish(folder, BEFORE, AFTER)
        assert tree(folder / "output") == old
        step += 1
    assert step > 15


class KilledStore(Store):
    """A store whose process dies before its last word."""

    def commit(self) -> None:
        """Die."""
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("is_partial", [True, False])
def test_a_build_killed_before_the_store_knows_is_noticed(tmp_path: Path, is_partial: bool) -> None:
    """Everything was published, and the memory is that of the build before: it must not be gone by."""
    publish(tmp_path, BEFORE)
    child = os.fork()
    if not child:
        publish(tmp_path, AFTER, BEFORE if is_partial else None, KilledStore)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    store = Store(tmp_path / "state", "1")
    assert store.reason == ""
    publication = Publication(tmp_path / "output", store)
    assert "không phải của lần dựng trước" in publication.outputs.doubt
    assert publication.outputs.disturbed == set()
    store.close()
    did = publish(tmp_path, AFTER, BEFORE)
    assert (did.written, did.deleted, did.restored) == ((), (), ())
    store = Store(tmp_path / "state", "1")
    assert Publication(tmp_path / "output", store).outputs.doubt == ""
    store.close()


@pytest.mark.parametrize("hand", ["edited", "deleted", "replaced", "linked", "a folder"])
def test_a_file_changed_by_hand_is_named_and_restored(tmp_path: Path, hand: str) -> None:
    """Even where size and modification time are what they were."""
    publish(tmp_path, BEFORE)
    file = tmp_path / "output" / "kinh-te" / "a.html"
    times = file.stat()
    if hand == "edited":
        file.write_bytes(b"A")
    else:
        file.unlink()
    if hand == "replaced":
        file.write_bytes(b"A")
    elif hand == "linked":
        file.symlink_to(tmp_path / "output" / "index.html")
    elif hand == "a folder":
        file.mkdir()
    if hand in ("edited", "replaced"):
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    store = Store(tmp_path / "state", "1")
    doubt = Publication(tmp_path / "output", store).outputs.doubt
    store.close()
    assert "kinh-te/a.html" in doubt
    if hand == "a folder":
        file.rmdir()
    did = publish(tmp_path, BEFORE, BEFORE)
    assert did.restored == did.written == ("kinh-te/a.html",)
    assert tree(tmp_path / "output") == clean(tmp_path / "clean", BEFORE)


def test_a_file_changed_by_hand_is_named_without_a_memory(tmp_path: Path) -> None:
    """The manifest tells what was published."""
    publish(tmp_path, BEFORE)
    (tmp_path / "output" / "index.html").write_bytes(b"hack")
    shutil.rmtree(tmp_path / "state")
    assert publish(tmp_path, BEFORE).restored == ("index.html",)


def test_verifying_finds_what_no_time_tells(tmp_path: Path) -> None:
    """Another content under the stamp that is remembered, as a failing disk would make it."""
    publish(tmp_path, BEFORE)
    store = Store(tmp_path / "state", "1")
    size, *times, _ = store.stamps("output")["index.html"]
    store.put_stamps("output", {"index.html": (size, *times, bytes(32))})  # type: ignore[dict-item]
    assert Publication(tmp_path / "output", store).outputs.doubt == ""
    assert "index.html" in Publication(tmp_path / "output", store, verify=True).outputs.doubt
    store.close()


def test_a_copied_output_is_only_read_again(tmp_path: Path) -> None:
    """Other inodes and times are no change where the bytes are the same; afterwards the new ones are remembered."""
    publish(tmp_path, BEFORE)
    shutil.copytree(tmp_path / "output", tmp_path / "copy")
    shutil.rmtree(tmp_path / "output")
    (tmp_path / "copy").rename(tmp_path / "output")
    did = publish(tmp_path, BEFORE, BEFORE)
    assert (did.written, did.lists, did.restored) == ((), (), ())
    store = Store(tmp_path / "state", "1")
    stamp = store.stamps("output")["index.html"]
    assert stamp[3] == (tmp_path / "output" / "index.html").stat().st_ino
    store.close()


def test_another_source_of_a_kept_page_needs_everything(tmp_path: Path) -> None:
    """Only a build that sees all pages can tell whether two sources claim one path."""
    publish(tmp_path, BEFORE)
    store = Store(tmp_path / "state", "1")
    publication = Publication(tmp_path / "output", store)
    publication.keep_rest()
    publication.add("kinh-te/a.html", b"new", "somebody else")
    with pytest.raises(NeedsEverythingError, match=r"kinh-te/a\.html.*source of kinh-te/a\.html.*somebody else"):
        publication.commit()
    publication.drop("kinh-te/a.html")
    assert publication.commit().written == ("kinh-te/a.html",)
    store.close()


def test_a_part_of_the_site_may_be_kept_by_its_folder(tmp_path: Path) -> None:
    """In a build that hands in all the rest; what is dropped there goes."""
    publish(tmp_path, BEFORE)
    store = Store(tmp_path / "state", "1")
    publication = Publication(tmp_path / "output", store)
    publication.keep_rest("kinh-te/")
    publication.drop("kinh-te/b.html")
    publication.add("index.html", b"home", "source of index.html")
    publication.record("record.json", b"home")
    did = publication.commit()
    assert (did.written, did.deleted) == ((), ("gone/x.html", "kinh-te/b.html"))
    store.close()
    expected = {"index.html": b"home", "kinh-te/a.html": b"a"}
    assert tree(tmp_path / "output") == clean(tmp_path / "clean", expected)
    assert publish(tmp_path, expected, expected).as_lines() == ()


def test_a_memory_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    """The site is published all the same."""
    (tmp_path / "state").write_bytes(b"a file in the folder's place")
    assert str(tmp_path / "state") in publish(tmp_path, BEFORE).forgets
    assert tree(tmp_path / "output") == clean(tmp_path / "clean", BEFORE)


def test_a_copied_file_is_read_once(tmp_path: Path) -> None:
    """A picture that has not changed since it was copied is not read again; one that has, is."""
    source = tmp_path / "anh.jpg"
    source.write_bytes(b"old")

    def copy() -> Changes:
        store = Store(tmp_path / "state", "1")
        publication = Publication(tmp_path / "output", store)
        publication.add("media/anh.jpg", source, "media/anh.jpg")
        did = publication.commit()
        store.close()
        return did

    read = []
    sys.addaudithook(
        lambda event, arguments: read.append(1) if event == "open" and arguments[0] == str(source) else None
    )
    assert copy().written == ("media/anh.jpg",)
    read.clear()
    assert copy().written == ()
    assert read == []
    source.write_bytes(b"new")
    assert copy().written == ("media/anh.jpg",)
    assert (tmp_path / "output" / "media" / "anh.jpg").read_bytes() == b"new"
