"""The tables of a report of contributions: what their columns are, as text for people and as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from desk.contributions import Contributions, Row, Tally
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Site
from plugins.newsroom.vietnamese import format_number

_HUNDRED: Final = 100
# A spreadsheet takes what begins so for a formula and computes it, whoever wrote it.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    One view of the contributions.

    Attributes:
        name: For file names and ids: a-z and hyphens.
        title: Its heading.
        of: The head of its first column.
        rows: Its rows.
        has_shares: Whether an article can count in several rows.
    """

    name: str
    title: str
    of: str
    rows: tuple[Row, ...]
    has_shares: bool = False

    @property
    def columns(self) -> tuple[tuple[str, Callable[[Tally], str]], ...]:
        """The heads of the other columns, and what stands in them for people."""
        shares = (("Phần bài", lambda tally: format_share(tally.share)),) if self.has_shares else ()
        return (
            ("Số bài", lambda tally: format_number(tally.articles)),
            *shares,
            ("Lượt xem", lambda tally: format_number(tally.views)),
            ("Điểm", lambda tally: format_number(tally.points)),
            ("Lượt đánh giá", lambda tally: format_number(tally.votes)),
            ("Điểm trung bình", lambda tally: tally.average or "–"),
        )


def make_tables(found: Contributions) -> tuple[Table, ...]:
    """Return the tables of a report, in their order."""
    return (
        Table(name="don-vi", title="Theo đơn vị", of="Đơn vị", rows=found.units),
        Table(name="tac-gia", title="Theo tác giả", of="Tác giả", rows=found.authors, has_shares=True),
        Table(name="thang", title="Theo tháng", of="Tháng", rows=found.months),
        Table(name="chuyen-muc", title="Theo chuyên mục", of="Chuyên mục", rows=found.categories),
    )


def format_share(share: Fraction) -> str:
    """Return a share as `2,33`, rounded half up to hundredths; whole ones without them."""
    hundredths = int(share * _HUNDRED + Fraction(1, 2))
    whole, rest = divmod(hundredths, _HUNDRED)
    return f"{format_number(whole)},{rest:02}" if rest else format_number(whole)


def make_csv_files(found: Contributions, site: Site) -> Mapping[str, bytes]:
    """Return file name → CSV: a file a table, and one with every article."""
    files = {}
    for table in make_tables(found):
        head = [table.of, "Số bài", *(["Phần bài"] * table.has_shares), "Lượt xem", "Điểm", "Lượt đánh giá"]
        rows: Iterable[Sequence[str | int]] = (
            (
                f"Tháng {row.name}" if table.name == "thang" else row.name,  # a bare 03/2026 becomes a day
                row.tally.articles,
                *((_decimal(row.tally.share),) * table.has_shares),
                row.tally.views,
                row.tally.points,
                row.tally.votes,
                row.tally.average,
            )
            for row in table.rows
        )
        files[f"{table.name}.csv"] = make_csv((*head, "Điểm trung bình"), rows)
    units = {unit.slug: unit.name for unit in site.units}
    categories = {category.slug: category.name for category in site.categories}
    files["bai-viet.csv"] = make_csv(
        ("Ngày", "Tiêu đề", "Chuyên mục", "Đơn vị", "Tác giả", "Lượt xem", "Điểm", "Lượt đánh giá", "Địa chỉ"),
        (
            (
                article.date.astimezone(ZONE).date().isoformat(),
                article.title,
                categories.get(article.category, article.category),
                units.get(article.unit, article.unit),
                ", ".join(article.authors),
                article.views.count if article.views else 0,
                article.rating.points if article.rating else 0,
                article.rating.votes if article.rating else 0,
                article.url,
            )
            for article in found.articles
        ),
    )
    return files


def _decimal(share: Fraction) -> str:
    """Return a share for programs: hundredths after a point."""
    whole, rest = divmod(int(share * _HUNDRED + Fraction(1, 2)), _HUNDRED)
    return f"{whole}.{rest:02}"


def make_csv(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return a table as spreadsheets read it: UTF-8 with a byte order mark, no cell that is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(head)
    writer.writerows([guard_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def guard_cell(text: str) -> str:
    """Return a cell's text so that no spreadsheet computes it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
