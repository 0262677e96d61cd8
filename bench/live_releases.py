"""
Going live, measured: releases that are switched under readers, a publish of one edit, and tampering that is found.

`measure` returns rows of a table: figure, measured, what is to be reached and whether it is.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from statistics import median
from typing import Final

from bench.live_site import read_site
from bench.live_switches import REQUESTS, SWITCHES, Configure, bare_configuration, measure_switches
from bench.live_tampering import TAMPERINGS, measure_tampering
from bench.measure import ROOT, BenchError, make_content, run

PUBLISH_CPU: Final = 3.0  # seconds beyond the build
EDITS: Final = 3

Row = tuple[str, str, str]

_MOVED: Final = re.compile(r"chuyển: ([\d.]+)")
_LIST: Final = re.compile(r"^M ", re.MULTILINE)


def measure(folder: Path, articles: int, configure: Configure = bare_configuration) -> list[Row]:
    """
    Measure everything.

    Args:
        folder: An empty one, for sites and targets.
        articles: How many the live folder has that one edit is published to.
        configure: The server's configuration; nginx's own defaults, with compressed files as they lie, where none is
            given.

    Raises:
        BenchError: nginx or the news is missing, or a command failed.
    """
    _build(ROOT / "content", folder / "demo", folder)
    site = read_site(folder / "demo")
    counts = measure_switches(site, folder / "switches", configure)
    found, missed = measure_tampering(site, folder / "tampering")
    lacking = "".join(f", {kind} {count}" for kind, count in sorted(missed.items()))
    return [
        ("releases switched under 8 clients", f"{counts['switches']}", _reached(f"≥ {SWITCHES}", ok=True)),
        (
            "requests meanwhile",
            f"{counts['requests']:,}",
            _reached(f"≥ {REQUESTS:,}", ok=counts["requests"] >= REQUESTS),
        ),
        ("errors", f"{counts['errors']}", _reached("0", ok=not counts["errors"])),
        ("pages of two releases", f"{counts['mixed']}", _reached("0", ok=not counts["mixed"])),
        ("tamperings found", f"{found:,}{lacking}", _reached(f"{TAMPERINGS:,}", ok=found == TAMPERINGS)),
        *measure_publish(folder / "publish", articles),
    ]


def _reached(goal: str, *, ok: bool) -> str:
    return f"{goal}: {'yes' if ok else 'no'}"


def _build(content: Path, output: Path, folder: Path) -> int:
    """Build a site and return how many files were written."""
    command: list[str | Path] = [sys.executable, ROOT / "tasks.py", "build", "--production", "--content", content]
    run([*command, "--output", output, "--changed-files", folder / "changed"], folder / "log")
    return len(_LIST.findall((folder / "changed").read_text(encoding="utf-8")))


def measure_publish(folder: Path, articles: int) -> list[Row]:
    """
    Publish edits of one article each to a live folder, and return what the median one moved and cost.

    Args:
        folder: A new one, for content, output and target.
        articles: How many the site has.

    Raises:
        BenchError: The news is missing, or a command failed.
    """
    folder.mkdir()
    content = make_content(folder / "content", articles)
    (folder / "deploy.toml").write_text('[targets.bench]\npath = "live"\n', encoding="utf-8")
    _build(content, folder / "output", folder)
    command: list[str | Path] = [sys.executable, ROOT / "tasks.py", "deploy", "bench"]
    command += ["--config", folder / "deploy.toml", "--output", folder / "output"]
    first = run(command, folder / "log")
    newest = max((content / "articles").rglob("*.md"), key=lambda place: place.as_posix())
    costs, extra = [], []
    for number in range(EDITS):
        with newest.open("a", encoding="utf-8") as article:
            article.write(f"\nĐoạn thêm {number}.\n")
        changed = _build(content, folder / "output", folder)
        costs.append(run(command, folder / "log"))
        moved = _MOVED.search(costs[-1].output)
        if moved is None:
            raise BenchError(f"the deployment did not say what it moved:\n{costs[-1].output}")
        extra.append(int(moved[1].replace(".", "")) - changed)
    cpu = median(cost.cpu for cost in costs)
    wall = median(cost.wall for cost in costs)
    size = f"{articles:,} articles"
    return [
        (f"first publish, {size}: CPU, wall", f"{first.cpu:.1f} s, {first.wall:.1f} s", ""),
        (f"publish of one edit, {size}: CPU", f"{cpu:.2f} s", _reached(f"≤ {PUBLISH_CPU:g} s", ok=cpu <= PUBLISH_CPU)),
        (f"publish of one edit, {size}: wall", f"{wall:.2f} s", ""),
        ("files moved beyond those that the build changed", f"{max(extra)}", _reached("≤ 0", ok=max(extra) <= 0)),
    ]
