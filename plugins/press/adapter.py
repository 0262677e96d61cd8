"""
One build: the generators of the rooms in their order, then one publication.

Nothing is published unless everything could be made.  A build
follows up what has changed since the last one where that can be told page by page, else it makes everything;
the site is the same.  Pelican is not needed here: `portal` is its door.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final

from plugins.archives.addresses import feed_url, output_path
from plugins.archives.parts import Item, Neighbour
from plugins.newsroom import vietnamese
from plugins.newsroom.clock import current_minute
from plugins.newsroom.memory import UnreadableError
from plugins.newsroom.moment import parse_moment
from plugins.newsroom.problem import Problem
from plugins.press import guards
from plugins.press.changes import Changes, PublicationError, UnfinishedError
from plugins.press.database import DamagedError
from plugins.press.disk import explain
from plugins.press.interruption import StoppedError, number_of, stoppable, undisturbed
from plugins.press.making import Theme
from plugins.press.pool import cores
from plugins.press.staged import StagedWriter
from plugins.press.state import code_version, only_build, state_folder
from plugins.press.store import Store
from plugins.press.writer import NeedsEverythingError

CODE: Final = Path(__file__).resolve().parents[2]
ROOT: Final = CODE
"""Where `.cache` lies."""
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
        pages: Files of the site that are made from templates.
        rendered: How many of them this build rendered.
        written, deleted: Files of the output that changed or went away.
        problems: Warnings and hints about the content, sorted.
        now: The moment that the site shows.
        next_due: The next moment at which something appears or expires by itself.
        everything: Why all pages were looked at, in words; "" where only what had changed was followed up.
        restored: Files of the output that somebody had deleted or altered, and that are right again.
        files: What changed, as lines of `M path` and `D path` below the output folder.
        forgets: "" or why the next build will have no memory of this one.
        verdict: Why the page that `EXPLAIN` asks for was rendered or kept, "" where none is asked for.
    """

    articles: int
    pages: int
    rendered: int
    written: int
    deleted: int
    problems: tuple[Problem, ...]
    now: datetime
    next_due: datetime | None
    everything: str
    restored: tuple[str, ...]
    files: tuple[str, ...]
    forgets: str
    verdict: str


def build(
    settings: Mapping[str, Any],
    generators: Sequence[type],
    *,
    on_wait: Callable[[], None],
    on_ready: Callable[[list[Any]], object] = lambda _: None,
) -> Outcome:
    """
    Build and publish.

    Args:
        settings: As in `pelicanconf.py`, with absolute `PATH`, `OUTPUT_PATH` and `THEME`.
        generators: Classes of generators, in their order.
        on_wait: Called when another build of the same output has to be waited for.
        on_ready: Called with the generators before they write anything.

    Raises:
        ContentProblems: The content has errors; nothing was published.
        RenderError: A template failed; nothing was published.
        WorkerError: A process that helped was killed; nothing was published.
        PublicationError: The output folder is not ours, two sources make one page, readers would lose
            pages, or the disk fails.
        StoppedError: Ctrl-C or SIGTERM.
    """
    run = _Run(settings, generators, on_ready)
    try:
        with stoppable(), only_build(run.state, on_wait):
            return run.build()
    except KeyboardInterrupt as interrupt:
        raise StoppedError(number_of(interrupt), published=run.is_published) from interrupt
    except OSError as error:
        # Files of the output carry their names; what else is written without one is the build's state.
        place = "" if error.filename else run.state
        raise PublicationError(explain(error, place)) from error


class _Run:
    """One build of one output folder."""

    def __init__(
        self, settings: Mapping[str, Any], generators: Sequence[type], on_ready: Callable[[list[Any]], object]
    ) -> None:
        self._settings = {**settings, "WORKERS": int(settings.get("WORKERS") or 0) or cores()}
        self._generators = generators
        self._on_ready = on_ready
        self._content, self._output = (Path(settings[name]).resolve() for name in ("PATH", "OUTPUT_PATH"))
        self.state = state_folder(ROOT, self._output)
        # What is remembered with drafts is of another site.
        self._version = code_version(CODE) + ("+drafts" if settings.get("DRAFTS") else "")
        self.is_published = False

    def build(self) -> Outcome:
        """Build, following up what has changed; where that does not do, make everything."""
        content, output = self._content, self._output
        if content.is_relative_to(output) or output.is_relative_to(content):
            raise PublicationError(
                f"{output}: thư mục xuất bản và thư mục nội dung không được nằm trong nhau; hãy chọn thư mục khác"
                " (output and content must not lie in one another; choose another folder)"
            )
        if self._settings.get("CLEAN"):
            forget(self.state)
        reason = ""
        while True:
            store = Store(self.state, self._version)
            try:
                return self._attempt(store, reason)
            except NeedsEverythingError as wide:
                if reason:
                    raise  # a generator that is told to make everything needs no telling
                reason = str(wide)
            except (DamagedError, UnreadableError):
                store.discard()
                reason = "bộ nhớ của lần dựng trước bị hỏng (the memory of the last build was damaged)"
            finally:
                store.close()

    def _attempt(self, store: Store, reason: str) -> Outcome:
        settings = self._settings
        templates = Path(settings["THEME"]) / "templates"
        theme = Theme(templates=templates, filters=FILTERS, version=self._version, shared=frozenset({Item, Neighbour}))
        writer = StagedWriter(self._output, theme, store, settings["WORKERS"], verify=bool(settings.get("VERIFY")))
        context = {
            **settings,
            "NOW": now_of(settings),
            "STATE": self.state,
            "STORE": store,
            "VERSION": self._version,
            "EVERYTHING": reason or store.reason or writer.doubt,
            "SEARCH_LOST": writer.is_foreign or any(path.startswith("search/") for path in writer.altered),
            "DUE": None,
        }
        try:
            generators = self._generate(context, writer)
            with undisturbed():
                changes = writer.publish()
                self.is_published = True
                for generator in generators:
                    if hasattr(generator, "settle"):
                        generator.settle()
        except UnfinishedError:
            raise  # what is staged is needed to finish
        except BaseException:
            if not self.is_published:
                writer.abandon()
            raise
        return _outcome(changes, writer, context)

    def _generate(self, context: dict[str, Any], writer: StagedWriter) -> list[Any]:
        """Let every generator make its part of the site, and hold the whole against the last production build."""
        settings = self._settings
        places = (settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"])
        generators = [generator(context, settings, *places) for generator in self._generators]
        for generator in generators:
            generator.generate_context()
        self._on_ready(generators)
        for generator in generators:
            generator.generate_output(writer)
        writer.guard(
            context["PUBLIC"],
            production=bool(settings["PRODUCTION"]),
            state=self.state,
            allow_drop=bool(settings.get("ALLOW_DROP")),
            allow_vanish=bool(settings.get("ALLOW_VANISH")),
        )
        return generators


def _outcome(changes: Changes, writer: StagedWriter, context: Mapping[str, Any]) -> Outcome:
    return Outcome(
        articles=context["ARTICLES"],
        pages=changes.pages,
        rendered=writer.rendered,
        written=len(changes.written),
        deleted=len(changes.deleted),
        problems=tuple(sorted(context["CONTENT"].problems)),
        now=context["NOW"],
        next_due=context["DUE"],
        everything=context["CHANGE"].everything,
        restored=changes.restored,
        files=tuple(changes.as_lines()),
        forgets=changes.forgets,
        verdict=_verdict(writer, context["EXPLAIN"]) if context.get("EXPLAIN") else "",
    )


def _verdict(writer: StagedWriter, address: str) -> str:
    """Return why the page at a root-relative address was rendered or kept; feeds are named by their folder too."""
    index = "index.xml" if address.startswith(feed_url()) else "index.html"
    return writer.verdict(output_path(address, index))


def forget(state: Path) -> None:
    """Remove what builds remember, but for the figures of the last production build, which guards go by."""
    for path in state.iterdir() if state.is_dir() else ():
        if path.name in ("lock", guards.KEPT):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def now_of(settings: Mapping[str, Any]) -> datetime:
    """Return the moment that the setting `NOW` names, else `SOURCE_DATE_EPOCH`, else this minute."""
    return parse_moment(settings["NOW"]) if settings.get("NOW") else current_minute(os.environ, time.time)
