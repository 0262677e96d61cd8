"""`./inv report`: who has contributed what in a period, as a page, as CSV, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.options import usage_error
from commands.terminal import Progress, shown
from desk.contributions import Contributions, Period, Row, Tally, count_contributions
from desk.report_page import make_page
from desk.report_tables import make_csv_files
from plugins.newsroom.problem import ContentProblems, errors
from plugins.newsroom.reading import read_content

PAGE = "index.html"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be reported.

    Attributes:
        content: The content folder.
        output: The folder that gets the report.
        period: Which days count.
        now: What is later is not published yet.
        as_json: Whether the numbers go to standard output.
    """

    content: Path
    output: Path
    period: Period
    now: datetime
    as_json: bool = False


def period(first: str, last: str, now: datetime) -> Period:
    """
    Return the days from *first* to *last*: today where there is no last one, from its New Year where there is no first.

    Raises:
        Exit: Not of the form `YYYY-MM-DD`, no such day, or the last one comes before the first.
    """
    until = _day("--to", last, now.date())
    since = _day("--from", first, until.replace(month=1, day=1))
    if until < since:
        message = f"--from {since} sau --to {until}; hãy đổi chỗ hai ngày. (The last day comes before the first.)"
        raise usage_error(message)
    return Period(first=since, last=until)


def _day(name: str, value: str, default: date) -> date:
    try:
        if not value or _DAY.fullmatch(value):
            return date.fromisoformat(value) if value else default
    except ValueError:
        pass  # the form is right, and there is no such day
    raise usage_error(f"{name}: không hiểu {value!r}; hãy viết như 2026-11-24. (Not a day that is understood.)")


def run(order: Order) -> None:
    """
    Write the report, and say where it is.

    Raises:
        Exit: With code 1 when the content has errors, so that numbers would be missing, or a file cannot be written.
    """
    with Progress("Đọc nội dung") as progress:
        content = read_content(order.content, progress)
    if wrong := errors(content.problems):
        raise Exit(
            f"{ContentProblems(wrong)}\nNội dung có lỗi, nên báo cáo sẽ thiếu. (The content has errors.)", code=1
        )
    found = count_contributions(content.articles, content.site, order.period, order.now)
    files = {PAGE: make_page(found, content.site, order.now).encode(), **make_csv_files(found, content.site)}
    try:
        order.output.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (order.output / name).write_bytes(data)
    except OSError as error:
        message = f"Không ghi được báo cáo vào {shown(order.output)}: {error.strerror}. (Cannot be written.)"
        raise Exit(message, code=1) from error
    if order.as_json:
        print(as_object(found))
    else:
        print(
            f"{found.total.articles} bài. Báo cáo: {shown(order.output / PAGE)}, và {len(files) - 1} tệp CSV bên cạnh."
        )


def as_object(found: Contributions) -> str:
    """Return the numbers as one JSON object."""
    return json.dumps(
        {
            "from": found.period.first.isoformat(),
            "to": found.period.last.isoformat(),
            "total": _numbers(found.total),
            "units": _rows(found.units),
            "authors": _rows(found.authors),
            "months": _rows(found.months),
            "categories": _rows(found.categories),
        },
        ensure_ascii=False,
        indent=2,
    )


def _rows(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [{"name": row.name, **_numbers(row.tally)} for row in rows]


def _numbers(tally: Tally) -> dict[str, object]:
    return {
        "articles": tally.articles,
        "share": f"{tally.share.numerator}/{tally.share.denominator}",
        "views": tally.views,
        "points": tally.points,
        "votes": tally.votes,
        "average": tally.average,
    }
