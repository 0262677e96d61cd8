"""What the planner hands to the press."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.archives.adapter import PagePlanner
from plugins.newsroom.article import Legacy, Withdrawal
from plugins.newsroom.change import Change
from plugins.newsroom.content import Content
from plugins.press.store import Store
from plugins.press.writer import PlannedPage
from tests.builders import NOW, make_article, make_content

THEME = Path(__file__).resolve().parents[3] / "theme"


class Shelf:
    """A writer that keeps what it is given."""

    altered: tuple[str, ...] = ()
    is_foreign = False

    def __init__(self) -> None:
        """Begin with nothing."""
        self.templates: dict[str, str] = {}
        self.records: dict[str, Any] = {}

    def pages(self, pages: Iterable[PlannedPage], frame: object) -> None:
        """Keep which template each page has."""
        del frame
        self.templates |= {page.path: page.template for page in pages}

    def file(self, path: str, content: bytes | Path, source: str) -> None:
        """Pass over the theme's files."""

    def drop(self, path: str) -> None:
        """Pass over what is no more."""

    def keep_rest(self, prefix: str = "") -> None:
        """Pass over what stays."""

    def record(self, name: str, content: bytes) -> None:
        """Keep what the record says."""
        self.records[name] = json.loads(content)


def context_of(folder: Path, content: Content) -> dict[str, Any]:
    """Return the context of a first build."""
    change = Change(everything="first build")
    return {
        "CONTENT": content,
        "NOW": NOW,
        "SEARCH_ROOT": "/search/root-0.json",
        "STORE": Store(folder, "1"),
        "CHANGE": change,
    }


def test_pages_and_records_agree(tmp_path: Path) -> None:
    """Old addresses with a page are in the server's record too, and one that a page has is in neither."""
    content = make_content(
        [
            make_article("a", legacy=Legacy(id=5, paths=("/cu/a-5.html", "/kinh-te/b.html"))),
            make_article("b", withdrawn=Withdrawal(reason="theo yêu cầu", date=NOW)),
        ]
    )
    context = context_of(tmp_path, content)
    planner = PagePlanner(context, {"PRODUCTION": True}, "content", str(THEME), "output")
    planner.generate_context()
    shelf = Shelf()
    planner.generate_output(shelf)
    assert context["ARTICLES"] == 1
    assert [path for path, template in shelf.templates.items() if template == "redirect.html"] == ["cu/a-5.html"]
    assert shelf.templates["kinh-te/b.html"] == "notice.html"
    assert shelf.records == {
        "address.json": {"base_url": "https://tin.example.vn"},
        "ids.json": {"5": "/kinh-te/a.html"},
        "redirects.json": {"/cu/a-5.html": "/kinh-te/a.html"},
        "withdrawn.json": ["/kinh-te/b.html"],
    }


def test_every_template_that_pages_name_is_in_the_theme(tmp_path: Path) -> None:
    """A page without its template would stop a build of somebody's content."""
    content = make_content([make_article(tags=("a",), legacy=Legacy(paths=("/cu.html",)))])
    planner = PagePlanner(context_of(tmp_path, content), {"PRODUCTION": False}, "content", str(THEME), "output")
    planner.generate_context()
    shelf = Shelf()
    planner.generate_output(shelf)
    assert [name for name in sorted(set(shelf.templates.values())) if not (THEME / "templates" / name).is_file()] == []
