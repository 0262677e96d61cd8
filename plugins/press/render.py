"""A page's bytes from its view and its template: the only module that knows Jinja."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2


class RenderError(Exception):
    """A template is missing or failed: `str()` names the template, its line, the page and the cause."""


class Renderer:
    """
    The theme's templates.

    Only the theme's own folder is searched, everything is escaped, and a name that is not
    there is an error: a template sees `view` and `frame`, nothing else.
    """

    def __init__(self, templates: Path, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._folder = templates
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(filters)
        # JSON in a page is UTF-8 like the rest of it: escapes would double the size of Vietnamese words.
        self._environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
        # The global functions (`range`, `lipsum` with its random text, …) are not a function of the view.
        self._environment.globals.clear()
        self._templates: dict[str, jinja2.Template] = {}

    def render(self, template: str, view: object, frame: object, page: str) -> bytes:
        """
        Return the page's bytes, UTF-8.

        Args:
            template: Its file name below the templates' folder.
            view: What is on the page.
            frame: What surrounds every page.
            page: The page's path, for messages.

        Raises:
            RenderError: The template is missing, malformed, or uses what is not there.
        """
        try:
            if template not in self._templates:
                self._templates[template] = self._environment.get_template(template)
            return self._templates[template].render(view=view, frame=frame).encode()
        except jinja2.TemplateSyntaxError as error:
            raise RenderError(f"{self._place(error.filename, error.lineno)}: {page}: {error.message}") from error
        except jinja2.TemplateNotFound as error:
            place = self._failing_line(error) or self._place(template, 1)
            raise RenderError(f"{place}: {page}: không tìm thấy mẫu {error.name!r} (no such template)") from error
        except Exception as error:
            place = self._failing_line(error) or self._place(template, 1)
            raise RenderError(f"{place}: {page}: {error}") from error

    def _failing_line(self, error: Exception) -> str:
        """Return file and line of the template that *error* comes from, "" where none was reached."""
        frames = reversed(traceback.extract_tb(error.__traceback__))
        own = (frame for frame in frames if Path(frame.filename).is_relative_to(self._folder))
        return next((self._place(frame.filename, frame.lineno) for frame in own), "")

    def _place(self, file: str | None, line: int | None) -> str:
        """Return `theme/templates/file:line`."""
        path = self._folder / (file or "")
        return f"{path.relative_to(self._folder.parent.parent).as_posix()}:{line}"
