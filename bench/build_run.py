"""
One build whose CPU time is told by room: `python -m bench.build_run CONTENT OUTPUT [NOW]`.

Prints JSON: room → CPU seconds, `search_wall` the same for the search in wall-clock seconds, `total` with everything,
the import of Python modules included.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from bench.measure import ROOT
from plugins.pipeline import GENERATORS
from plugins.press.adapter import build
from plugins.press.state import state_folder


def cpu_time() -> float:
    """Return the CPU seconds that this process and the children that it waited for have taken."""
    return sum(os.times()[:4])


class Spent:
    """What the generators of a build take, by room: CPU and wall-clock seconds."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = defaultdict(float)
        self.wall: dict[str, float] = defaultdict(float)

    def timed(self, generator: type) -> type:
        """Return a subclass of *generator* that counts what its two steps take under its room's name."""
        room = generator.__module__.split(".")[1]

        def timed(step: str) -> Any:
            def call(instance: Any, *arguments: Any) -> None:
                cpu, wall = cpu_time(), time.monotonic()
                getattr(generator, step)(instance, *arguments)
                self.cpu[room] += cpu_time() - cpu
                self.wall[room] += time.monotonic() - wall

            return call

        steps = {step: timed(step) for step in ("generate_context", "generate_output")}
        return type(generator.__name__, (generator,), steps)


def main(content: str, output: str, now: str = "") -> None:
    """Build *content* into *output* and print what it cost; *now* is as in the settings."""
    settings = read_settings(str(ROOT / "pelicanconf.py"), {"PATH": content, "OUTPUT_PATH": output, "NOW": now})
    spent = Spent()
    outcome = build(settings, [spent.timed(generator) for generator in GENERATORS], on_wait=lambda: None)
    counts = {"pages": outcome.pages, "articles": outcome.articles, "search_wall": spent.wall["search"]}
    print(json.dumps({**spent.cpu, "total": cpu_time(), **counts}))


def forget(output: Path) -> None:
    """Remove what a build of *output* has remembered."""
    shutil.rmtree(state_folder(ROOT, output))


if __name__ == "__main__":
    main(*sys.argv[1:])
