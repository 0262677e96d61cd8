"""
One build whose CPU time is told by room: `python -m bench.build_run CONTENT OUTPUT`.

Prints JSON: room → CPU seconds, `total` with everything, the import of Python modules included.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from bench.measure import ROOT
from plugins.press.adapter import Portal
from plugins.press.state import state_folder


def cpu_time() -> float:
    """Return the CPU seconds that this process and the children that it waited for have taken."""
    return sum(os.times()[:4])


class TimedPortal(Portal):
    """A build that knows how much CPU each generator took."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.cpu: dict[str, float] = defaultdict(float)
        super().__init__(settings)

    def _get_generator_classes(self) -> list[Any]:
        return [self._timed(generator) for generator in super()._get_generator_classes()]

    def _timed(self, generator: type) -> type:
        """Return a subclass of *generator* that counts the CPU of its two steps under its room's name."""
        room = generator.__module__.split(".")[1]

        def timed(step: str) -> Any:
            def call(instance: Any, *arguments: Any) -> None:
                start = cpu_time()
                getattr(generator, step)(instance, *arguments)
                self.cpu[room] += cpu_time() - start

            return call

        steps = {step: timed(step) for step in ("generate_context", "generate_output")}
        return type(generator.__name__, (generator,), steps)


def main(content: str, output: str) -> None:
    """Build *content* into *output* and print what it cost."""
    settings = read_settings(str(ROOT / "pelicanconf.py"), {"PATH": content, "OUTPUT_PATH": output})
    portal = TimedPortal(settings)
    portal.run()
    shutil.rmtree(state_folder(ROOT, Path(output)))
    outcome = portal.outcome
    print(json.dumps({**portal.cpu, "total": cpu_time(), "pages": outcome.pages, "articles": outcome.articles}))


if __name__ == "__main__":
    main(*sys.argv[1:])
