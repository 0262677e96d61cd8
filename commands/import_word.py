"""`./inv import-word`: Word files become drafts, with an account of what was lost and what an editor has to confirm."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.new import choose_category, read_categories
from commands.options import usage_error
from commands.terminal import Progress, shown
from importers.ledger import Ledger, LedgerError
from importers.report import Report
from importers.report_files import write_report
from importers.word.filing import Drawer, file_all
from importers.written import Shelf
from plugins.newsroom.files import Files
from plugins.newsroom.model import make_site_part
from plugins.press.disk import explain

UNITS: Final = "site/units.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What to import.

    Attributes:
        files: Word files, in the order given.
        content: The content folder.
        category, unit: Slugs; "" for the first category and for no unit.
        report: Where the account goes as JSON, a page for people beside it; None for nowhere.
        is_dry: Write nothing but the account.
    """

    files: Sequence[Path]
    content: Path
    category: str = ""
    unit: str = ""
    report: Path | None = None
    is_dry: bool = False


def named_files(values: Sequence[str]) -> tuple[Path, ...]:
    """
    Return the files that `--file` names, absolute, each once; whether they can be read is told in the account.

    Raises:
        Exit: None is named.
    """
    if not values:
        raise usage_error("--file: chưa nói tệp Word nào; ví dụ --file bai-viet.docx. (No file given.)")
    return tuple(dict.fromkeys(Path(value).absolute() for value in values))


def run(order: Order) -> None:
    """
    Import the files and print what became of each.

    Raises:
        Exit: With code 2 when there is no such category or unit, with 1 when not one file could be read.
    """
    category = choose_category(order.category, read_categories(order.content))
    check_unit(order.unit, order.content)
    try:
        with Ledger.open(order.content, is_dry=order.is_dry) as ledger, Progress("Đọc tệp Word") as progress:
            shelf = Shelf(order.content, ledger, is_dry=order.is_dry)
            drawer = Drawer(shelf, category, order.unit, is_category_given=bool(order.category))
            report = file_all(drawer, order.files, progress)
        page = write_report(report, order.report) if order.report is not None else None
    except LedgerError as error:
        raise Exit(str(error), code=1) from error
    except OSError as error:
        raise Exit(explain(error), code=1) from error
    print(as_text(report, order.content))
    if page is not None:
        print(f"Báo cáo: {shown(page)}")
    if not report.entries:
        raise Exit(code=1)


def check_unit(slug: str, content: Path) -> None:
    """
    Look whether there is an office of this slug.

    Raises:
        Exit: With code 2 when there is none; the message lists all.
    """
    if not slug:
        return
    tree = Files(content).read_yaml(UNITS) if (content / UNITS).is_file() else None
    units, _ = make_site_part("units", tree, UNITS) if tree is not None else ((), ())
    if slug not in {unit.slug for unit in units or ()}:
        known = "\n".join(f"  {unit.slug:<24} {unit.name}" for unit in units or ()) or f"  (chưa có trong {UNITS})"
        raise usage_error(f"--unit: không có đơn vị {slug!r}; các đơn vị (known units):\n{known}")


def as_text(report: Report, content: Path) -> str:
    """Return a line a file, and a line that sums up."""
    lines = [f"{shown(content / entry.path)}  ← {entry.source} ({entry.outcome.value})" for entry in report.entries]
    for refusal in report.refusals:
        print(f"{refusal.source}: không nhập được: {refusal.reason}. Cách sửa: {refusal.remedy}.", file=sys.stderr)
    counts = report.counts()
    dry = " Chạy thử: chưa ghi gì." if report.is_dry else ""
    to_see, lost = sum(item.count for item in report.attention), sum(item.count for item in report.dropped)
    lines.append(
        f"{counts['in']} tệp = {counts['written']} đã nhập + {counts['refused']} bị từ chối;"
        f" {lost} chỗ không giữ được, {to_see} chỗ cần xem.{dry}"
    )
    return "\n".join(lines)
