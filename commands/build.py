"""`./inv build`: content in, site out, through Pelican in this process."""

from __future__ import annotations

import json
import sys
import time
from contextlib import redirect_stdout
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from invoke import Exit

from commands.configuration import read_configuration
from commands.options import ROOT
from commands.terminal import Progress, shown
from plugins.newsroom.problem import ContentProblems
from plugins.newsroom.vietnamese import format_number
from plugins.press.adapter import Outcome
from plugins.press.interruption import StoppedError
from plugins.press.publication import PublicationError
from plugins.press.render import RenderError
from plugins.press.settings import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be built.

    Attributes:
        content, output: The folders.
        now: The moment that the site shows.
        production: For readers and crawlers, not for a preview.
        allow_drop, allow_vanish: What a production build may lose: articles, addresses (see `press.guards`).
    """

    content: Path
    output: Path
    now: datetime
    production: bool = False
    allow_drop: bool = False
    allow_vanish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Outcome):
    """What a build did, and how many wall-clock `seconds` it took, with one decimal."""

    seconds: float


def build(order: Order) -> Summary:
    """
    Build what is ordered; what Pelican says goes to standard error.

    Raises:
        ContentProblems: The content has errors; nothing was published.
        SettingsError: So have the settings.
        PublicationError, RenderError: The site could not be made; nothing was published.
        StoppedError: Ctrl-C or SIGTERM.
    """
    start = time.monotonic()
    settings_file = ROOT / ("publishconf.py" if order.production else "pelicanconf.py")
    with redirect_stdout(sys.stderr), Progress("Đọc nội dung") as progress:
        override = {
            "PATH": str(order.content),
            "OUTPUT_PATH": str(order.output),
            "NOW": order.now.isoformat(),
            "ON_PROGRESS": progress,
        }
        # An option allows; without it the settings file has its say.
        allowed = {"ALLOW_DROP": order.allow_drop, "ALLOW_VANISH": order.allow_vanish}
        override |= {name: True for name, value in allowed.items() if value}
        settings = read_configuration(settings_file, override)
        portal = settings["PELICAN_CLASS"](settings)
        portal.run()
    outcome = portal.outcome
    did = {field.name: getattr(outcome, field.name) for field in fields(outcome)}
    return Summary(**did, seconds=round(time.monotonic() - start, 1))


def attempt(order: Order) -> Summary:
    """
    Build what is ordered.

    Raises:
        Exit: Nothing was published; the message is the report.
    """
    try:
        return build(order)
    except (ContentProblems, SettingsError) as error:
        raise Exit(f"{error}\n\n{PublicationError.aftermath}", code=1) from error
    except PublicationError as error:
        raise Exit(f"{error}\n{error.aftermath}", code=1) from error
    except RenderError as error:
        raise Exit(f"{error}\n{PublicationError.aftermath}", code=1) from error
    except StoppedError as error:
        raise Exit(f"\n{error}", code=error.exitcode) from error


def run(order: Order, *, as_json: bool) -> None:
    """
    Build, and say what came of it.

    Raises:
        Exit: Nothing was published; the message is the report.
    """
    start = time.monotonic()
    try:
        summary = attempt(order)
    except Exit as failure:
        if as_json:
            print(as_line(_nothing_published(order, failure, time.monotonic() - start)))
        raise
    print(as_line(summary) if as_json else as_text(summary, order))


def _nothing_published(order: Order, failure: Exit, seconds: float) -> Summary:
    """Return the summary of a build that ended in *failure*: only the problems count."""
    cause = failure.__cause__
    return Summary(
        articles=0,
        pages=0,
        written=0,
        deleted=0,
        problems=cause.problems if isinstance(cause, ContentProblems) else (),
        seconds=round(seconds, 1),
        now=order.now,
        next_due=None,
    )


def as_line(summary: Summary) -> str:
    """Return the summary as one JSON object; moments are ISO 8601, `next_due` is null where nothing is due."""
    fields = {
        "articles": summary.articles,
        "pages": summary.pages,
        "written": summary.written,
        "deleted": summary.deleted,
        "problems": len(summary.problems),
        "seconds": summary.seconds,
        "now": summary.now.isoformat(),
        "next_due": summary.next_due.isoformat() if summary.next_due else None,
    }
    return json.dumps(fields)


def as_text(summary: Summary, order: Order) -> str:
    """Return the summary for the person who built the site; commands in it name folders that are not the usual ones."""
    source = "" if order.content == ROOT / "content" else f" --content '{shown(order.content)}'"
    output = order.output
    due = f"{summary.next_due:%d/%m/%Y %H:%M}" if summary.next_due else "không có bài nào đang chờ"
    seen = f" (xem: ./inv check{source})" if summary.problems else ""
    where = "" if output == ROOT / "output" else f" --output '{shown(output)}'"
    return (
        f"Đã dựng trang vào {shown(output)} sau {summary.seconds:.1f} giây.\n"
        f"  Bài:            {format_number(summary.articles)}\n"
        f"  Trang:          {format_number(summary.pages)}\n"
        f"  Tệp đã ghi:     {format_number(summary.written)}, đã xoá: {format_number(summary.deleted)}\n"
        f"  Điều cần xem:   {format_number(len(summary.problems))}{seen}\n"
        f"  Thời điểm:      {summary.now:%d/%m/%Y %H:%M}; lần đổi tới: {due}\n"
        f"Xem trang: ./inv serve{where}"
    )
