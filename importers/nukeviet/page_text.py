"""
A page of the old portal that was saved as text only: which of its fifteen blocks are there, and what do they say?

The blocks are told apart by the words that NukeViet prints between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from importers.nukeviet.page_facts import PageFacts

BLOCKS: Final = (
    "title",
    "date",
    "views",
    "lead",
    "body",
    "points",
    "average",
    "rating-hint",
    "comments",
    "newer",
    "older",
    "banners",
    "statistics",
    "applications",
    "timeout",
)
_HEAD: Final = re.compile(
    r"(?P<weekday>Chủ nhật|Thứ (?:hai|ba|tư|năm|sáu|bảy))\s*-\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
    r"\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s+(?P<views>[\d.,]+))?",
    re.IGNORECASE,
)
_POINTS: Final = re.compile(r"Tổng số điểm của bài viết là:\s*(\d+)\s*trong\s*(\d+)\s*đánh giá", re.IGNORECASE)
_AVERAGE: Final = re.compile(r"Xếp hạng:\s*([\d.,]+)\s*[-–/]\s*(\d+)\s*phiếu bầu", re.IGNORECASE)
_COUNT: Final = re.compile(
    r"[•*-]?\s*(Đang truy cập|Hôm nay|Tháng hiện tại|Tổng lượt truy cập)\s*:?\s*([\d.,]+)", re.IGNORECASE
)
_HEADINGS: Final = {
    "click để đánh giá bài viết": "rating-hint",
    "ý kiến bạn đọc": "comments",
    "những tin mới hơn": "newer",
    "những tin cũ hơn": "older",
    "thống kê truy cập": "statistics",
    "ứng dụng": "applications",
}
_TIMEOUT: Final = "bạn đã không sử dụng site"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """
    A page saved as text.

    Attributes:
        facts: What it says of its article; the body as HTML, a paragraph each.
        paragraphs: Of the body.
        blocks: Names of `BLOCKS` that are there, in the page's order.
        banners, applications, newer, older: Lines.
        statistics: Label → number.
    """

    facts: PageFacts
    paragraphs: tuple[str, ...]
    blocks: tuple[str, ...]
    banners: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    statistics: tuple[tuple[str, int], ...] = ()


def read_text_page(text: str) -> TextPage | None:
    """Read a page saved as text; None where it has no headline with a date below it."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    place = next((number for number, line in enumerate(lines) if _HEAD.match(line)), 0)
    head = _HEAD.match(lines[place]) if lines else None
    title = next((line for line in reversed(lines[:place]) if line), "")
    if head is None or not title:
        return None
    parts = _parts(lines[place + 1 :])
    facts = _facts(title, head, parts, " ".join(line for line in lines if line))
    paragraphs = tuple(parts["body"][1:])
    there = {
        "title": True,
        "date": True,
        "views": facts.views is not None,
        "lead": bool(facts.lead),
        "body": bool(paragraphs),
        "points": facts.points is not None,
        "average": bool(facts.average),
    }
    return TextPage(
        facts=facts,
        paragraphs=paragraphs,
        blocks=tuple(name for name in BLOCKS if there.get(name, bool(parts[name]))),
        banners=tuple(parts["banners"]),
        applications=tuple(parts["applications"][1:]),
        newer=tuple(parts["newer"][1:]),
        older=tuple(parts["older"][1:]),
        statistics=tuple(
            (match[1], _digits(match[2])) for line in parts["statistics"] if (match := _COUNT.match(line))
        ),
    )


def _facts(title: str, head: re.Match[str], parts: Mapping[str, Sequence[str]], whole: str) -> PageFacts:
    """Return what the page says of its article."""
    lead, *paragraphs = parts["body"] or [""]
    points, average = _POINTS.search(whole), _AVERAGE.search(whole)
    day = f"{head['year']}-{int(head['month']):02}-{int(head['day']):02}"
    return PageFacts(
        kind="article",
        id=0,
        title=title,
        date=f"{day} {int(head['hour']):02}:{head['minute']}",
        weekday=head["weekday"],
        lead=lead,
        body="".join(f"<p>{_escaped(paragraph)}</p>" for paragraph in paragraphs),
        views=_digits(head["views"]) if head["views"] else None,
        points=int(points[1]) if points else None,
        votes=int(points[2]) if points else None,
        average=average[1].replace(",", ".") if average else "",
    )


def _parts(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines below the date by the block that they belong to, headings with theirs."""
    parts: dict[str, list[str]] = {name: [] for name in BLOCKS}
    block = "body"
    for line in filter(None, lines):
        if line.lower().startswith(_TIMEOUT):
            block = "timeout"
        elif _POINTS.match(line):
            block = "points"
        elif _AVERAGE.match(line):
            block = "average"
        elif heading := _HEADINGS.get(line.lower().rstrip(" :")):
            block = heading
        elif block == "older" and not re.search(r"\(\d{1,2}/\d{1,2}/\d{4}\)$", line):
            block = "banners"  # the last list of articles is over where a line has no day
        elif block in ("statistics", "rating-hint", "average", "points") and not _COUNT.match(line):
            block = "banners"
        parts[block].append(line)
    return parts


def _digits(text: str) -> int:
    """Return a number, whatever sets its thousands apart."""
    return int(re.sub(r"\D", "", text) or 0)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
