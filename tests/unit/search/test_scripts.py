"""How much script the search page loads."""

from __future__ import annotations

import gzip
import re
from pathlib import Path, PurePosixPath

from plugins.press.assets import bundle

STATIC = Path(__file__).parents[3] / "theme" / "static"
ENTRIES = ("main.js", "search/view.js", "search/worker.js")
BUDGET = 14 * 1024
LATER_BUDGET = 6 * 1024


def reach(modules: dict[str, bytes], names: tuple[str, ...]) -> set[str]:
    """Return the modules that those of *names* import, and these."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            folder = PurePosixPath(name).parent
            imported = re.findall(r'\bfrom\s*"\./([^"]+)"', modules[name].decode())
            waiting += [str(folder / other) for other in imported]
    return found


def test_the_search_page_loads_little_script() -> None:
    """What a plain query needs, and beside what filters, phrases and proposals load when they are used."""
    made = bundle(STATIC)
    prefix = made.scripts.removeprefix("/")
    modules = {path.removeprefix(prefix): data for path, data in made.files.items() if path.startswith(prefix)}
    sizes = {name: len(gzip.compress(data)) for name, data in modules.items()}
    at_once = reach(modules, ENTRIES)
    assert "search/rank.js" in at_once
    assert sum(sizes[name] for name in at_once) <= BUDGET
    later = {name for name in sizes if name.startswith("search/")} - at_once
    assert sum(sizes[name] for name in later) <= LATER_BUDGET
