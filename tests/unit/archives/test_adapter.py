"""What the planner hands to the press."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plugins.archives.adapter import PagePlanner
from plugins.newsroom.article import Legacy, Withdrawal
from tests.builders import NOW, make_article, make_content

THEME = Path(__file__).resolve().parents[3] / "theme"


class Shelf:
    """A writer that keeps what it is given."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pages: dict[str, str] = {}
        self.records: dict[str, Any] = {}

    def page(self, path: str, template: str, view: object, frame: object, source: str) -> None:
        """Keep which template the page has."""
        del view, frame, source
        self.pages[path] = template

    def file(self, path: str, content: bytes | Path, source: str) -> None:
        """Pass over the theme's files."""

    def record(self, name: str, content: bytes) -> None:
        """Keep what the record says."""
        self.records[name] = json.loads(content)


def test_pages_and_records_agree() -> None:
    """Old addresses with a page are in the server's record too, and one that a page has is in neither."""
    content = make_content(
        [
            make_article("a", legacy=Legacy(id=5, paths=("/cu/a-5.html", "/kinh-te/b.html"))),
            make_article("b", withdrawn=Withdrawal(reason="theo yêu cầu", date=NOW)),
        ]
    )
    context = {"CONTENT": content, "NOW": NOW, "SEARCH_ROOT": "/search/root-0.json"}
    planner = PagePlanner(context, {"PRODUCTION": True}, "content", str(THEME), "output")
    planner.generate_context()
    shelf = Shelf()
    planner.generate_output(shelf)
    assert context["ARTICLES"] == 1
    assert [path for path, template in shelf.pages.items() if template == "redirect.html"] == ["cu/a-5.html"]
    assert shelf.pages["kinh-te/b.html"] == "notice.html"
    assert shelf.records == {
        "address.json": {"base_url": "https://tin.example.vn"},
        "ids.json": {"5": "/kinh-te/a.html"},
        "redirects.json": {"/cu/a-5.html": "/kinh-te/a.html"},
        "withdrawn.json": ["/kinh-te/b.html"],
    }


def test_every_template_that_pages_name_is_in_the_theme() -> None:
    """A page without its template would stop a build of somebody's content."""
    content = make_content([make_article(tags=("a",), legacy=Legacy(paths=("/cu.html",)))])
    context = {"CONTENT": content, "NOW": NOW, "SEARCH_ROOT": ""}
    shelf = Shelf()
    PagePlanner(context, {"PRODUCTION": False}, "content", str(THEME), "output").generate_output(shelf)
    assert [name for name in sorted(set(shelf.pages.values())) if not (THEME / "templates" / name).is_file()] == []
