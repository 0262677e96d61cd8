"""`verify` names every file of a folder that is not as it was published, and no other."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.findings import Ask
from deploy.folder_check import check_folder
from deploy.keys import make_keys, read_public
from deploy.seen import Seen
from tests.released import TEXT, WHOLE, deploy, live, make_output, target

UNSIGNED = Ask(key=None, least=0, seen=None)


def found(folder: Path, ask: Ask = UNSIGNED) -> list[tuple[str, str]]:
    """Return (kind, path) of what a check names."""
    return [(finding.kind.name, finding.path) for finding in check_folder(folder, ask).findings]


@pytest.fixture(scope="module", name="release")
def _release(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ask]:
    """Return a signed release with kept files, which stays as it is, and what it is held against."""
    folder = tmp_path_factory.mktemp("release")
    private, public = make_keys(folder / "keys")
    place = target(folder / "live", key=private)
    deploy(make_output(folder / "output", {**WHOLE, "static/css/old-0123456789ab.css": TEXT}), place)
    deploy(make_output(folder / "output", WHOLE), place)
    assert "static/css/old-0123456789ab.css" in live(place)
    return folder / "live" / "releases" / "2", Ask(key=read_public(public), least=0, seen=None)


@pytest.fixture(name="signed")
def _signed(release: tuple[Path, Ask], tmp_path: Path) -> tuple[Path, Ask]:
    """Return a copy of the signed release, and what it is held against."""
    return Path(shutil.copytree(release[0], tmp_path / "signed")), release[1]


def test_a_release_is_as_it_was_published(signed: tuple[Path, Ask]) -> None:
    """Its files, their twins, the kept files and what says what it is."""
    folder, ask = signed
    verdict = check_folder(folder, ask)
    assert (verdict.findings, verdict.unchecked, verdict.is_signed) == ((), (), True)
    assert verdict.release is not None
    assert (verdict.release.serial, verdict.release.articles) == (2, 100)


def alter(path: str) -> Callable[[Path], object]:
    """Return what changes one byte of a file, and neither its size nor its time."""
    return lambda folder: (folder / path).write_bytes((folder / path).read_bytes()[:-2] + b"~\n")


def replace(place: Path, make: Callable[[Path], object]) -> None:
    """Put something else in a file's place."""
    place.unlink()
    make(place)


TAMPERINGS: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "content": (alter("index.html"), [("CHANGED", "index.html")]),
    "kept": (alter("static/css/old-0123456789ab.css"), [("CHANGED", "static/css/old-0123456789ab.css")]),
    "record": (alter("manifest/site.json"), [("CHANGED", "manifest/site.json")]),
    "list": (alter("manifest/_.txt"), [("CHANGED", "manifest/_.txt")]),
    "list gone": (lambda folder: (folder / "manifest" / "_.txt").unlink(), [("MISSING", "manifest/_.txt")]),
    "list added": (lambda folder: (folder / "manifest" / "a.txt").write_text("a"), [("ADDED", "manifest/a.txt")]),
    "twin": (
        lambda folder: (folder / "index.html.gz").write_bytes(gzip.compress(b"gambling")),
        [("CHANGED", "index.html.gz")],
    ),
    "twin cut": (alter("index.html.br"), [("CHANGED", "index.html.br")]),
    "twin gone": (lambda folder: (folder / "index.html.br").unlink(), [("MISSING", "index.html.br")]),
    "twin added": (lambda folder: (folder / "robots.txt.gz").write_bytes(b""), [("ADDED", "robots.txt.gz")]),
    "removed": (lambda folder: (folder / "robots.txt").unlink(), [("MISSING", "robots.txt")]),
    "added": (lambda folder: (folder / ".x\udcff").write_bytes(b""), [("ADDED", ".x\udcff")]),
    "link": (
        lambda folder: replace(folder / "robots.txt", lambda place: place.symlink_to("/etc/passwd")),
        [("CHANGED", "robots.txt")],
    ),
    "folder": (
        lambda folder: replace(folder / "robots.txt", Path.mkdir),
        [("MISSING", "robots.txt")],
    ),
    "linked folder": (lambda folder: (folder / "casino").symlink_to("/etc"), [("ADDED", "casino")]),
    "index": (alter("release.txt"), [("CHANGED", "release.txt")]),
    "release": (
        lambda folder: (folder / "release.json").write_bytes(
            (folder / "release.json").read_bytes().replace(b'"serial": 2', b'"serial": 3')
        ),
        [("CHANGED", "release.json"), ("CHANGED", "release.sig")],
    ),
    "release gone": (lambda folder: (folder / "release.json").unlink(), [("MISSING", "release.json")]),
    "signature gone": (lambda folder: (folder / "release.sig").unlink(), [("MISSING", "release.sig")]),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_tampered_with_is_named(signed: tuple[Path, Ask], name: str) -> None:
    """And nothing else: a list that was edited is told from the files that it names."""
    folder, ask = signed
    tamper, expected = TAMPERINGS[name]
    tamper(folder)
    names = found(folder, ask)
    if name == "index":
        assert expected[0] in names
    else:
        assert names == expected


def test_an_old_release_is_no_new_one(signed: tuple[Path, Ask]) -> None:
    """It is rightly signed, but its serial was passed; and a serial means one release."""
    folder, ask = signed
    assert found(folder, Ask(key=ask.key, least=3, seen=None)) == [("CHANGED", "release.json")]
    assert found(folder, Ask(key=ask.key, least=2, seen=Seen(2, "0" * 64))) == [("CHANGED", "release.json")]


def test_a_key_wants_a_signature(tmp_path: Path) -> None:
    """Whoever has a key is not content with a release that nobody signed; without a key, a signature is no proof."""
    _, public = make_keys(tmp_path / "keys")
    place = target(tmp_path / "live")
    deploy(make_output(tmp_path / "output", WHOLE), place)
    current = Path(place.path) / "current"
    assert found(current) == []
    assert found(current, Ask(key=read_public(public), least=0, seen=None)) == [("MISSING", "release.sig")]
    assert found(tmp_path / "output", Ask(key=read_public(public), least=0, seen=None)) != []


def test_another_key_confirms_nothing(signed: tuple[Path, Ask], tmp_path: Path) -> None:
    """Somebody who publishes with a key of their own."""
    _, public = make_keys(tmp_path / "other")
    names = found(signed[0], Ask(key=read_public(public), least=0, seen=None))
    assert names == [("CHANGED", "release.json"), ("CHANGED", "release.sig")]


def test_a_signature_without_a_key_is_said_to_be_unchecked(signed: tuple[Path, Ask]) -> None:
    """Files are compared all the same."""
    verdict = check_folder(signed[0], UNSIGNED)
    assert verdict.findings == ()
    assert "--key" in verdict.unchecked[0]


def edit(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Return what replaces some bytes of a file."""

    def rewrite(folder: Path) -> None:
        data = (folder / path).read_bytes()
        assert old in data
        (folder / path).write_bytes(data.replace(old, new))

    return rewrite


def reorder(path: str) -> Callable[[Path], None]:
    """Return what puts a file's last line first."""

    def turn(folder: Path) -> None:
        lines = (folder / path).read_bytes().splitlines(keepends=True)
        (folder / path).write_bytes(b"".join([lines[-1], *lines[:-1]]))

    return turn


BUILT: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "nothing": (lambda _: None, []),
    "content": (alter("index.html"), [("CHANGED", "index.html")]),
    "removed": (lambda folder: (folder / "robots.txt").unlink(), [("MISSING", "robots.txt")]),
    "added": (lambda folder: (folder / "la.html").write_bytes(b""), [("ADDED", "la.html")]),
    "line": (edit("manifest/_.txt", b" robots.txt", b" rabots.txt"), [("CHANGED", "manifest/_.txt")]),
    "order": (reorder("manifest/_.txt"), [("CHANGED", "manifest/_.txt")]),
    "space": (edit("manifest/_.txt", b" robots.txt", b"  robots.txt"), [("CHANGED", "manifest/_.txt")]),
    "end": (edit("manifest/_.txt", b"sitemap.xml\n", b"sitemap.xml"), [("CHANGED", "manifest/_.txt")]),
    "list gone": (lambda folder: (folder / "manifest" / "rss.txt").unlink(), [("MISSING", "manifest/rss.txt")]),
    "list added": (lambda folder: (folder / "manifest" / "z.txt").write_bytes(b""), [("ADDED", "manifest/z.txt")]),
    "record": (edit("manifest/site.json", b"100", b"101"), [("CHANGED", "manifest/site.json")]),
    "record's space": (edit("manifest/site.json", b": 100", b":  100"), [("CHANGED", "manifest/site.json")]),
    "record gone": (
        lambda folder: (folder / "manifest" / "withdrawn.json").unlink(),
        [("MISSING", "manifest/withdrawn.json")],
    ),
    "record added": (
        lambda folder: (folder / "manifest" / "x.json").write_bytes(b"{}"),
        [("ADDED", "manifest/x.json")],
    ),
    "sum": (edit("manifest/digest.json", b'"files": 13', b'"files": 12'), [("CHANGED", "manifest/digest.json")]),
    "sum's space": (edit("manifest/digest.json", b": 13", b":  13"), [("CHANGED", "manifest/digest.json")]),
    "sum gone": (lambda folder: (folder / "manifest" / "digest.json").unlink(), [("MISSING", "manifest/digest.json")]),
    "list and content": (
        lambda folder: (alter("kinh-te/index.html")(folder), reorder("manifest/_.txt")(folder)),
        [("CHANGED", "kinh-te/index.html"), ("CHANGED", "manifest/_.txt")],
    ),
}


@pytest.mark.parametrize("name", BUILT)
def test_a_build_s_output_is_held_against_its_manifest(tmp_path: Path, name: str) -> None:
    """Its files are byte-canonical, and what a list must say follows from the files: an edited one is named."""
    tamper, expected = BUILT[name]
    folder = make_output(tmp_path / "output", WHOLE)
    tamper(folder)
    assert found(folder) == expected


def test_a_record_s_hash_that_was_edited_is_the_sum_s_fault(tmp_path: Path) -> None:
    """The record is what the sum of all says."""
    folder = make_output(tmp_path / "output", WHOLE)
    digest = json.loads((folder / "manifest" / "digest.json").read_bytes())
    digest["records"]["manifest/site.json"] = "0" * 64
    (folder / "manifest" / "digest.json").write_bytes(json.dumps(digest).encode() + b"\n")
    assert found(folder) == [("CHANGED", "manifest/digest.json")]


def test_a_folder_that_is_no_site_cannot_be_checked(tmp_path: Path) -> None:
    """It is neither as it should be nor otherwise."""
    verdict = check_folder(tmp_path, UNSIGNED)
    assert (verdict.findings, len(verdict.unchecked)) == ((), 1)
