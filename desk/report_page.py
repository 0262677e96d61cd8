"""
The report of contributions as one page that opens from a disk, prints on A4, and can be sent by mail.

Its style stands in it, allowed by its hash and nothing else; there is no script, and nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Final

from desk.charts import draw_bars, draw_columns
from desk.contributions import Contributions
from desk.report_tables import Table, format_share, make_tables
from plugins.newsroom.site import Site
from plugins.newsroom.vietnamese import format_day, format_moment, format_number

_STYLE: Final = Path(__file__).with_name("report.css")
_MOST_BARS: Final = 20
_POLICY: Final = "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def make_page(found: Contributions, site: Site, now: datetime) -> str:
    """
    Write the report.

    Args:
        found: What was counted.
        site: Whose it is.
        now: When.
    """
    style = f"\n{_STYLE.read_text('utf-8')}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    period = f"{format_day(found.period.first)} – {format_day(found.period.last)}"
    title = f"Báo cáo đóng góp {period}"
    sections = "\n".join(_section(table, found) for table in make_tables(found))
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(digest=digest)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} - {escape(site.identity.name)}</title>
<style>{style}</style>
</head>
<body>
<main>
<header>
<p class="owner">{escape(site.identity.owner or site.identity.name)}</p>
<h1>{escape(title)}</h1>
<p>{escape(site.identity.name)}. Lập lúc {format_moment(now)}.</p>
</header>
{_summary(found)}
{sections}
{_NOTES}
</main>
</body>
</html>
"""


_NOTES: Final = """<section>
<h2>Cách tính</h2>
<ul>
<li>Tính các bài đã đăng có ngày đăng trong kỳ, theo giờ Việt Nam. Không tính bài nháp, bài chờ duyệt,
bài hẹn giờ chưa đăng và bài đã gỡ; bài hết hạn vẫn được tính.</li>
<li>Lượt xem và đánh giá là toàn bộ số của bài cho tới lúc lập báo cáo, kể cả sau kỳ.</li>
<li>Mỗi bài thuộc một đơn vị và một chuyên mục chính. Bài nhiều tác giả được tính cho từng tác giả;
cột “Phần bài” chia đều, nên cộng cột này bằng tổng số bài.</li>
</ul>
</section>"""


def _summary(found: Contributions) -> str:
    """Return the sums of everything."""
    total = found.total
    figures = (
        ("Số bài", format_number(total.articles)),
        ("Lượt xem", format_number(total.views)),
        ("Lượt đánh giá", format_number(total.votes)),
        ("Điểm trung bình", total.average or "–"),
    )
    items = "".join(f"<div><dt>{name}</dt><dd>{number}</dd></div>" for name, number in figures)
    return f'<dl class="total">{items}</dl>'


def _section(table: Table, found: Contributions) -> str:
    """Return a chart with its table."""
    rows = [(row.name, row.tally.articles) for row in table.rows]
    title = f"Số bài {table.title[:1].lower()}{table.title[1:]}"
    if table.name == "thang":
        chart = draw_columns(table.name, title, rows)
    else:
        most = f" ({_MOST_BARS} dòng đầu)" if len(rows) > _MOST_BARS else ""
        chart = draw_bars(table.name, title + most, rows[:_MOST_BARS])
    return f"""<section>
<h2 id="{table.name}">{table.title}</h2>
<figure>
{chart}
</figure>
{_table(table, found)}
</section>"""


def _table(table: Table, found: Contributions) -> str:
    """Return the numbers of all rows, and their sum where that is the total."""
    heads = "".join(f'<th scope="col">{name}</th>' for name, _ in table.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row.name)}</th>'
        + "".join(f"<td>{show(row.tally)}</td>" for _, show in table.columns)
        + "</tr>"
        for row in table.rows
    )
    if table.has_shares:
        last = f'<tr><th scope="row">Cộng phần bài</th><td></td><td>{format_share(found.total.share)}</td>'
        last += "<td></td>" * (len(table.columns) - 2) + "</tr>"
    else:
        cells = "".join(f"<td>{show(found.total)}</td>" for _, show in table.columns)
        last = f'<tr><th scope="row">Tổng cộng</th>{cells}</tr>'
    return f"""<div class="wide" role="region" tabindex="0" aria-labelledby="{table.name}">
<table aria-labelledby="{table.name}">
<thead><tr><th scope="col">{table.of}</th>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
<tfoot>{last}</tfoot>
</table>
</div>"""
