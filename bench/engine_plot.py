"""
The cost of a publish against the size of the archive, as an SVG: `python -m bench.engine_plot RUNS.jsonl PLOT.svg`.

RUNS.jsonl holds the last lines of runs of `./inv bench engine` at several sizes.  Both axes are logarithmic, so that
a cost in proportion to the archive is a straight line upwards and one that does not follow it is level.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

WIDTH: Final = 760
HEIGHT: Final = 460
LEFT: Final = 62
RIGHT: Final = 210
TOP: Final = 46
BOTTOM: Final = 52

# What is drawn: label → where its CPU stands in a run, and its colour.  Okabe and Ito's colours, told apart by
# readers who see few; https://jfly.uni-koeln.de/color/
SERIES: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "Hugo, any edit": (("hugo",), "#d55e00"),
    "stock Pelican, everything": (("pelican",), "#999999"),
    "ours, everything": (("ours", "cold, pages only"), "#0072b2"),
    "a template": (("ours", "template: base"), "#56b4e9"),
    "body, old year": (("ours", "body, old year"), "#cc79a7"),
    "newest added": (("ours", "newest added"), "#e69f00"),
    "body, newest month": (("ours", "body, newest month"), "#009e73"),
    "nothing changed": (("ours", "nothing changed"), "#000000"),
}
# How far apart the names at the ends of the lines are at least.
LINE_HEIGHT: Final = 15


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn of one series: (articles, CPU seconds), ascending by articles."""

    label: str
    colour: str
    points: tuple[tuple[int, float], ...]


def lines_of(runs: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return the series of *runs*; a run that lacks one is passed over there."""
    ordered = sorted(runs, key=lambda run: int(run["articles"]))
    found = []
    for label, (way, colour) in SERIES.items():
        points = [(int(run["articles"]), cost) for run in ordered if (cost := _cost(run, way)) is not None]
        if points:
            found.append(Line(label, colour, tuple(points)))
    return found


def _cost(run: Mapping[str, Any], way: Sequence[str]) -> float | None:
    """Return the CPU seconds at the end of *way* in a run; None where it has none."""
    figures: Any = run
    for step in way:
        figures = figures.get(step)
        if figures is None:
            return None
    return float(figures["cpu"])


class Scale:
    """Logarithmic, from values to places on the canvas, between whole powers of ten."""

    def __init__(self, values: Iterable[float], start: float, end: float) -> None:
        """Hold all *values* between the places *start* and *end*."""
        logs = [math.log10(value) for value in values]
        self.first, self.last = (
            math.floor(min(logs) + 1e-9),
            max(math.ceil(max(logs) - 1e-9), math.floor(min(logs)) + 1),
        )
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        """Return the place of *value*."""
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return round(self._start + share * (self._end - self._start), 1)

    def steps(self) -> list[float]:
        """Return the powers of ten."""
        return [10.0**power for power in range(self.first, self.last + 1)]


def draw(runs: Iterable[Mapping[str, Any]]) -> str:
    """Return the plot of *runs*."""
    lines = lines_of(runs)
    across = Scale((size for line in lines for size, _ in line.points), LEFT, WIDTH - RIGHT)
    up = Scale((cost for line in lines for _, cost in line.points), HEIGHT - BOTTOM, TOP)
    title = "CPU seconds of one publish, by the number of articles"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title">',
        "<style>text { font: 12px sans-serif }</style>",
        f'<title id="title">{title}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" style="font-size: 15px">{title}</text>',
        *_grid(across, up),
        *(_draw_line(line, across, up) for line in lines),
        *_names(lines, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(across: Scale, up: Scale) -> Iterable[str]:
    for size in across.steps():
        x = across(size)
        yield f'<path d="M{x} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,.0f}</text>'
    for cost in up.steps():
        y = up(cost)
        yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{cost:g} s</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">articles</text>'


def _draw_line(line: Line, across: Scale, up: Scale) -> str:
    places = [(across(size), up(cost)) for size, cost in line.points]
    path = " ".join(f"{x},{y}" for x, y in places)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{line.colour}"/>' for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="2"/>{dots}'


def _names(lines: Iterable[Line], across: Scale, up: Scale) -> Iterable[str]:
    """Yield the names at the ends of the lines, moved apart where they would lie on one another."""
    lowest = -math.inf
    end = WIDTH - RIGHT
    for line in sorted(lines, key=lambda line: up(line.points[-1][1])):
        size, cost = line.points[-1]
        x, y = across(size), up(cost)
        text = f'fill="{line.colour}">{escape(line.label)}: {cost:.3g} s</text>'
        if x < end:  # it stops short of the largest archive: other lines go on to its right
            yield f'<text x="{x}" y="{y - 10}" text-anchor="end" {text}'
        else:
            lowest = max(y + 4, lowest + LINE_HEIGHT)
            yield f'<text x="{x + 9}" y="{lowest}" {text}'


def main(runs: str, plot: str) -> None:
    """Draw the runs in the file *runs* into the file *plot*."""
    found = [json.loads(line) for line in Path(runs).read_text("utf-8").splitlines()]
    Path(plot).write_text(draw(found), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
