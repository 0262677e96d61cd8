"""Counting a made-up log, beside GoAccess and beside what the log was made of."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Final

from bench.access_log import Truth, make_lines
from bench.measure import ROOT, BenchError, Cost, run
from plugins.newsroom.reading import read_content

LINES: Final = 200_000
ARTICLES: Final = 2_000
LAST: Final = date(2026, 11, 24)

Row = tuple[str, str, str]


def measure(folder: Path) -> list[Row]:
    """
    Count a log of `LINES` lines by `./inv stats`, twice, and by GoAccess.

    Args:
        folder: An empty one.

    Raises:
        BenchError: GoAccess is missing, or a command failed.
    """
    if shutil.which("goaccess") is None:
        raise BenchError("the measurement needs goaccess")
    truth = Truth()
    slugs = [f"bai-{number}" for number in range(ARTICLES)]
    log = folder / "access.log"
    log.write_bytes(b"".join(make_lines(LINES, slugs, truth, last=LAST)))
    content = _write_content(folder / "content", slugs)
    command: list[str | Path] = [sys.executable, ROOT / "tasks.py", "stats", "--log", log]
    command += ["--content", content, "--json", "--again"]
    first, second = (run([*command, "--state", folder / "state.sqlite"], folder / "log") for _ in range(2))
    ours, peer = _visits(json.loads(first.output)), _goaccess(log, folder)
    known = (len(truth.visitors[LAST]), truth.visits(LAST.replace(day=1)), truth.visits())
    read = read_content(content)
    views = {article.slug: article.views.count for article in read.articles if article.views}
    wrong = sum(views.get(slug, 0) != truth.views[slug] for slug in slugs)
    again = json.loads(second.output)
    return [
        (f"stats, {LINES:,} lines: day, month, all", _told(ours), f"equal to GoAccess: {_yes(ours == peer.visits)}"),
        ("… by GoAccess", _told(peer.visits), ""),
        ("… by what the log was made of", _told(known), f"equal to ours: {_yes(ours == known)}"),
        ("… articles with wrong views", f"{wrong} of {len(slugs):,}", f"0: {_yes(not wrong)}"),
        ("… lines counted when read again", str(again["lines"]), f"0: {_yes(not again['lines'])}"),
        ("… CPU s, GoAccess's", f"{first.cpu:.1f}, {peer.cost.cpu:.1f}", ""),
    ]


class _Peer:
    """What GoAccess says, and what it took."""

    def __init__(self, visits: tuple[int, int, int], cost: Cost) -> None:
        self.visits = visits
        self.cost = cost


def _goaccess(log: Path, folder: Path) -> _Peer:
    """Count by GoAccess."""
    result = folder / "goaccess.json"
    options = ["--log-format=COMBINED", "--no-global-config", "--ignore-crawlers", "--date-spec=date", "--no-progress"]
    cost = run(["goaccess", log, *options, "-o", result], folder / "log")
    counts = {row["data"]: row["visitors"]["count"] for row in json.loads(result.read_text())["visitors"]["data"]}
    newest = max(counts)
    month = sum(count for day, count in counts.items() if day[:6] == newest[:6])
    return _Peer((counts[newest], month, sum(counts.values())), cost)


def _visits(said: dict[str, dict[str, int]]) -> tuple[int, int, int]:
    return said["today"]["visits"], said["month"]["visits"], said["total"]["visits"]


def _write_content(folder: Path, slugs: list[str]) -> Path:
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    for number, slug in enumerate(slugs):
        month = f"{number % 12 + 1:02}"
        place = folder / "articles" / "2025" / month / f"{slug}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\ntitle: Bài {number}\ndate: 2025-{month}-01\ncategory: kinh-te\n---\n"
        place.write_text(f"{head}Nội dung.\n", "utf-8")
    return folder


def _told(visits: tuple[int, int, int]) -> str:
    return ", ".join(f"{number:,}" for number in visits)


def _yes(reached: bool) -> str:  # noqa: FBT001 - the only thing that is said
    return "yes" if reached else "no"
