"""`./inv bench live`: what the live site's parts do under load, and whether they count and keep what they should."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import live_nginx, live_service, live_stats
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
    del articles  # no part that is measured here depends on it
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="cong-tin-live-") as name:
        for part, measure in _PARTS.items():
            print(f"đo {part} (measuring)", file=sys.stderr, flush=True)
            folder = Path(name, part)
            folder.mkdir()
            rows += measure(folder)
    print(table(("figure", "measured", "goal"), rows))


def _service(folder: Path) -> list[Row]:
    del folder  # it makes its own
    return live_service.measure()


_PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "nginx": live_nginx.measure,
    "stats": live_stats.measure,
    "service": _service,
}
