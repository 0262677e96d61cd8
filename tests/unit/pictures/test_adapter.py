"""Copies in a build: made once, published while a page shows them, put right when somebody meddles."""

from __future__ import annotations

import html
import io
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from commands.build import Summary, build
from plugins.newsroom.problem import ContentProblems
from tests.edited_portal import ROOT, Portal, Source, tree
from tests.first_archive import photo

LEAD = Source(
    {
        "title": "Tin",
        "date": "2026-01-01",
        "category": "le",
        "image": {"src": "/media/dong.jpg", "alt": "Đồng"},
    }
)
BODY = Source({"title": "Tin khác", "date": "2026-01-02", "category": "le"}, "Mở đầu.\n\n![Đồng](/media/dong.jpg)")


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """Two articles that show one picture, published."""
    portal = Portal(tmp_path / "cong")
    portal.site("categories", [{"slug": "le", "name": "Lẻ"}])
    portal.write("content/media/dong.jpg", photo(1))
    portal.put("articles/tin.md", LEAD)
    portal.put("articles/khac.md", BODY)
    publish(portal)
    yield portal
    portal.discard()


def publish(portal: Portal) -> Summary:
    """Build."""
    return build(portal.order(portal.output))


def copies(portal: Portal) -> list[str]:
    """Return the published copies."""
    return sorted(path for path in tree(portal.output) if path.startswith("static/media/"))


def kept(portal: Portal) -> dict[str, int]:
    """Return the copies that are kept: file → which one it is, so that one that was made again shows."""
    folder = portal.memory / "pictures"
    return {str(file.relative_to(folder)): file.stat().st_ino for file in folder.rglob("*") if file.is_file()}


def test_a_picture_has_copies_on_the_site_and_stays_itself(portal: Portal) -> None:
    """The original lies where it did; pages, and the manifest, name the copies."""
    (copy,) = copies(portal)
    assert (portal.output / "media/dong.jpg").read_bytes() == photo(1)
    for page in ("le/tin.html", "le/khac.html", "le/index.html"):
        assert f'<source type="image/webp" srcset="/{copy} 80w"' in (portal.output / page).read_text("utf-8"), page
    assert copy in "".join(file.read_text("utf-8") for file in (portal.output / "manifest").glob("static*.txt"))


def test_every_copy_that_a_page_names_is_there_and_none_besides(portal: Portal) -> None:
    """Of pictures of all kinds, with names that an address must encode."""
    for number, name in enumerate(("có dấu, phẩy.jpg", "a&b.png", "c.jpg")):
        portal.write(f"content/media/thư mục/{name}", photo(number, "PNG" if name.endswith("png") else "JPEG"))
    (portal.folder / "content/media/rong.png").write_bytes(wide_picture())
    address = "/media/th%C6%B0%20m%E1%BB%A5c"
    portal.put(
        "articles/moi.md",
        Source(
            {
                "title": "Mới",
                "date": "2026-01-03",
                "category": "le",
                "image": {"src": "/media/rong.png", "alt": "Rộng"},
            },
            f"Mở đầu.\n\n![1]({address}/c%C3%B3%20d%E1%BA%A5u,%20ph%E1%BA%A9y.jpg)\n\n![2]({address}/a&b.png)\n\n"
            "![3]({static}../media/thư%20mục/c.jpg)",
        ),
    )
    publish(portal)
    named = set()
    for page in portal.output.rglob("*.html"):
        for value in re.findall(r'srcset="([^"]*)"', page.read_text("utf-8")):
            named |= {unquote(html.unescape(one).split()[0]) for one in value.split(", ")}
    assert {path for path in named if path.startswith("/static/")} == {f"/{path}" for path in copies(portal)}
    assert all((portal.output / path[1:]).is_file() for path in named)
    assert len(copies(portal)) == 1 + 3 + 6


def wide_picture() -> bytes:
    """Return a picture of 1300 × 20 pixels."""
    data = io.BytesIO()
    pixels = random.Random(4).randbytes(1300 * 20 * 3)  # noqa: S311 - the same at every run
    Image.frombytes("RGB", (1300, 20), pixels).save(data, "PNG")
    return data.getvalue()


def test_a_picture_is_converted_once(portal: Portal) -> None:
    """Not again for another article, name, order of building or version of the code."""
    before = kept(portal)
    portal.put("articles/moi.md", LEAD.changed(title="Tin mới"))
    assert publish(portal).everything == ""
    portal.write("content/media/ten-khac.jpg", photo(1))
    portal.put("articles/moi.md", LEAD.changed(title="Tin mới", image={"src": "/media/ten-khac.jpg", "alt": "Đồng"}))
    assert publish(portal).everything == ""
    assert len(copies(portal)) == 2
    (portal.memory / "state.sqlite").unlink()
    publish(portal)
    portal.verify = True
    publish(portal)
    assert kept(portal) == before


def test_a_publish_without_a_new_picture_loads_no_library_of_pictures(portal: Portal) -> None:
    """So it cannot look at an old one."""
    portal.put("articles/tin.md", LEAD.changed(title="Tin sửa"))
    script = (
        "import pickle, sys; from commands.build import build;"
        "done = build(pickle.load(sys.stdin.buffer));"
        "print(done.everything, done.rendered > 0, 'PIL.Image' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=pickle.dumps(portal.order(portal.output)),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == (b" True False\n", 0), done.stderr


def test_a_copy_goes_when_no_page_shows_it_any_more(portal: Portal) -> None:
    """As long as one does it stays; the original stays in any case."""
    portal.put("articles/khac.md", BODY.changed(status="draft"))
    assert publish(portal).everything == ""
    assert len(copies(portal)) == 1
    portal.put("articles/tin.md", LEAD.changed(image=None))
    assert publish(portal).everything == ""
    assert copies(portal) == []
    assert (portal.output / "media/dong.jpg").is_file()
    portal.put("articles/khac.md", BODY)
    assert publish(portal).everything == ""
    assert len(copies(portal)) == 1


def test_another_picture_under_the_name_has_copies_of_its_own(portal: Portal) -> None:
    """And those of the old one are neither published nor kept."""
    (before,), old = copies(portal), kept(portal)
    portal.write("content/media/dong.jpg", photo(2))
    publish(portal)
    (after,) = copies(portal)
    assert before != after
    assert not kept(portal).keys() & old.keys()


def test_a_copy_that_is_damaged_where_it_is_kept_is_made_again(portal: Portal) -> None:
    """It is never published."""
    expected = tree(portal.output)
    (file,) = (portal.memory / "pictures").rglob("*.webp")
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    (portal.output / copies(portal)[0]).unlink()
    assert publish(portal).restored
    assert tree(portal.output) == expected


def test_pictures_that_cannot_be_unpacked_are_told_all_at_once(portal: Portal) -> None:
    """Nothing is published, and nothing of the last site is touched."""
    before = tree(portal.output)
    for name in ("a.png", "b.png"):
        data = photo(3, "PNG")
        # The header is a picture's, and what follows is none.
        portal.write(f"content/media/{name}", data[:60] + bytes(byte ^ 0x5A for byte in data[60:]))
    portal.put("articles/a.md", LEAD.changed(image={"src": "/media/a.png", "alt": "A"}))
    portal.put("articles/b.md", LEAD.changed(image={"src": "/media/b.png", "alt": "B"}))
    with pytest.raises(ContentProblems) as raised:
        publish(portal)
    found = [(problem.path, problem.code) for problem in raised.value.problems if problem.code == "E413"]
    assert found == [("media/a.png", "E413"), ("media/b.png", "E413")]
    assert tree(portal.output) == before


def test_several_processes_make_what_one_makes(portal: Portal) -> None:
    """The same copies, byte for byte."""
    for number in range(5):
        portal.write(f"content/media/{number}.jpg", photo(number + 10))
        portal.put(
            f"articles/{number}.md",
            LEAD.changed(title=f"Tin {number}", image={"src": f"/media/{number}.jpg", "alt": "Ảnh"}),
        )
    publish(portal)
    expected = tree(portal.output)
    assert len(copies(portal)) == 6
    portal.workers, portal.clean = 3, True
    publish(portal)
    assert tree(portal.output) == expected


def test_what_a_killed_build_left_behind_is_cleared_away(portal: Portal) -> None:
    """Copies that were begun are no copies."""
    draft = portal.memory / "pictures" / "new-0123"
    draft.mkdir()
    (draft / "400-0123.webp").write_bytes(b"do dang")
    portal.write("content/media/dong.jpg", photo(2))
    publish(portal)
    assert not draft.exists()
