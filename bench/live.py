"""`./inv bench live`: what the live site's parts do under load, and whether they count and keep what they should."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import live_nginx, live_releases, live_service, live_stats
from bench.measure import table

Row = tuple[str, str, str]


def main(articles: int) -> None:
    """
    Measure every part and print one table.

    Args:
        articles: How many a site has where its size matters.

    Raises:
        BenchError: Something that a part needs is missing, or a part failed.
    """
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="cong-tin-live-") as name:
        for part, measure in _PARTS.items():
            print(f"đo {part} (measuring)", file=sys.stderr, flush=True)
            folder = Path(name, part)
            folder.mkdir()
            rows += measure(folder, articles)
    print(table(("figure", "measured", "goal"), rows))


def _nginx(folder: Path, _articles: int) -> list[Row]:
    return live_nginx.measure(folder)


def _stats(folder: Path, _articles: int) -> list[Row]:
    return live_stats.measure(folder)


def _service(_folder: Path, _articles: int) -> list[Row]:
    return live_service.measure()


def _releases(folder: Path, articles: int) -> list[Row]:
    return live_releases.measure(folder, articles, live_nginx.generated_configuration)


_PARTS: dict[str, Callable[[Path, int], list[Row]]] = {
    "nginx": _nginx,
    "stats": _stats,
    "service": _service,
    "releases": _releases,
}
