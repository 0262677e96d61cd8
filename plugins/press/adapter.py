"""
Pelican's doors to the press: the class that runs a build and the writer that publishes it.

`PELICAN_CLASS` names `Portal`, which runs the generators that plugins offer (Pelican's own
article and page generators do not scale) and commits the writer at the end, so that nothing
is published unless everything could be made.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG

from plugins.newsroom import vietnamese
from plugins.newsroom.article import Status
from plugins.newsroom.clock import current_minute
from plugins.newsroom.content import Content
from plugins.newsroom.moment import parse_moment
from plugins.newsroom.problem import Problem
from plugins.press import guards, settings as rules
from plugins.press.disk import explain
from plugins.press.interruption import StoppedError, number_of, stoppable, undisturbed
from plugins.press.publication import Changes, Publication, PublicationError, UnfinishedError
from plugins.press.render import Renderer
from plugins.press.state import only_build, state_folder

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "plugins.pipeline"
FILTERS: Mapping[str, Callable[..., str]] = {
    "moment": vietnamese.format_moment,
    "day": vietnamese.format_day,
    "number": vietnamese.format_number,
    "size": vietnamese.format_size,
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
        problems: Warnings and hints about the content, sorted.
        now: The moment that the site shows.
        next_due: The next moment at which something appears or expires by itself.
    """

    articles: int
    pages: int
    written: int
    deleted: int
    problems: tuple[Problem, ...]
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

    def record(self, name: str, content: bytes) -> None:
        """Add a record to the manifest."""
        self._publication.record(name, content)

    def guard(self, articles: int, state: Path, settings: Mapping[str, Any]) -> None:
        """
        Hold the staged site against the last production build of this output; *articles* is what it has now.

        Raises:
            PublicationError: It is a production build and readers would lose what the settings do not allow.
        """
        publication, production = self._publication, bool(settings["PRODUCTION"])
        publication.record(guards.RECORD, guards.format_record(articles, production=production))
        before = guards.last_production(publication.old_record(guards.RECORD), publication.old_paths, state)
        if before is None:
            return
        if not production:
            guards.keep(before, state)
            return
        after = guards.Figures(articles=articles, pages=guards.pages_of(publication.paths))
        objection = guards.losses(
            before,
            after,
            allow_drop=bool(settings.get("ALLOW_DROP")),
            allow_vanish=bool(settings.get("ALLOW_VANISH")),
        )
        if objection:
            raise PublicationError(objection)

    def publish(self) -> Changes:
        """Make the output folder hold what was staged."""
        return self._publication.commit()

    def abandon(self) -> None:
        """Leave the output folder as it was."""
        self._publication.abandon()


class Portal(Pelican):  # type: ignore[misc]  # Pelican ships no types
    """
    A build: the generators of our plugins in their order, then one publication.

    Raises (when made):
        SettingsError: A setting is unknown, or a plugin does not work here.
    """

    outcome: Outcome

    def __init__(self, settings: dict[str, Any]) -> None:
        files = rules.SettingsFiles(_settings_files())
        asked = [str(getattr(plugin, "__name__", plugin)) for plugin in settings["PLUGINS"] or ()]
        rules.refuse_unknown(filter(str.isupper, settings), DEFAULT_CONFIG, files)
        rules.refuse_plugins(asked, PLUGIN, files)
        super().__init__(settings)
        rules.refuse_unloaded(asked, self.settings["PLUGINS"], files)

    def run(self) -> None:
        """
        Build and publish.

        Raises:
            ContentProblems: The content has errors; nothing was published.
            RenderError: A template failed; nothing was published.
            PublicationError: The output folder is not ours, two sources make one page, readers would lose
                pages, or the disk fails.
            StoppedError: Ctrl-C or SIGTERM.
        """
        try:
            with stoppable():
                self._run()
        except KeyboardInterrupt as interrupt:
            raise StoppedError(number_of(interrupt), published=hasattr(self, "outcome")) from interrupt
        except OSError as error:
            # Files of the output carry their names; what else is written without one is the build's state.
            place = "" if error.filename else state_folder(ROOT, Path(self.output_path))
            raise PublicationError(explain(error, place)) from error

    def _run(self) -> None:
        content, output = Path(self.path).resolve(), Path(self.output_path).resolve()
        if content.is_relative_to(output) or output.is_relative_to(content):
            raise PublicationError(
                f"{output}: thư mục xuất bản và thư mục nội dung không được nằm trong nhau; hãy chọn thư mục khác"
                " (output and content must not lie in one another; choose another folder)"
            )
        folder = state_folder(ROOT, output)
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
            writer.guard(published_articles(context["CONTENT"], context["NOW"]), context["STATE"], self.settings)
            with undisturbed():
                self.outcome = _outcome(writer.publish(), writer.pages, context)
        except UnfinishedError:
            raise  # what is staged is needed to finish
        except BaseException:
            if not hasattr(self, "outcome"):
                writer.abandon()
            raise

    def _get_generator_classes(self) -> list[Any]:
        return [generator for _, generator in signals.get_generators.send(self)]


def _outcome(changes: Changes, pages: int, context: Mapping[str, Any]) -> Outcome:
    return Outcome(
        articles=context["ARTICLES"],
        pages=pages,
        written=changes.written,
        deleted=changes.deleted,
        problems=tuple(sorted(context["CONTENT"].problems)),
        now=context["NOW"],
        next_due=context["DUE"],
    )


def _settings_files() -> list[Path]:
    """Return the files of the settings that this process has read, before those that they import."""
    modules = [vars(module) for module in list(sys.modules.values()) if hasattr(module, "__dict__")]
    return [Path(names["__file__"]) for names in modules if "PELICAN_CLASS" in names]


def published_articles(content: Content, now: datetime) -> int:
    """Count the articles that readers have or had: expired and withdrawn ones, with their notices, included."""
    public = (Status.PUBLISHED, Status.HIDDEN)
    return sum(article.status in public and article.date <= now for article in content.articles)


def now_of(settings: Mapping[str, Any]) -> datetime:
    """Return the moment that the setting `NOW` names, else `SOURCE_DATE_EPOCH`, else this minute."""
    return parse_moment(settings["NOW"]) if settings.get("NOW") else current_minute(os.environ, time.time)


def staged_writer(portal: object) -> type[StagedWriter]:
    """Answer Pelican's question for a writer."""
    del portal
    return StagedWriter
