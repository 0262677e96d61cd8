"""Plans every page of the site from its content and hands them to the press one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.archives.frame import make_frame
from plugins.archives.pages import plan_pages
from plugins.archives.views import Assets
from plugins.archives.visibility import listed, next_due
from plugins.press.assets import Bundle, bundle
from plugins.press.writer import Writer


class PagePlanner:
    """Renders the pages of the context's `CONTENT` and publishes the theme's files."""

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del path, output
        self._context = context
        self._production = bool(settings["PRODUCTION"])
        self._theme = Path(theme)

    def generate_context(self) -> None:
        """Count what will be on the site and find when it next changes by itself."""
        content, now = self._context["CONTENT"], self._context["NOW"]
        self._context["ARTICLES"] = len(listed(content, now))
        self._context["DUE"] = next_due(content, now)

    def generate_output(self, writer: Writer) -> None:
        """Render every page and publish the theme's files."""
        content, now = self._context["CONTENT"], self._context["NOW"]
        theme = bundle(self._theme / "static")
        for path, data in theme.files.items():
            writer.file(path, data, f"theme/{path}")
        frame = make_frame(content.site, content.media, now, _assets(theme), self._production)
        for page in plan_pages(content, now, frame, self._context["SEARCH_ROOT"]):
            writer.page(page.path, page.template, page.view, frame, page.source)


def _assets(theme: Bundle) -> Assets:
    return Assets(
        stylesheet=theme.stylesheet,
        script=theme.scripts + "main.js",
        search_script=theme.scripts + "search/view.js",
        search_worker=theme.scripts + "search/worker.js",
        icon=theme.images + "icon.svg",
    )


def page_planner(portal: object) -> type[PagePlanner]:
    """Answer Pelican's question for a generator."""
    del portal
    return PagePlanner
