"""`./inv build`: content in, site out, through Pelican in this process."""

from __future__ import annotations

import json
import sys
import time
from contextlib import redirect_stdout
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from invoke import Exit

from commands.places import ROOT
from commands.terminal import Progress, shown
from plugins.newsroom.problem import ContentProblems
from plugins.newsroom.vietnamese import format_number
from plugins.pipeline import GENERATORS
from plugins.press import adapter as press
from plugins.press.adapter import Outcome
from plugins.press.changes import PublicationError
from plugins.press.interruption import StoppedError
from plugins.press.pool import WorkerError
from plugins.press.settings import SettingsError
from plugins.press.settings_memory import keep_settings, recall_settings
from plugins.press.state import state_folder
from plugins.press.writer import RenderError


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be built.

    Attributes:
        content, output: The folders.
        now: The moment that the site shows.
        production: For readers and crawlers, not for a preview.
        allow_drop, allow_vanish: What a production build may lose: articles, addresses (see `press.guards`).
        clean: Forget what earlier builds remember.
        verify: Read all files again, those too that look untouched.
        workers: How many processes may work; 0: one a processor.
        drafts: Show drafts too, as if they were published, and nothing as expired.
        explain: A root-relative address whose fate the summary is to explain, or "".
        project: Where the settings files and the theme lie.
    """

    content: Path
    output: Path
    now: datetime
    production: bool = False
    allow_drop: bool = False
    allow_vanish: bool = False
    clean: bool = False
    verify: bool = False
    workers: int = 0
    drafts: bool = False
    explain: str = ""
    project: Path = ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Outcome):
    """What a build did, and how many wall-clock `seconds` it took, with one decimal."""

    seconds: float


def build(order: Order) -> Summary:
    """
    Build what is ordered; what Pelican says goes to standard error.

    Pelican is asked where its settings may say something new: at the first build, after a change of the settings
    files, and where it is to forget the past.

    Raises:
        ContentProblems: The content has errors; nothing was published.
        SettingsError: So have the settings.
        PublicationError, RenderError, WorkerError: The site could not be made; nothing was published.
        StoppedError: Ctrl-C or SIGTERM.
    """
    start = time.monotonic()
    settings_file = order.project / ("publishconf.py" if order.production else "pelicanconf.py")
    with redirect_stdout(sys.stderr), Progress("Đọc nội dung") as reading, Progress("Tạo ảnh nhỏ") as pictures:
        asked = _asked(order, reading, pictures)
        known = None if order.clean else recall_settings(state_folder(ROOT, order.output), settings_file)
        if known is None:
            outcome = _through_pelican(settings_file, asked)
        else:
            outcome = press.build(known | asked, GENERATORS, on_wait=_tell_of_waiting)
    did = {field.name: getattr(outcome, field.name) for field in fields(outcome)}
    return Summary(**did, seconds=round(time.monotonic() - start, 1))


def _asked(order: Order, reading: Progress, pictures: Progress) -> dict[str, Any]:
    """Return the settings that an order makes; an option allows, and without it the settings file has its say."""
    asked = {
        "PATH": str(order.content),
        "OUTPUT_PATH": str(order.output),
        "NOW": order.now.isoformat(),
        "ON_PROGRESS": reading,
        "ON_PICTURES": pictures,
    }
    options = {
        "ALLOW_DROP": order.allow_drop,
        "ALLOW_VANISH": order.allow_vanish,
        "CLEAN": order.clean,
        "DRAFTS": order.drafts,
        "VERIFY": order.verify,
        "WORKERS": order.workers,
        "EXPLAIN": f"/{order.explain.lstrip('/')}" if order.explain else "",
    }
    return asked | {name: value for name, value in options.items() if value}


def _through_pelican(settings_file: Path, asked: dict[str, Any]) -> Outcome:
    """Build as Pelican does, and keep what the settings files say."""
    from commands.configuration import read_configuration  # noqa: PLC0415 - loads Pelican
    from plugins.press.portal import settings_files  # noqa: PLC0415 - the same

    said = read_configuration(settings_file, {name: asked[name] for name in ("PATH", "OUTPUT_PATH")})
    portal = said["PELICAN_CLASS"](said | asked)
    portal.run()
    outcome: Outcome = portal.outcome
    files = dict.fromkeys((settings_file, *settings_files()))
    keep_settings(state_folder(ROOT, Path(asked["OUTPUT_PATH"])), said, files)
    return outcome


def _tell_of_waiting() -> None:
    print("Đang chờ một lượt dựng khác của cùng trang này xong…")


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
    except (RenderError, WorkerError) as error:
        raise Exit(f"{error}\n{PublicationError.aftermath}", code=1) from error
    except StoppedError as error:
        raise Exit(f"\n{error}", code=error.exitcode) from error


def run(order: Order, *, as_json: bool, changed_files: Path | None = None) -> None:
    """
    Build, and say what came of it.

    Args:
        order: What is to be built.
        as_json: Whether to say it as JSON.
        changed_files: The file that gets the list of what changed in the output folder.

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
    if changed_files is not None:
        changed_files.write_text("".join(f"{line}\n" for line in summary.files), encoding="utf-8")
    print(as_line(summary) if as_json else as_text(summary, order))


def _nothing_published(order: Order, failure: Exit, seconds: float) -> Summary:
    """Return the summary of a build that ended in *failure*: only the problems count."""
    cause = failure.__cause__
    return Summary(
        articles=0,
        pages=0,
        rendered=0,
        written=0,
        deleted=0,
        problems=cause.problems if isinstance(cause, ContentProblems) else (),
        seconds=round(seconds, 1),
        now=order.now,
        next_due=None,
        everything="",
        restored=(),
        files=(),
        forgets="",
        verdict="",
    )


def as_line(summary: Summary) -> str:
    """Return the summary as one JSON object; moments are ISO 8601, `next_due` is null where nothing is due."""
    fields = {
        "articles": summary.articles,
        "pages": summary.pages,
        "rendered": summary.rendered,
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
        f"  Trang:          {format_number(summary.pages)}, dựng mới: {format_number(summary.rendered)}\n"
        f"  Tệp đã ghi:     {format_number(summary.written)}, đã xoá: {format_number(summary.deleted)}\n"
        f"  Điều cần xem:   {format_number(len(summary.problems))}{seen}\n"
        f"  Thời điểm:      {summary.now:%d/%m/%Y %H:%M}; lần đổi tới: {due}\n"
        f"{_notes(summary, order)}"
        f"Xem trang: ./inv serve{where}"
    )


def _notes(summary: Summary, order: Order) -> str:
    """Return lines about what was put right and about the address that was asked for."""
    lines = [f"  Đã sửa lại tệp bị đổi bên ngoài: {path}" for path in summary.restored]
    if summary.forgets:
        lines.append(f"  Lần sau sẽ dựng lại tất cả: {summary.forgets}")
    if order.explain:
        lines.append(f"  {order.explain}: {summary.verdict}")
    return "".join(f"{line}\n" for line in lines)
