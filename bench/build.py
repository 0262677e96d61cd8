"""
A cold build against stock Pelican's: `./inv bench build`.

Both read the same real articles, written for each in its own front matter, and start with
nothing cached.  `pages` is everything but the search index, which stock Pelican lacks.  `cold` is what a
first search there costs a reader, in a real Chromium: see `bench.cold`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench import stock
from bench.build_run import forget
from bench.chromium import open_browser
from bench.cold import QUERIES, WAVED, bytes_and_time, dependent_rounds
from bench.measure import Cost, flat, make_content, run, table
from bench.network import Network, serve
from bench.queries import known_items, sample

SMALL = 1_000


def measure(articles: int) -> dict[str, object]:
    """
    Build *articles* and 1,000 real articles with this project, and *articles* with stock Pelican.

    Returns:
        The figures: CPU in seconds, memory in MiB, ratios.
    """
    with tempfile.TemporaryDirectory(prefix="cong-tin-bench-") as name:
        folder = Path(name)
        small, _ = _ours(folder, SMALL)
        large, cost = _ours(folder, articles)
        cold = _cold_query(folder / f"output-{articles}", articles)
        peer = stock.build(folder / "stock", articles)
    pages, small_pages = large["total"] - large["search"], small["total"] - small["search"]
    return {
        "articles": articles,
        "pages_cpu": round(pages, 2),
        "index_cpu": round(large["search"], 2),
        "stock_pelican_cpu": round(peer.cpu, 2),
        "pages_to_stock": round(pages / peer.cpu, 3),
        "growth_from_1000": round(pages / small_pages, 2),
        "memory_mib": round(cost.memory),
        "stock_memory_mib": round(peer.memory),
        "wall": round(cost.wall, 1),
        "cold": cold,
        "by_room": {room: round(large[room], 2) for room in ("newsroom", "search", "archives")},
    }


def _ours(folder: Path, count: int) -> tuple[dict[str, float], Cost]:
    content = make_content(folder / f"content-{count}", count, "--rich")
    output = folder / f"output-{count}"
    cost = run([sys.executable, "-m", "bench.build_run", content, output], folder / "log")
    forget(output)
    return json.loads(cost.output.splitlines()[-1]), cost


def _cold_query(output: Path, articles: int) -> dict[str, float]:
    """Return bytes, requests, time and dependent rounds of first searches in the site in *output*."""
    queries = [item.spellings["accented"] for item in known_items(articles)]
    with serve(output) as server, open_browser(trusted_key=server.key_hash) as browser:
        return {
            **bytes_and_time(browser, server, sample(queries, QUERIES), Network()),
            **dependent_rounds(browser, server, sample(queries, WAVED)),
        }


def main(articles: int = 10_000) -> None:
    """Measure and print the table, then the figures as JSON on the last line."""
    figures = measure(articles)
    print(table(["cold build", "figure"], [[name, str(value)] for name, value in flat(figures).items()]))
    print(json.dumps(figures))
