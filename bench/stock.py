"""The peer: stock Pelican over the same articles, in a front matter of its own and with its theme `simple`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from bench.measure import Cost, make_content, run

SETTINGS: Final = """\
PATH = "content"
SITENAME = "Stock"
SITEURL = "https://example.org"
THEME = "simple"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 20
"""


def build(folder: Path, count: int) -> Cost:
    """
    Make *count* articles in *folder*, build them with nothing cached, and return what the build cost.

    Raises:
        BenchError: The material is not there, or Pelican failed.
    """
    make_content(folder / "content", count, "--rich", "--format", "pelican")
    settings = folder / "settings.py"
    settings.write_text(SETTINGS)
    content, output = folder / "content" / "articles", folder / "output"
    command: list[str | Path] = [sys.executable, "-m", "pelican", content, "-s", settings, "-o", output, "-q"]
    return run(command, folder / "log")
