"""A page's bytes from its view and its template."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2

from plugins.press.compilation import Environment
from plugins.press.writer import RenderError


class Renderer:
    """
    The theme's templates.

    Only the theme's own folder is searched, everything is escaped, and a name that is not
    there is an error: a template sees `view` and `frame`, nothing else.

    Args:
        templates: Their folder.
        filters: What they may apply to values.
        shared: Types whose objects never change and stand on many pages.
    """

    def __init__(self, templates: Path, filters: Mapping[str, Callable[..., Any]], shared: Iterable[type] = ()) -> None:
        self._folder = templates
        self._environment = Environment(templates, filters, shared)
        self._templates: dict[str, jinja2.Template] = {}
        self._frame: object = None

    def load(self, templates: Iterable[str]) -> None:
        """Compile templates ahead of their first use; one that fails is told when it is rendered."""
        for template in templates:
            with suppress(jinja2.TemplateError, OSError, UnicodeDecodeError):
                self._templates[template] = self._environment.get_template(template)

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
            if frame is not self._frame:
                self._environment.outlive(frame)
                self._frame = frame
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
