"""Plans every page of the site from its content and hands them to the press one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.archives.colours import make_rules
from plugins.archives.frame import make_frame
from plugins.archives.pages import plan_pages
from plugins.archives.parts import Assets
from plugins.archives.redirects import find_redirects, serving_records
from plugins.archives.views import RedirectPage
from plugins.archives.visibility import listed, next_due
from plugins.press.assets import Bundle, bundle
from plugins.press.writer import Writer


class PagePlanner:
    """Renders the pages of the context's `CONTENT`; publishes the theme's files and what a server needs to know."""

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
        """Render every page, publish the theme's files, and record where old addresses lead."""
        content, now = self._context["CONTENT"], self._context["NOW"]
        theme = bundle(self._theme / "static", make_rules(content.site.appearance.colours))
        for path, data in theme.files.items():
            writer.file(path, data, f"theme/{path}")
        frame = make_frame(content, now, _assets(theme), self._production)
        taken: set[str] = set()
        for page in plan_pages(content, now, frame, self._context["SEARCH_ROOT"]):
            writer.page(page.path, page.template, page.view, frame, page.source)
            if not isinstance(page.view, RedirectPage):
                taken.add(page.path)
        for name, data in serving_records(find_redirects(content, now, taken), frame.base_url):
            writer.record(name, data)


def _assets(theme: Bundle) -> Assets:
    return Assets(
        stylesheet=theme.stylesheet,
        script=theme.scripts + "main.js",
        search_script=theme.scripts + "search/view.js",
        search_worker=theme.scripts + "search/worker.js",
        icon=theme.images + "icon.svg",
        touch_icon=theme.images + "icon-180.png",
        large_icon=theme.images + "icon-512.png",
    )


def page_planner(portal: object) -> type[PagePlanner]:
    """Answer Pelican's question for a generator."""
    del portal
    return PagePlanner
