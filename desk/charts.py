"""
Charts as SVG that stands in a page: no script, no style of its own, a title and a description for screen readers.

Every chart stands beside a table with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from plugins.newsroom.vietnamese import format_number

# In units of the drawing, which grows and shrinks with the page.
_WIDTH: Final = 640
_NAME: Final = 250
_BAR: Final = 320
_LINE: Final = 24
_HEIGHT: Final = 160
_TOP: Final = 20
_FOOT: Final = 24
_EDGE: Final = 24  # a month is written across its column
_LONGEST_NAME: Final = 34
_MOST_MARKS: Final = 12


def draw_bars(name: str, title: str, rows: Sequence[tuple[str, int]]) -> str:
    """
    Draw a bar a row, the names before it and the numbers behind it.

    Args:
        name: For ids: a-z and hyphens.
        title: What is shown.
        rows: Name and number, from the top.
    """
    highest = max((number for _, number in rows), default=0)
    parts = [_open(name, title, rows, len(rows) * _LINE)]
    for place, (label, number) in enumerate(rows):
        base = place * _LINE
        width = _BAR * number // highest if highest else 0
        parts.append(
            f'<text class="name" x="{_NAME - 8}" y="{base + 16}" text-anchor="end">{escape(_shorten(label))}</text>'
            f'<rect class="bar" x="{_NAME}" y="{base + 4}" width="{max(width, 1)}" height="{_LINE - 8}"/>'
            f'<text class="number" x="{_NAME + max(width, 1) + 6}" y="{base + 16}">{format_number(number)}</text>'
        )
    return "\n".join((*parts, "</svg>"))


def draw_columns(name: str, title: str, rows: Sequence[tuple[str, int]]) -> str:
    """Draw a column a row, from the left; arguments as of `draw_bars`."""
    highest = max((number for _, number in rows), default=0)
    parts = [_open(name, title, rows, _TOP + _HEIGHT + _FOOT)]
    every = -(-len(rows) // _MOST_MARKS)  # of many columns every second, third … has its name
    for place, (label, number) in enumerate(rows):
        left, right = (_EDGE + (_WIDTH - 2 * _EDGE) * edge // len(rows) for edge in (place, place + 1))
        height = _HEIGHT * number // highest if highest else 0
        top, width, middle = _TOP + _HEIGHT - height, max((right - left) * 4 // 5, 1), (left + right) // 2
        parts.append(f'<rect class="bar" x="{middle - width // 2}" y="{top}" width="{width}" height="{height}"/>')
        if place % every == 0:
            parts.append(
                f'<text class="name" x="{middle}" y="{_TOP + _HEIGHT + 16}" text-anchor="middle">{escape(label)}</text>'
                f'<text class="number" x="{middle}" y="{top - 5}" text-anchor="middle">{format_number(number)}</text>'
            )
    parts.append(f'<rect class="line" x="0" y="{_TOP + _HEIGHT}" width="{_WIDTH}" height="1"/>')
    return "\n".join((*parts, "</svg>"))


def _open(name: str, title: str, rows: Sequence[tuple[str, int]], height: int) -> str:
    """Return the beginning of a drawing: its size, its title, and all numbers in words."""
    said = "; ".join(f"{label}: {format_number(number)}" for label, number in rows) or "Không có số liệu"
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {max(height, 1)}" role="img" aria-labelledby="{name}-ten {name}-so">'
        f'\n<title id="{name}-ten">{escape(title)}</title>\n<desc id="{name}-so">{escape(said)}.</desc>'
    )


def _shorten(label: str) -> str:
    return label if len(label) <= _LONGEST_NAME else label[: _LONGEST_NAME - 1].rstrip() + "…"
