"""Lists whose inner items are indented by two or three blanks: Markdown wants four, and makes them equal otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desk.proofreading.manuscript import Manuscript
from plugins.newsroom.body_layout import check_layout

LEVEL: Final = 4

_FENCE: Final = re.compile(r"^[ ]{0,3}(?:```|~~~)", re.MULTILINE)
_ITEM: Final = re.compile(r"[ ]*(?:[-*+]|\d{1,3}\.)[ ]+\S")


def mend_lists(manuscript: Manuscript) -> str:
    """Return the text with the items of flat lists indented by four blanks a level; others stay as they are."""
    start = manuscript.line_of(manuscript.body_start)
    told = {
        problem.line - start
        for problem in check_layout(manuscript.body, "", manuscript.path, start)
        if problem.code == "W324"
    }
    if not told or _FENCE.search(manuscript.body):
        return manuscript.text
    lines = manuscript.body.split("\n")
    for first, last in _lists(lines):
        if told.intersection(range(first, last)):
            lines[first:last] = _indent(lines[first:last])
    return manuscript.text[: manuscript.body_start] + "\n".join(lines)


def _lists(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where lists begin and end: from an item at the margin to the next line at the margin that is none."""
    first = -1
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith(" "):
            is_item = _ITEM.match(line) is not None
            is_lazy = not is_item and first >= 0 and number > 0 and lines[number - 1].strip() != ""
            if first >= 0 and not is_item and not is_lazy:
                yield first, number
                first = -1
            if is_item and first < 0:
                first = number
    if first >= 0:
        yield first, len(lines)


def _indent(lines: list[str]) -> list[str]:
    """Return the lines of a list, each level four blanks deeper; as they are where the levels cannot be told."""
    depths = [_depth(line) for line in lines if _ITEM.match(line)]
    unit = min((depth for depth in depths if depth), default=0)
    if unit not in (2, 3) or any(depth % unit for depth in depths) or any("\t" in line for line in lines):
        return lines
    made: list[str] = []
    shift = 0
    for line in lines:
        if _ITEM.match(line):
            depth = _depth(line)
            shift = depth // unit * LEVEL - depth
            made.append(" " * shift + line)
        else:  # what belongs to an item goes along with it
            made.append(" " * shift + line if line.startswith(" ") and line.strip() else line)
    return made


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
