"""The account of an import as two files: JSON for programs, and beside it a page for people."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from importers.losses import KINDS
from importers.report import Report
from importers.written import Outcome
from plugins.newsroom.vietnamese import format_number

_ROWS: Final = 2000
_OUTCOMES: Final = {
    Outcome.CREATED: "mới",
    Outcome.UPDATED: "cập nhật",
    Outcome.UNCHANGED: "không đổi",
    Outcome.KEPT: "giữ bản của biên tập viên",
    Outcome.MERGED: "trộn, giữ phần biên tập viên đã sửa",
    Outcome.CONFLICT: "xung đột: giữ bản của biên tập viên",
}
_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem;width:100%}"
    "td,th{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "summary{cursor:pointer;font-weight:600}"
)


def write_report(report: Report, file: Path) -> Path:
    """
    Write the account.

    Args:
        report: The account.
        file: Where the JSON goes; the page gets the same name with `.html`.

    Returns:
        The page's file.

    Raises:
        OSError: A file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    page = file.with_suffix(".html") if file.suffix != ".html" else file.with_name(file.name + ".html")
    with file.open("w", encoding="utf-8") as stream:
        json.dump(report.as_object(), stream, ensure_ascii=False, indent=1)
        stream.write("\n")
    with page.open("w", encoding="utf-8") as stream:
        stream.writelines(_page(report))
    return page


def _page(report: Report) -> Iterator[str]:
    title = f"Báo cáo ./inv {report.command}" + (" (chạy thử, chưa ghi gì)" if report.is_dry else "")
    yield f'<!DOCTYPE html>\n<html lang="vi">\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
    yield f"<style>{_STYLE}</style>\n<h1>{html.escape(title)}</h1>\n"
    counts = report.counts()
    came, written, refused = (_n(counts[name]) for name in ("in", "written", "refused"))
    yield f"<p>Đọc được {came} bài = {written} bài đã ghi + {refused} bài từ chối.</p>\n"
    yield from _table(("Bài đã ghi", "Số bài"), ((_OUTCOMES[outcome], _n(counts[outcome])) for outcome in Outcome))
    yield from _section("Nguồn", ("Nguồn", "Là gì"), report.sources)
    yield from _refused(report)
    yield "<h2>Cần người xem</h2>\n"
    for item in report.attention:
        what, advice = report.words[item.kind]
        yield from _section(f"{what} ({_n(item.count)})", ("Bài", "Chi tiết"), item.items, lead=advice)
    yield "<h2>Không mang theo</h2>\n"
    for dropped in report.dropped:
        yield from _section(f"{KINDS[dropped.kind]} ({_n(dropped.count)})", ("Bài", "Ví dụ"), dropped.examples)
    yield from _rest(report)


def _refused(report: Report) -> Iterator[str]:
    """Yield what asks for a decision: what stays behind, and where both sides changed the same."""
    yield from _section(
        f"Bị từ chối ({_n(len(report.refusals))})",
        ("Mã cũ", "Tiêu đề", "Vì sao", "Làm gì"),
        ((item.old_id, item.title, item.reason, item.remedy) for item in report.refusals),
        is_open=True,
    )
    conflicts = [entry for entry in report.entries if entry.conflicts]
    yield from _section(
        f"Xung đột ({_n(len(conflicts))}): giữ bản của biên tập viên",
        ("Mã cũ", "Tệp", "Chỗ khác nhau"),
        ((entry.old_id, entry.path, ", ".join(entry.conflicts)) for entry in conflicts),
        is_open=True,
    )


def _rest(report: Report) -> Iterator[str]:
    """Yield what is for reference."""
    yield from _section("Tệp không có bài", ("Tệp", "Là gì"), report.skipped)
    asides = ((what, _n(count)) for what, count in report.asides)
    yield from _section("Phần khác của nguồn không được nhập", ("Phần", "Số dòng"), asides)
    files = ((put.path, _OUTCOMES[put.outcome]) for put in report.files)
    yield from _section("Tệp khác đã ghi", ("Tệp", "Kết quả"), files)
    yield from _section(
        "Từng bài",
        ("Mã cũ", "Tiêu đề", "Tệp", "Kết quả"),
        ((entry.old_id, entry.title, entry.path, _OUTCOMES[entry.outcome]) for entry in report.entries),
    )


def _section(
    title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, lead: str = "", is_open: bool = False
) -> Iterator[str]:
    """Yield a part that opens on a click; one without rows is left out."""
    rows = list(rows)
    if rows:
        yield f"<details{' open' if is_open else ''}><summary>{html.escape(title)}</summary>\n"
        yield f"<p>{html.escape(lead)}</p>\n" if lead else ""
        yield from _table(heads, rows)
        yield "</details>\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{html.escape(head)}</th>" for head in heads) + "</tr>\n"
    for number, row in enumerate(rows):
        if number == _ROWS:
            yield f'<tr><td colspan="{len(heads)}">… còn nữa, xem tệp JSON</td></tr>\n'
            break
        yield "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n"
    yield "</table>\n"


def _n(number: int) -> str:
    return format_number(number)
