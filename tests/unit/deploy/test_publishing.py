"""A deployment makes what is built what readers see, in one step; what is not fit is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.problem import OutputError, StoreError
from deploy.publishing import roll_back
from tests.released import TEXT, WHOLE, deploy, live, make_output, published, target, tree


def test_readers_see_the_output_and_its_twins(tmp_path: Path) -> None:
    """Every file of the output, with .br and .gz beside the larger texts, and what says which release it is."""
    output = make_output(tmp_path / "output", WHOLE)
    place = target(tmp_path / "live")
    assert deploy(output, place).serial == 1
    assert published(live(place)) == tree(output)
    assert {"index.html.br", "index.html.gz", "release.json", "release.txt"} <= live(place).keys()
    assert "kinh-te/index.html.br" not in live(place)
    assert (Path(place.path) / "current").readlink() == Path("releases/1")


def test_an_edit_moves_only_what_changed(tmp_path: Path) -> None:
    """Other files are the same file on the disk as in every release; so are their twins."""
    place = target(tmp_path / "live")
    deploy(make_output(tmp_path / "output", WHOLE), place)
    before = (Path(place.path) / "current" / "index.html").stat()
    for number in range(2, 6):
        files = {**WHOLE, "kinh-te/bai-1.html": b"<h1>new</h1>" + TEXT * number}
        outcome = deploy(make_output(tmp_path / "output", files), place)
        assert (outcome.serial, outcome.changed, outcome.removed) == (number, 3, 0)  # the page, its list, the sum
        assert published(live(place)) == tree(tmp_path / "output")
        now = (Path(place.path) / "current" / "index.html").stat()
        assert (now.st_ino, now.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert sorted(path.name for path in (Path(place.path) / "releases").iterdir()) == ["3", "4", "5"]


def test_the_same_output_makes_no_release(tmp_path: Path) -> None:
    """A timer may deploy every hour."""
    output, place = make_output(tmp_path / "output", WHOLE), target(tmp_path / "live")
    assert [deploy(output, place).serial for _ in range(3)] == [1, 0, 0]


def test_hashed_files_of_the_last_two_releases_stay(tmp_path: Path) -> None:
    """A page that was loaded before the switch finds its style sheet, packed too; a third release lets it go."""
    place = target(tmp_path / "live")
    old, css = "static/css/site-0123456789ab.css", "static/css/site-{}23456789ab.css"
    deploy(make_output(tmp_path / "output", WHOLE), place)
    rest = {path: data for path, data in WHOLE.items() if path != old}
    seen = []
    for number in range(4):
        files = {**rest, css.format(f"{number}f"): f"p{{margin:{number}px}}\n".encode() * 200}
        deploy(make_output(tmp_path / "output", files), place)
        seen.append(old in live(place) and f"{old}.br" in live(place))
    assert seen == [True, True, False, False]


def test_a_page_that_is_gone_is_gone(tmp_path: Path) -> None:
    """With its twins, and its folder; a file may take a folder's place."""
    place = target(tmp_path / "live")
    files = {**WHOLE, "tag/a/index.html": TEXT, "tag/b": b"x"}
    deploy(make_output(tmp_path / "output", files), place)
    deploy(make_output(tmp_path / "output", {**WHOLE, "tag/a": b"now a file"}), place)
    assert published(live(place)) == tree(tmp_path / "output")
    assert not [path for path in live(place) if path.startswith("tag/") and path != "tag/a"]


def test_rolling_back_shows_an_earlier_release(tmp_path: Path) -> None:
    """The one before, or any that is kept; the next release's number is greater than all."""
    place = target(tmp_path / "live")
    trees = []
    for number in range(3):
        output = make_output(tmp_path / "output", {**WHOLE, "index.html": f"{number}".encode()})
        deploy(output, place)
        trees.append(live(place))
    assert roll_back(place, None, lambda _: None) == (3, 2)
    assert live(place) == trees[1]
    assert roll_back(place, 1, lambda _: None) == (2, 1)
    assert live(place) == trees[0]
    with pytest.raises(StoreError, match="1, 2, 3"):
        roll_back(place, None, lambda _: None)
    with pytest.raises(StoreError, match="1, 2, 3"):
        roll_back(place, 7, lambda _: None)
    assert deploy(output, place).serial == 4
    assert published(live(place)) == tree(output)


@pytest.mark.parametrize("path", sorted(WHOLE))
def test_a_kind_of_page_that_is_missing_is_refused(tmp_path: Path, path: str) -> None:
    """Home, lists, articles, feeds, sitemap, search, styles: a site without them is half a site."""
    place = target(tmp_path / "live")
    deploy(make_output(tmp_path / "output", WHOLE), place)
    before = live(place)
    output = make_output(tmp_path / "output", {name: data for name, data in WHOLE.items() if name != path})
    with pytest.raises(OutputError, match=r"Thiếu"):
        deploy(output, place, allow_vanish=True)
    assert live(place) == before


def test_a_drop_of_articles_is_refused(tmp_path: Path) -> None:
    """More than five per cent of the live site's, unless that is meant."""
    place = target(tmp_path / "live")
    deploy(make_output(tmp_path / "output", WHOLE, articles=100), place)
    assert deploy(make_output(tmp_path / "output", WHOLE, articles=95), place).serial == 2
    output = make_output(tmp_path / "output", WHOLE, articles=90)
    with pytest.raises(OutputError, match=r"từ 95 xuống 90.*--allow-drop"):
        deploy(output, place)
    assert deploy(output, place, allow_drop=True).serial == 3


def test_an_address_that_vanishes_is_refused(tmp_path: Path) -> None:
    """Unless a redirect or a withdrawal answers there, or it is meant; lists that live by their members may go."""
    place = target(tmp_path / "live")
    gone = {"kinh-te/bai-2.html": TEXT, "tag/lua/index.html": TEXT, "kinh-te/page-3/index.html": TEXT}
    deploy(make_output(tmp_path / "output", {**WHOLE, **gone}, redirects={"/cu-1": "/", "/cu-2": "/"}), place)
    output = make_output(tmp_path / "output", WHOLE, redirects={"/cu-1": "/"})
    with pytest.raises(OutputError, match=r"(?s)2 địa chỉ.*--allow-vanish.*  /cu-2\n  /kinh-te/bai-2.html$"):
        deploy(output, place)
    answered = {"/cu-1": "/", "/cu-2": "/", "/kinh-te/bai-2.html": "/"}
    assert deploy(make_output(tmp_path / "output", WHOLE, redirects=answered), place).serial == 2
    assert deploy(make_output(tmp_path / "output", WHOLE), place, allow_vanish=True).serial == 3


def test_a_preview_is_refused(tmp_path: Path) -> None:
    """It tells crawlers to stay away."""
    with pytest.raises(OutputError, match="--production"):
        deploy(make_output(tmp_path / "output", WHOLE, production=False), target(tmp_path / "live"))


@pytest.mark.parametrize("what", ["altered", "added", "missing", "list", "record", "journal", "link"])
def test_an_output_that_is_not_its_manifest_is_refused(tmp_path: Path, what: str) -> None:
    """Whether somebody altered it or a build was interrupted; whether the file would be moved or not."""
    place, output = target(tmp_path / "live"), make_output(tmp_path / "output", WHOLE)
    deploy(output, place)
    before = live(place)
    page = output / "kinh-te" / "bai-1.html"
    match what:
        case "altered":
            page.write_bytes(page.read_bytes().replace(b"1", b"2"))
        case "added":
            page.with_name("la.html").write_bytes(b"x")
        case "missing":
            page.unlink()
        case "list":
            lines = output / "manifest" / "_.txt"
            lines.write_bytes(lines.read_bytes().replace(b"robots", b"rabots"))
        case "record":
            (output / "manifest" / "site.json").write_bytes(b'{"articles": 100, "production":  true}\n')
        case "journal":
            (output / ".staging").mkdir()
            (output / ".staging" / "journal.json").write_bytes(b"{}")
        case "link":
            page.unlink()
            page.symlink_to(output / "index.html")
    with pytest.raises(OutputError, match=r"build"):
        deploy(output, place)
    assert live(place) == before


def test_an_empty_folder_is_nothing_to_publish(tmp_path: Path) -> None:
    """The message says what to do first."""
    (tmp_path / "output").mkdir()
    with pytest.raises(OutputError, match=r"./inv build --production"):
        deploy(tmp_path / "output", target(tmp_path / "live"))


def test_clean_takes_nothing_from_what_was_live(tmp_path: Path) -> None:
    """Files that somebody altered on the server are replaced, and no release that shares them stays."""
    place, output = target(tmp_path / "live"), make_output(tmp_path / "output", WHOLE)
    deploy(output, place)
    (Path(place.path) / "current" / "index.html").write_bytes(b"gambling")
    (Path(place.path) / "current" / "manifest" / "_.txt").write_bytes(b"")
    files = {**WHOLE, "robots.txt": b"new"}
    with pytest.raises(StoreError, match="--clean"):
        deploy(make_output(output, files), place)
    assert deploy(output, place, clean=True).serial == 2
    assert published(live(place)) == tree(output)
    assert sorted(path.name for path in (Path(place.path) / "releases").iterdir()) == [".spare-1", ".spare-2", "2"]
    for path in (Path(place.path) / "releases").glob("*/index.html"):
        assert path.read_bytes() == WHOLE["index.html"]


def test_a_damaged_tree_becomes_no_release(tmp_path: Path) -> None:
    """A tree that lost its lists is thrown away, and the next release is made of the live one."""
    place = target(tmp_path / "live", keep=2)
    for number in range(3):
        deploy(make_output(tmp_path / "output", {**WHOLE, "index.html": f"{number}".encode()}), place)
    (Path(place.path) / "releases" / "2" / "release.txt").unlink()
    deploy(make_output(tmp_path / "output", {**WHOLE, "index.html": b"last"}), place)
    assert published(live(place)) == tree(tmp_path / "output")
