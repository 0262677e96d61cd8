"""`./inv import-nukeviet`: an old NukeViet portal into the content folder, with an account of every loss."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.options import usage_error
from commands.terminal import shown
from importers.ledger import LedgerError
from importers.nukeviet.importing import Order, import_portal
from importers.nukeviet.sources import SourceError
from importers.report import Report
from importers.report_files import write_report
from plugins.newsroom.vietnamese import format_number
from plugins.press.disk import explain

_EVERY: Final = 5.0  # seconds between two lines of progress


class Stages:
    """Progress on standard error: a line that renews itself on a terminal, elsewhere a line from time to time."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._stage = ""
        self._told = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say that *done* of *total* of a stage is done; a total of 0 is one that nobody knows."""
        now = time.monotonic()
        is_news = stage != self._stage or (total and done >= total)
        if not is_news and now - self._told < (0.2 if self._is_terminal else _EVERY):
            return
        self._stage, self._told = stage, now
        amount = (
            f"{done * 100 // total}% ({format_number(done)}/{format_number(total)})" if total else format_number(done)
        )
        end = "" if self._is_terminal else "\n"
        sys.stderr.write(f"{chr(13) if self._is_terminal else ''}{stage}: {amount}{end}")
        sys.stderr.flush()

    def close(self) -> None:
        """End the line that renews itself."""
        if self._is_terminal and self._stage:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def run(sources: Sequence[str], into: Path, media: Path | None, report_file: Path | None, *, is_dry: bool) -> None:
    """
    Import, write the account, and say in a few lines what came of it.

    Raises:
        Exit: With code 2 when no source is named, with 1 when nothing could be read.
    """
    if not sources:
        raise usage_error("Thiếu --source: tệp .sql, .xz, .gz, hay thư mục, tệp zip chứa trang đã lưu. (No source.)")
    stages = Stages()
    try:
        order = Order(sources=tuple(Path(source) for source in sources), content=into, media=media, is_dry=is_dry)
        report = import_portal(order, stages)
        page = write_report(report, report_file) if report_file is not None else None
    except (SourceError, LedgerError) as error:
        raise Exit(str(error), code=1) from error
    except OSError as error:
        raise Exit(explain(error), code=1) from error
    finally:
        stages.close()
    print(as_text(report, into, page))
    if not report.has_read:
        raise Exit("Không đọc được bài nào từ nguồn đã cho. (No article could be read.)", code=1)


def as_text(report: Report, into: Path, page: Path | None) -> str:
    """Return what came of an import in a few lines."""
    counts = {name: format_number(count) for name, count in report.counts().items()}
    lines = [
        f"{'Chạy thử, chưa ghi gì' if report.is_dry else f'Đã nhập vào {shown(into)}'}:",
        f"  Đọc được:    {counts['in']} bài = {counts['written']} bài ghi + {counts['refused']} bài từ chối",
        f"  Mới:         {counts['created']}, cập nhật: {counts['updated']}, không đổi: {counts['unchanged']}",
        f"  Biên tập:    giữ {counts['kept']}, trộn {counts['merged']}, xung đột {counts['conflict']}",
        f"  Cần xem:     {format_number(sum(item.count for item in report.attention))} điều",
        f"  Không mang:  {format_number(sum(item.count for item in report.dropped))} thứ, đều có lý do",
    ]
    reasons: dict[str, list[str]] = {}
    for name, reason in report.skipped:
        reasons.setdefault(reason, []).append(name)
    lines += [
        f"  Không có bài: {len(names)} tệp – {reason} ({', '.join(names[:3])}…)"
        for reason, names in sorted(reasons.items())
    ]
    if page is not None:
        lines.append(f"Báo cáo đầy đủ: {shown(page)}")
    return "\n".join(lines)
