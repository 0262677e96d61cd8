"""Small NukeViet dumps for tests: everything has a default, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from importers.nukeviet.importing import Order, import_portal
from importers.report import Report
from plugins.newsroom.content import Content
from plugins.newsroom.problem import Level
from plugins.newsroom.reading import read_content

PUBLISHED: Final = 1561390380
"""24/06/2019 22:33 in Asia/Ho_Chi_Minh."""

_ROW: Final[Mapping[str, Any]] = {
    "id": 1,
    "catid": 1,
    "listcatid": "1",
    "topicid": 0,
    "author": "",
    "sourceid": 0,
    "addtime": PUBLISHED,
    "edittime": PUBLISHED,
    "status": 1,
    "publtime": PUBLISHED,
    "exptime": 0,
    "title": "Khai giảng lớp tập huấn",
    "alias": "khai-giang-lop-tap-huan",
    "hometext": "Sáng nay, lớp tập huấn khai giảng.",
    "homeimgfile": "",
    "homeimgalt": "",
    "allowed_comm": "6",
    "external_link": 0,
    "hitstotal": 7,
    "total_rating": 0,
    "click_rating": 0,
}
_DETAIL: Final[Mapping[str, Any]] = {
    "id": 1,
    "bodyhtml": "<p>Lớp học kéo dài ba ngày.</p>",
    "sourcetext": "",
    "files": "",
    "imgposition": 2,
    "keywords": "",
}
_CATEGORY: Final[Mapping[str, Any]] = {
    "catid": 1,
    "parentid": 0,
    "title": "Tin tức",
    "alias": "tin-tuc",
    "description": "",
    "weight": 1,
    "sort": 1,
    "groups_view": "6",
    "status": 1,
}
_COMMENT: Final[Mapping[str, Any]] = {
    "cid": 1,
    "module": "news",
    "id": 1,
    "pid": 0,
    "content": "Bài hay.",
    "post_time": PUBLISHED + 3600,
    "userid": 3,
    "post_name": "Bạn đọc",
    "post_email": "doc@example.org",
    "post_ip": "203.0.113.9",
    "status": 1,
}

Rows = Sequence[Mapping[str, Any]]


def dump(
    articles: Rows = ({},),
    *,
    details: Rows | None = None,
    categories: Rows = ({},),
    comments: Rows = (),
    tables: Mapping[str, Rows] | None = None,
    module: str = "nv4_vi_news",
) -> str:
    """
    Return a dump as mysqldump writes it.

    Args:
        articles: Columns of `_rows` that differ from the default; a key `body` is the detail's `bodyhtml`.
        details: Columns of `_detail`; by default one for each article.
        categories: Columns of `_cat`.
        comments: Columns of the comment table.
        tables: Name of a further table → its rows.
        module: The set of tables.
    """
    rows = [dict(_ROW) | {k: v for k, v in article.items() if k != "body"} for article in articles]
    if details is None:
        details = [
            {"id": row["id"]} | ({"bodyhtml": article["body"]} if "body" in article else {})
            for row, article in zip(rows, articles, strict=True)
        ]
    prefix, language, _ = module.split("_", 2)
    parts = [
        table(f"{module}_cat", [dict(_CATEGORY) | dict(category) for category in categories]),
        table(f"{module}_detail", [dict(_DETAIL) | dict(detail) for detail in details]),
        table(f"{module}_rows", rows),
        table(f"{prefix}_{language}_comment", [dict(_COMMENT) | dict(comment) for comment in comments]),
        *(table(name, [dict(row) for row in entries]) for name, entries in (tables or {}).items()),
    ]
    return "/*!40101 SET NAMES utf8mb4 */;\n" + "".join(parts) + "-- Dump completed on 2026-11-20  1:02:03\n"


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the statements of one table, "" where it has no rows."""
    if not rows:
        return ""
    columns = list(rows[0])
    created = ",\n".join(f"  `{column}` varchar(255) NOT NULL DEFAULT ''" for column in columns)
    values = ",\n".join(f"({','.join(literal(row[column]) for column in columns)})" for row in rows)
    return (
        f"CREATE TABLE `{name}` (\n{created},\n  KEY `k` (`{columns[0]}`)\n);\nINSERT INTO `{name}` VALUES\n{values};\n"
    )


def literal(value: Any) -> str:
    """Return a value as SQL has it."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def run(folder: Path, *sources: str | bytes | Path, media: Path | None = None, is_dry: bool = False) -> Report:
    """Import dumps, given as text or bytes, and other sources by path, into `folder / "content"`."""
    paths: list[Path] = []
    for number, source in enumerate(sources):
        if isinstance(source, Path):
            paths.append(source)
        else:
            paths.append(folder / f"dump-{number}.sql")
            paths[-1].write_bytes(source.encode() if isinstance(source, str) else source)
    order = Order(sources=tuple(paths), content=folder / "content", media=media, is_dry=is_dry)
    return import_portal(order, lambda _stage, _done, _total: None)


def read(folder: Path) -> Content:
    """Return the content that an import wrote; it has no error."""
    content = read_content(folder / "content")
    assert [problem.report() for problem in content.problems if problem.level is Level.ERROR] == []
    return content


def files(folder: Path) -> dict[str, bytes]:
    """Return the files that an import wrote, the ledger aside."""
    content = folder / "content"
    paths = (path for path in content.rglob("*") if path.is_file() and ".import" not in path.parts)
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in sorted(paths)}


def kinds(report: Report) -> dict[str, int]:
    """Return kind of note → how often it stands in a report."""
    return {item.kind: item.count for item in report.attention}


def dropped(report: Report) -> dict[str, int]:
    """Return kind of loss → how often it stands in a report."""
    return {item.kind: item.count for item in report.dropped}


def reasons(report: Report) -> dict[str, str]:
    """Return old number → why the article stays behind."""
    return {refusal.old_id: refusal.reason for refusal in report.refusals}


def texts(parts: Iterable[bytes]) -> str:
    """Return all files as one text."""
    return b"\n".join(parts).decode()
