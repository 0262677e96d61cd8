"""Gate one of a build: the content is read whole, and with an error in it nothing else happens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.newsroom.problem import ContentProblems, errors
from plugins.newsroom.reading import read_content
from plugins.press.writer import Writer


class ContentReader:
    """Puts the folder's `Content` into the context as `CONTENT`; publishes its media."""

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del theme, output
        self._context = context
        self._folder = Path(path)
        self._on_progress = settings.get("ON_PROGRESS")

    def generate_context(self) -> None:
        """
        Read the content.

        Raises:
            ContentProblems: There is an error in it.
        """
        content = read_content(self._folder, self._on_progress)
        if errors(content.problems):
            raise ContentProblems(content.problems)
        self._context["CONTENT"] = content
        self._context["PROBLEMS"] = len(content.problems)

    def generate_output(self, writer: Writer) -> None:
        """Publish the media under the addresses that articles name them by."""
        for address, media in self._context["CONTENT"].media.items():
            writer.file(address.removeprefix("/"), self._folder / media.path, media.path)


def content_reader(portal: object) -> type[ContentReader]:
    """Answer Pelican's question for a generator."""
    del portal
    return ContentReader
