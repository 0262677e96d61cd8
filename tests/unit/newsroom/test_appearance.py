"""How the portal looks, as an operator writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from plugins.newsroom.content import Content
from plugins.newsroom.reading import read_content
from plugins.newsroom.site import CHANNELS, HOME_PARTS, SIDE_PARTS, Appearance, Colours


def read(folder: Path, **files: str) -> Content:
    """Read a content folder of one article with this site data: file name without its ending → text."""
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "articles" / "a.md").write_text("---\ntitle: A\ndate: 2026-03-01\ncategory: tin\n---\n\nA.\n", "utf-8")
    (folder / "site" / "categories.yaml").write_text("- {slug: tin, name: Tin}\n", encoding="utf-8")
    for name, text in files.items():
        (folder / "site" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_content(folder)


def test_everything_is_read(tmp_path: Path) -> None:
    """Colours in lower case, lists in their order."""
    (tmp_path / "media").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "media" / "a.png")
    content = read(
        tmp_path,
        appearance='short_name: Bình An\nlogo: /media/a.png\ncolours: {brand: "#6B1220", highlight: "#e0b25a"}\n'
        "side: [applications]\nshare: [x, email]\n",
        home="parts: [newest, hot]\n",
        site="dublin_core: true\nbase_url: https://a.vn\n",
    )
    assert content.problems == ()
    assert content.site.appearance == Appearance(
        short_name="Bình An",
        logo="/media/a.png",
        colours=Colours(brand="#6b1220", highlight="#e0b25a"),
        side=("applications",),
        share=("x", "email"),
    )
    assert content.site.home.parts == ("newest", "hot")
    assert content.site.identity.dublin_core is True


def test_without_files_the_portal_looks_as_the_theme_does(tmp_path: Path) -> None:
    """All parts in the theme's order, its colours and icon, no Dublin Core."""
    site = read(tmp_path).site
    assert (site.appearance.side, site.appearance.share, site.home.parts) == (SIDE_PARTS, CHANNELS, HOME_PARTS)
    assert (site.appearance.logo, site.appearance.colours, site.identity.dublin_core) == ("", None, False)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("side: [banners, quảng cáo]", (1, "side.2"), "E210"),
        ("share: [zalo]", (1, "share.1"), "E210"),
        ("side: [banners, banners]", (1, "side.2"), "E509"),
        ("logo: /media/khong-co.png", (1, "logo"), "E406"),
        ('colours: {brand: "#6b1220"}', (1, "colours.highlight"), "E201"),
        ("colours: {brand: red, highlight: white}", (1, "colours.brand"), "E232"),
        ("colour: red", (1, "colour"), "E202"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, place: tuple[int, str], code: str) -> None:
    """With its line and its field."""
    problems = read(tmp_path, appearance=text + "\n").problems
    assert (problems[0].line, problems[0].field, problems[0].code) == (*place, code)
