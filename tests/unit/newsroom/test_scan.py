from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from plugins.newsroom.digests import UNKNOWN, blob_id, file_id, tracked_ids
from plugins.newsroom.scan import Listing, Scan, compare, scan, sizes
from plugins.newsroom.walk import PARTS, walk_files

LATER = 2**62
"""Nanoseconds since 1970, long after any file was written."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with files of all kinds of names, links, and what nobody can read."""
    folder = tmp_path / "content"
    for path in (
        "articles/2026/03/a.md",
        "articles/2026/b.md",
        "articles/.git/x.md",
        "articles/.#a.md",
        "articles/a.md~",
        "articles/Thumbs.db",
        "articles/Bài viết.md",
        "articles/ghi-chu",
        "comments/a.yaml",
        "figures/2026-03.yaml",
        "media/2026/ảnh.png",
        "media/a.PDF",
        "pages/p.md",
        "site/site.yaml",
        "notes/n.md",
    ):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(path.encode())
    (folder / "articles" / "linked.md").symlink_to("2026/b.md")
    (folder / "articles" / "folder").symlink_to("2026")
    (folder / "articles" / "nothing.md").symlink_to("2026/none.md")
    (folder / "articles" / "circle.md").symlink_to("circle.md")
    (folder / "articles" / "outside.md").symlink_to("/etc/passwd")
    os.mkfifo(folder / "articles" / "pipe.md")
    return folder


def settled(found: Scan, moment: int = LATER) -> dict[str, Listing]:
    """Return what would be remembered of a scan."""
    return {name: listing.settled(moment) for name, listing in found.listings.items()}


def test_the_same_files_are_listed(folder: Path) -> None:
    """A scan holds what a walk lists, and meets what it meets."""
    walked = [walk_files(folder, part) for part in PARTS]
    found = scan(folder)
    assert found.paths() == sorted(path for paths, _ in walked for path in paths)
    assert found.problems == tuple(sorted(problem for _, problems in walked for problem in problems))
    assert [found.paths(part) for part in PARTS] == [paths for paths, _ in walked]


_NAMES = st.sampled_from(
    [
        "a.md",
        "b.md",
        "a",
        "A.MD",
        ".a",
        "a.md~",
        "#a#",
        "a.bak",
        "~$a.md",
        "desktop.ini",
        "ả.md",
        "a b.md",
        "x.jpg",
        "-.md",
    ]
)


@given(st.lists(st.tuples(st.sampled_from(("", "a/", "a/b/", ".c/", "d~/")), _NAMES), unique=True, max_size=12))
def test_whatever_files_are_called_the_same_are_listed(
    tmp_path_factory: pytest.TempPathFactory, names: list[tuple[str, str]]
) -> None:
    """Short cuts for names that most files have list nothing else."""
    folder = tmp_path_factory.mktemp("content")
    for below, name in names:
        file = folder / "articles" / below / name
        if not any(parent.is_file() for parent in file.parents) and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"")
    paths, problems = walk_files(folder, "articles")
    found = scan(folder)
    assert (found.paths(), found.problems) == (paths, tuple(sorted(problems)))
    seen = {f"articles/{below}{name}" for below, name in names if (folder / "articles" / below / name).is_file()}
    hidden = {path for path in seen if any(is_left_out(part) for part in path.split("/"))}
    assert set(paths) == seen - hidden


def is_left_out(name: str) -> bool:
    """Tell whether a name of this test is one of those that are no content."""
    return name in (".a", "a.md~", "#a#", "a.bak", "~$a.md", "desktop.ini", ".c", "d~")


def test_nothing_differs_from_itself(folder: Path) -> None:
    """Two scans of files that nobody touches are equal; of nothing, all is new."""
    found = scan(folder)
    assert not compare(settled(found), scan(folder).listings)
    assert compare({}, found.listings).added == tuple(found.paths())
    assert compare(found.listings, {}).gone == tuple(found.paths())


def test_every_way_to_change_a_file_is_seen(folder: Path) -> None:
    """Written in place, replaced by one of its size and time, touched, new, deleted, moved, or a link's target."""
    before = settled(scan(folder))
    (folder / "articles" / "2026" / "b.md").write_bytes(b"articles/2026/B.md")
    stat = (folder / "comments" / "a.yaml").stat()
    (folder / "twin").write_bytes(b"comments/b.yaml")
    os.utime(folder / "twin", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (folder / "twin").rename(folder / "comments" / "a.yaml")
    os.utime(folder / "site" / "site.yaml", ns=(1, 1))
    (folder / "pages" / "p.md").rename(folder / "pages" / "q.md")
    (folder / "articles" / "2026" / "03" / "c.md").write_bytes(b"")
    differences = compare(before, scan(folder).listings)
    assert differences.touched == (
        "articles/2026/b.md",
        "articles/linked.md",
        "comments/a.yaml",
        "site/site.yaml",
    )
    assert differences.added == ("articles/2026/03/c.md", "pages/q.md")
    assert differences.gone == ("pages/p.md",)


def test_what_was_just_written_is_looked_at_again(folder: Path) -> None:
    """Within the coarsest clock's tick a file may be written once more and bear the same time."""
    found = scan(folder)
    changed = (folder / "site" / "site.yaml").stat().st_ctime_ns
    just, later = settled(found, changed + 10**9), settled(found, changed + 10**10)
    assert "site/site.yaml" in compare(just, found.listings).touched
    assert not compare(later, found.listings)


def test_sizes_are_known(folder: Path) -> None:
    """Of every file that could be asked and was not just written."""
    known = sizes(scan(folder).listings)
    assert known["site/site.yaml"] == len("site/site.yaml")
    assert "articles/nothing.md" not in known
    assert sizes(settled(scan(folder), 0)) == {}


def git(folder: Path, *words: str) -> str:
    """Run Git without anybody's configuration."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=An", "-c", "user.email=an@example.org")
    done = subprocess.run(
        ["git", *identity, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_ids_are_those_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A content has the id that Git gives it, and Git tells the ids of what is as it was committed or staged."""
    folder = tmp_path / "content"
    for name in ("a.md", "bài.md", "dirty.md", "assumed.md", "staged.md", "gone.md", "new.md"):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(name.encode())
    git(tmp_path, "init", "-q")
    git(folder, "add", *(name.name for name in folder.iterdir() if name.name not in ("new.md", "staged.md")))
    git(folder, "commit", "-q", "-m", "x")
    (folder / "dirty.md").write_bytes(b"Dirty.md")
    git(folder, "update-index", "--assume-unchanged", "assumed.md")
    git(folder, "add", "staged.md")
    (folder / "gone.md").unlink()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "of-a-hook"))
    ids = tracked_ids(folder)
    monkeypatch.delenv("GIT_DIR")
    assert sorted(ids) == ["a.md", "bài.md", "staged.md"]
    for name, told in ids.items():
        assert told == blob_id(name.encode()) == file_id(folder / name)
        assert told.hex() == git(folder, "hash-object", name).strip()


def test_without_git_nothing_is_told(tmp_path: Path) -> None:
    """A folder in no repository, and one that is not there; a file that cannot be read has no id."""
    assert tracked_ids(tmp_path) == {}
    assert tracked_ids(tmp_path / "none") == {}
    assert file_id(tmp_path / "none") == UNKNOWN
