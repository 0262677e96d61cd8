"""
What publishing costs, beside Hugo and stock Pelican: `./inv bench engine`.

All build the same real articles in one run.  Hugo builds everything at every edit, so one full build is what an
edit costs there; ours is measured cold and after each kind of edit, as a whole process with all its children, from
content to manifest, search included.  Stock Pelican stands beside the cold build, up to `STOCK_LIMIT` articles.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import footprint, hugo_build, stock
from bench.edits import NOW, Edit, Place, edits
from bench.goals import ENGINE
from bench.material import make_archive, make_hugo_site
from bench.measure import ROOT, Cost, run, table

STOCK_LIMIT: Final = 10_000
# Up to so many articles a full build of a peer is quick enough to be made several times.
REPEATED: Final = 20_000
TIMES: Final = 3
MIB: Final = 1024 * 1024
SOURCES: Final = ("bench", "commands", "deploy", "desk", "feedback", "plugins", "requirements", "theme")
FILES: Final = ("tasks.py", "pelicanconf.py", "publishconf.py")

_COLD: Final = "cold, with search"
_PAGES: Final = "cold, pages only"
_RENDERING: Final = "cold, without reading"

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """Where ours is built: a copy of the project, so that its theme can be edited and its memory is its own."""

    place: Place
    output: Path
    log: Path


def measure(articles: int) -> Figures:
    """
    Build *articles* with Hugo, with stock Pelican and with this project, then edit and publish.

    Returns:
        `articles`; `load`: the machine's load averages at the beginning and the end; `cores`; the figures of
        `hugo` and `pelican` (None above `STOCK_LIMIT`); `ours`: what was done → figures; `ratios` and `reached`,
        by name.  CPU and wall in seconds, memory in MiB, files by group.

    Raises:
        BenchError: The material is not there, or a build failed.
    """
    load = [os.getloadavg()]
    with tempfile.TemporaryDirectory(prefix="cong-tin-bench-") as name:
        folder = Path(name)
        _say("làm bài (making the articles)")
        archive = make_archive(folder / "content", articles)
        hugo = _hugo(archive, folder, articles)
        pelican = _pelican(folder, articles) if articles <= STOCK_LIMIT else None
        site = Site(Place(archive, _copy_project(folder / "project")), folder / "output", folder / "log")
        ours = _cold(site) | {edit.name: _edited(site, edit) for edit in edits()}
    load.append(os.getloadavg())
    measured = {
        "articles": articles,
        "load": load,
        "cores": os.cpu_count(),
        "hugo": hugo,
        "pelican": pelican,
        "ours": ours,
    }
    return measured | {"ratios": ratios_of(ours, hugo, pelican)}


def _hugo(archive: Path, folder: Path, articles: int) -> Figures:
    """Return what Hugo's full build costs: the median of several where it is quick."""
    site = make_hugo_site(archive, folder / "hugo")
    costs = []
    for _ in range(TIMES if articles <= REPEATED else 1):
        _say("Hugo")
        shutil.rmtree(folder / "hugo-output", ignore_errors=True)
        costs.append(hugo_build.build(site, folder / "hugo-output", folder / "hugo-log"))
    files = footprint.take(folder / "hugo-output")
    for left in ("hugo", "hugo-output"):
        shutil.rmtree(folder / left)
    written = {"files": len(files), "bytes": sum(size for size, _, _ in files.values())}
    return {"version": hugo_build.version()} | _median(costs) | written


def _pelican(folder: Path, articles: int) -> Figures:
    _say("Pelican nguyên bản (stock Pelican)")
    cost = stock.build(folder / "stock", articles)
    shutil.rmtree(folder / "stock")
    return _median([cost])


def _copy_project(folder: Path) -> Path:
    """Copy what builds a site."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copyfile(ROOT / name, folder / name)
    # As in an environment that has been used: a first build does not compile Python.
    run([sys.executable, "-m", "compileall", "-q", "."], folder.with_name("log"), folder)
    return folder


def _cold(site: Site) -> dict[str, Figures]:
    """Build with nothing known, and tell what is the search's."""
    _say(_COLD)
    place = site.place
    command: list[str | Path] = [sys.executable, "-m", "bench.build_run", place.content, site.output, NOW]
    cost = run(command, site.log, place.project)
    said = json.loads(cost.output.splitlines()[-1])
    after = footprint.take(site.output)
    done = footprint.compare({}, after).figures() | {"rendered": said["pages"]}
    whole = _median([cost]) | done
    pages = whole | {"cpu": round(cost.cpu - said["search"], 2), "wall": round(cost.wall - said["search_wall"], 2)}
    rendering = {"cpu": round(pages["cpu"] - said["newsroom"], 2), "wall": 0.0, "memory": whole["memory"]}
    return {_COLD: whole, _PAGES: pages | {"search": 0}, _RENDERING: rendering}


def _edited(site: Site, edit: Edit) -> Figures:
    """Make an edit so often as it asks for, publish it each time, and return the medians."""
    costs, done = [], []
    for number in range(edit.times):
        _say(f"{edit.name} ({number + 1}/{edit.times})")
        before = footprint.take(site.output)
        edit.make(site.place, number)
        cost = _build(site)
        said = json.loads(cost.output.splitlines()[-1])
        after = footprint.compare(before, footprint.take(site.output))
        costs.append(cost)
        done.append(after.figures() | {"rendered": said["rendered"]})
    return _median(costs) | {name: round(statistics.median(one[name] for one in done)) for name in done[0]}


def _build(site: Site) -> Cost:
    options: list[str | Path] = ["--content", site.place.content, "--output", site.output, "--now", NOW, "--json"]
    return run([sys.executable, "tasks.py", "build", *options], site.log, site.place.project)


def _median(costs: Sequence[Cost]) -> Figures:
    """Return the medians of CPU and wall, and the largest memory."""
    return {
        "cpu": round(statistics.median(cost.cpu for cost in costs), 3),
        "wall": round(statistics.median(cost.wall for cost in costs), 3),
        "memory": round(max(cost.memory for cost in costs)),
    }


def ratios_of(ours: Mapping[str, Figures], hugo: Figures, pelican: Figures | None) -> dict[str, float]:
    """Return our CPU for each thing done to Hugo's full build, and what else has a goal, by its name."""
    ratios = {name: figures["cpu"] / hugo["cpu"] for name, figures in ours.items()}
    cold = ours[_PAGES]
    ratios[f"{_PAGES}: wall"] = cold["wall"] / hugo["wall"]
    ratios["memory"] = max(figures["memory"] for figures in ours.values()) / hugo["memory"]
    if pelican is not None:
        ratios[f"{_PAGES}: to Pelican"] = cold["cpu"] / pelican["cpu"]
    ratios["template: base, to cold rendering"] = ours["template: base"]["cpu"] / ours[_RENDERING]["cpu"]
    return {name: round(ratio, 4) for name, ratio in ratios.items()}


def rows(measured: Figures) -> list[list[str]]:
    """Return the rows of the first table: what was done, what it cost, and what it changed."""
    peers = {
        f"Hugo {measured['hugo']['version']}, everything": measured["hugo"],
        "Pelican, everything": measured["pelican"],
    }
    return [
        [
            name,
            *(f"{figures[key]:,.2f}" for key in ("cpu", "wall")),
            f"{figures['memory']:,}",
            *(
                f"{figures[key]:,}" if key in figures else ""
                for key in ("rendered", "pages", "sitemaps", "search", "manifest")
            ),
            f"{figures['bytes'] / MIB:,.2f}" if "bytes" in figures else "",
            _share(measured["ratios"].get(name)),
        ]
        for name, figures in (peers | measured["ours"]).items()
        if figures is not None
    ]


def _share(ratio: float | None) -> str:
    """Return a ratio as it stands in the goals: as a part of one where it is small."""
    if not ratio:
        return ""
    return f"{ratio:.2f}" if ratio > 0.5 else f"1/{1 / ratio:.1f}"  # noqa: PLR2004 - one half


def verdicts(measured: Figures) -> Iterable[list[str]]:
    """Yield the rows of the second table: each goal of this size, what was reached, and whether that is enough."""
    for name, goal in ENGINE.get(measured["articles"], {}).items():
        ratio = measured["ratios"].get(name)
        ours = measured["ours"]["newest added"]["pages"]
        yield [name, f"{ratio:.4f}" if goal.is_ratio and ratio is not None else f"{ours}", goal.verdict(ours, ratio)]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(articles: int = 10_000) -> None:
    """Measure and print the tables, the machine's load, then the figures as JSON on the last line."""
    measured = measure(articles)
    names = (
        "CPU s",
        "wall s",
        "MiB",
        "rendered",
        "pages, feeds",
        "sitemaps",
        "search",
        "manifest",
        "MiB written",
        "to Hugo",
    )
    print(table([f"{articles:,} articles", *names], rows(measured)))
    reached = list(verdicts(measured))
    if reached:
        print("\n" + table(["goal", "reached", ""], reached))
    loads = "; ".join(", ".join(f"{value:.1f}" for value in load) for load in measured["load"])
    print(f"\nload averages before and after: {loads}; {measured['cores']} cores")
    print(json.dumps(measured))
