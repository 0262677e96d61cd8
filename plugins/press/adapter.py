"""
Pelican's doors to the press: the class that runs a build and the writer that publishes it.

`PELICAN_CLASS` names `Portal`, which runs the generators that plugins offer (Pelican's own
article and page generators do not scale) and commits the writer at the end, so that nothing
is published unless everything could be made.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import console

from plugins.newsroom import vietnamese
from plugins.newsroom.clock import current_minute
from plugins.newsroom.moment import parse_moment
from plugins.press.publication import Changes, Publication
from plugins.press.render import Renderer
from plugins.press.state import only_build, state_folder

ROOT = Path(__file__).resolve().parents[2]
FILTERS: Mapping[str, Callable[..., str]] = {
    "moment": vietnamese.format_moment,
    "day": vietnamese.format_day,
    "number": vietnamese.format_number,
    "iso": lambda moment: moment.isoformat(),  # of dates and of datetimes
    "rfc822": format_datetime,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    What a build did.

    Attributes:
        articles: Articles that readers can find.
        pages: Files rendered from templates.
        written, deleted: Files of the output that changed or went away.
        problems: Warnings and hints about the content.
        now: The moment that the site shows.
        next_due: The next moment at which something appears or expires by itself.
    """

    articles: int
    pages: int
    written: int
    deleted: int
    problems: int
    now: datetime
    next_due: datetime | None


class StagedWriter:
    """Pelican's writer: renders pages and stages files; `publish` makes them the site."""

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        self._publication = Publication(Path(output_path))
        self._renderer = Renderer(Path(settings["THEME"]) / "templates", FILTERS)
        self.pages = 0

    def page(self, path: str, template: str, view: object, frame: object, source: str) -> None:
        """Render a page and stage it."""
        self._publication.add(path, self._renderer.render(template, view, frame, path), source)
        self.pages += 1

    def file(self, path: str, content: bytes | Path, source: str) -> None:
        """Stage a file that is ready: its bytes, or the file to copy."""
        self._publication.add(path, content, source)

    def publish(self) -> Changes:
        """Make the output folder hold what was staged."""
        return self._publication.commit()

    def abandon(self) -> None:
        """Leave the output folder as it was."""
        self._publication.abandon()


class Portal(Pelican):  # type: ignore[misc]  # Pelican ships no types
    """A build: the generators of our plugins in their order, then one publication."""

    outcome: Outcome

    def run(self) -> None:
        """
        Build and publish.

        Raises:
            ContentProblems: The content has errors; nothing was published.
            RenderError: A template failed; nothing was published.
            PublicationError: The output folder is not ours, or two sources make one page.
        """
        folder = state_folder(ROOT, Path(self.output_path))
        with only_build(folder, lambda: console.print("Đang chờ một lượt dựng khác của cùng trang này xong…")):
            context = self.settings | {"NOW": now_of(self.settings), "STATE": folder, "DUE": None}
            generators = [
                generator(context, self.settings, self.path, self.theme, self.output_path)
                for generator in self._get_generator_classes()
            ]
            for generator in generators:
                generator.generate_context()
            signals.all_generators_finalized.send(generators)
            self._write(generators, context)
        signals.finalized.send(self)

    def _write(self, generators: list[Any], context: Mapping[str, Any]) -> None:
        writer = self._get_writer()
        try:
            for generator in generators:
                generator.generate_output(writer)
        except BaseException:
            writer.abandon()
            raise
        changes = writer.publish()
        self.outcome = Outcome(
            articles=context["ARTICLES"],
            pages=writer.pages,
            written=changes.written,
            deleted=changes.deleted,
            problems=context["PROBLEMS"],
            now=context["NOW"],
            next_due=context["DUE"],
        )

    def _get_generator_classes(self) -> list[Any]:
        return [generator for _, generator in signals.get_generators.send(self)]


def now_of(settings: Mapping[str, Any]) -> datetime:
    """Return the moment that the setting `NOW` names, else `SOURCE_DATE_EPOCH`, else this minute."""
    return parse_moment(settings["NOW"]) if settings.get("NOW") else current_minute(os.environ, time.time)


def staged_writer(portal: object) -> type[StagedWriter]:
    """Answer Pelican's question for a writer."""
    del portal
    return StagedWriter
