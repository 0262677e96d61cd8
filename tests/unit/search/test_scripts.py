"""How much script the search page loads."""

from __future__ import annotations

import gzip
from pathlib import Path

from plugins.press.assets import bundle

STATIC = Path(__file__).parents[3] / "theme" / "static"
ENTRIES = ("main.js", "search/view.js", "search/worker.js")
BUDGET = 14 * 1024
LATER_BUDGET = 6 * 1024


def test_the_search_page_loads_little_script() -> None:
    """What a plain query needs, and beside what filters, phrases and proposals load when they are used."""
    made = bundle(STATIC)
    prefix = made.scripts.removeprefix("/")
    modules = {path.removeprefix(prefix): data for path, data in made.files.items() if path.startswith(prefix)}
    sizes = {name: len(gzip.compress(data)) for name, data in modules.items()}
    assert b"class Engine" in modules["search/worker.js"]
    assert sum(sizes[name] for name in ENTRIES) <= BUDGET
    later = {name for name in sizes if name.startswith("search/")}.difference(ENTRIES)
    assert 0 < sum(sizes[name] for name in later) <= LATER_BUDGET
