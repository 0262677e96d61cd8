"""Gate one of a build: the content is read, as much of it as is new, and with an error in it nothing else happens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from plugins.newsroom.memory import Memory
from plugins.newsroom.problem import ContentProblems, errors
from plugins.newsroom.recall import read_changes
from plugins.newsroom.refresh import Manner, Work
from plugins.press.pool import spread
from plugins.press.writer import Writer


class ContentReader:
    """
    Puts the folder's `Content` into the context as `CONTENT`, and as `CHANGE` what is different from the last build.

    Publishes the media. The context has the `STORE`, and `EVERYTHING`: why all is to be made anew, "" where the
    reader may find that little has changed.
    """

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del theme, output
        self._context = context
        self._folder = Path(path)
        self._workers = int(settings["WORKERS"])
        self._manner = Manner(
            verify=bool(settings.get("VERIFY")),
            spread=self._spread,
            on_progress=settings.get("ON_PROGRESS"),
            drafts=bool(settings.get("DRAFTS")),
        )

    @classmethod
    def offer(cls, portal: object) -> type[ContentReader]:
        """Answer Pelican's question for a generator."""
        del portal
        return cls

    def generate_context(self) -> None:
        """
        Read the content.

        Raises:
            ContentProblems: There is an error in it.
        """
        content, change = read_changes(
            self._folder,
            Memory(self._context["STORE"]),
            self._context["EVERYTHING"],
            self._manner,
        )
        if errors(content.problems):
            raise ContentProblems(content.problems)
        self._context["CONTENT"] = content
        self._context["CHANGE"] = change
        self._context["PROBLEMS"] = len(content.problems)

    def generate_output(self, writer: Writer) -> None:
        """Publish the media under the addresses that articles name them by: all, or those that are new."""
        media, change = self._context["CONTENT"].media, self._context["CHANGE"]
        for address in media if change.everything else change.media:
            path = media[address].path
            writer.file(address.removeprefix("/"), self._folder / path, path)

    def _spread(self, work: Work, /) -> Iterable[bytes]:
        return (data for _, data in spread(work, self._workers))
