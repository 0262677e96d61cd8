"""Publishing: the output folder goes from one whole site to the next, or stays as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from plugins.press.changes import Changes, PublicationError
from plugins.press.manifest import read_parts
from plugins.press.publication import Publication
from plugins.press.staging import JOURNAL, STAGING
from plugins.press.store import Store

SITE = {"index.html": b"home", "kinh-te/index.html": b"list", "kinh-te/cau.html": b"bridge", "media/a.png": b"\x89PNG"}


LISTS = ["_.txt", "digest.json"]


def state(output: Path) -> Path:
    """Return the folder of the store of an output folder."""
    return output.with_name(output.name + ".state")


@cache
def stores() -> dict[Path, Store]:
    """Return the stores that are open, by folder."""
    return {}


def opened(output: Path) -> Publication:
    """Begin a publication, as a new process would, whatever became of the one before."""
    folder = state(output)
    if folder in stores():
        stores()[folder].close()
    stores()[folder] = Store(folder, "1")
    return Publication(output, stores()[folder])


def publish(output: Path, site: Mapping[str, bytes]) -> Changes:
    """Publish *site* to *output*."""
    publication = opened(output)
    for path, data in site.items():
        publication.add(path, data, f"source of {path}")
    return publication.commit()


def counted(changes: Changes) -> tuple[int, int, int]:
    """Return how many files were written, deleted and kept."""
    return len(changes.written), len(changes.deleted), changes.kept


def tree(output: Path) -> dict[str, bytes]:
    """Return every file below *output* but the manifest."""
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith("manifest/")}


def test_the_output_holds_what_was_added(tmp_path: Path) -> None:
    """A first publication writes every file and its manifest, and leaves no staging behind."""
    assert counted(publish(tmp_path / "out", SITE)) == (4, 0, 0)
    assert tree(tmp_path / "out") == SITE
    assert read_parts(tmp_path / "out").keys() == SITE.keys()
    assert not (tmp_path / "out" / STAGING).exists()


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    """Only what differs is written; modification times of the rest tell the truth."""
    publish(tmp_path, SITE)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    changes = publish(tmp_path, SITE | {"index.html": b"new home"})
    assert counted(changes) == (1, 0, 3)
    assert changes.as_lines() == ("M index.html", "M manifest/_.txt", "M manifest/digest.json")
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path).as_posix() for path in before if before[path] != after[path]} == {
        "index.html",
        "manifest/_.txt",
        "manifest/digest.json",
    }


def test_what_the_site_no_longer_has_is_deleted(tmp_path: Path) -> None:
    """A page that is not planned any more goes, with folders that are empty then; its list goes too."""
    publish(tmp_path, SITE)
    assert counted(publish(tmp_path, {"index.html": b"home"})) == (0, 3, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "manifest"]
    assert sorted(path.name for path in (tmp_path / "manifest").iterdir()) == LISTS


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    """Paths that stand in each other's way are swapped without a stop."""
    publish(tmp_path, {"a": b"file"})
    publish(tmp_path, {"a/index.html": b"folder"})
    assert tree(tmp_path) == {"a/index.html": b"folder"}
    publish(tmp_path, {"a": b"file"})
    assert tree(tmp_path) == {"a": b"file"}


def test_an_edited_output_file_is_restored(tmp_path: Path) -> None:
    """What somebody changed or removed in the output by hand comes back, though the manifest knows it."""
    publish(tmp_path, SITE)
    (tmp_path / "index.html").write_bytes(b"hack")
    (tmp_path / "kinh-te/cau.html").unlink()
    assert len(publish(tmp_path, SITE).written) == 2
    assert tree(tmp_path) == SITE


def test_an_abandoned_publication_changes_nothing(tmp_path: Path) -> None:
    """A build that fails leaves the last site as it was."""
    publish(tmp_path, SITE)
    publication = opened(tmp_path)
    publication.add("index.html", b"half a site", "x")
    publication.abandon()
    assert tree(tmp_path) == SITE


def test_a_build_killed_while_staging_leaves_the_old_site(tmp_path: Path) -> None:
    """Staged files without a journal are forgotten."""
    publish(tmp_path, SITE)
    opened(tmp_path).add("index.html", b"half a site", "x")
    assert (tmp_path / STAGING).exists()
    publish(tmp_path, SITE)
    assert tree(tmp_path) == SITE


@pytest.mark.parametrize("moved", range(4))
def test_a_build_killed_while_moving_is_finished_by_the_next(tmp_path: Path, moved: int) -> None:
    """With a journal there, what was not yet moved is moved first, however far the killed build came."""
    publish(tmp_path, SITE)
    new = {"index.html": b"new home", "kinh-te/cau.html": b"new bridge", "xa-hoi/index.html": b"new list"}
    files = tmp_path / STAGING / "files"
    for number, (path, data) in enumerate(new.items()):
        target = (tmp_path if number < moved else files) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    files.mkdir(parents=True, exist_ok=True)
    journal = {"delete": ["media/a.png"], "move": list(new)}
    (tmp_path / STAGING / JOURNAL).write_text(json.dumps(journal))
    opened(tmp_path).abandon()
    assert tree(tmp_path) == {"kinh-te/index.html": b"list"} | new


def test_two_sources_of_one_page_are_refused_by_name(tmp_path: Path) -> None:
    """Of two sources that claim one path neither wins: both are named."""
    publication = opened(tmp_path)
    publication.add("a.html", b"1", "articles/one.md")
    with pytest.raises(PublicationError, match=r"a\.html.*articles/one\.md.*articles/two\.md"):
        publication.add("a.html", b"2", "articles/two.md")


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x", ".staging/x", "manifest/x.txt"])
def test_a_path_out_of_the_site_is_refused(tmp_path: Path, path: str) -> None:
    """A path must lie below the output folder and not among its own records."""
    with pytest.raises(PublicationError, match="source"):
        opened(tmp_path).add(path, b"", "source")


def test_a_record_is_published_beside_the_lists(tmp_path: Path) -> None:
    """A record lies in the manifest's folder, stands in no list, and goes when no build makes it any more."""
    publication = opened(tmp_path)
    publication.add("index.html", b"home", "home")
    publication.record("redirects.json", b"{}")
    publication.commit()
    assert read_parts(tmp_path).keys() == {"index.html"}
    assert sorted(path.name for path in (tmp_path / "manifest").iterdir()) == [*LISTS, "redirects.json"]
    assert opened(tmp_path).old_record("redirects.json") == b"{}"
    assert counted(publish(tmp_path, {"index.html": b"home"})) == (0, 0, 1)
    assert sorted(path.name for path in (tmp_path / "manifest").iterdir()) == LISTS


@pytest.mark.parametrize("name", ["", "a", "a.txt", "../a.json", "a/b.json", "A.json", ".json", "twice.json"])
def test_a_record_has_a_name_of_its_own(tmp_path: Path, name: str) -> None:
    """A record cannot be taken for a list, lie elsewhere, or stand twice: that is a programmer's mistake."""
    publication = opened(tmp_path)
    publication.record("twice.json", b"")
    with pytest.raises(ValueError, match=name or "^$"):
        publication.record(name, b"")


def test_a_folder_that_only_looks_like_ours_is_refused(tmp_path: Path) -> None:
    """A folder called `manifest` is not enough; it must hold lists of ours."""
    (tmp_path / "manifest").mkdir()
    (tmp_path / "manifest" / "cargo.toml").write_text("x")
    with pytest.raises(PublicationError, match="không do Cổng Tin"):
        opened(tmp_path)
    (tmp_path / "manifest" / "notes.txt").write_text("precious")
    with pytest.raises(PublicationError, match="không do Cổng Tin"):
        opened(tmp_path)


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """A folder with somebody's files in it is never taken for an output folder."""
    (tmp_path / "thesis.doc").write_bytes(b"precious")
    with pytest.raises(PublicationError, match="không do Cổng Tin"):
        opened(tmp_path)
    assert tree(tmp_path) == {"thesis.doc": b"precious"}
