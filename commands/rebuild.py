"""
One build for `./inv livereload`, in a process of its own: `python -m commands.rebuild CONTENT OUTPUT`.

A process keeps the modules that it has imported; only a new one sees an edit of a plugin or of the settings.
The answer is a line of JSON on standard output; a traceback on standard error and no answer
mean that the code itself is broken.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from invoke import Exit

from commands.build import Order, attempt
from plugins.newsroom.clock import current_minute


def main(content: str, output: str) -> None:
    """Build, and print `{ok, changed, report, seconds}`."""
    try:
        summary = attempt(Order(content=Path(content), output=Path(output), now=current_minute(os.environ, time.time)))
    except Exit as failure:
        answer: dict[str, object] = {"ok": False, "changed": False, "report": str(failure).strip(), "seconds": 0}
    else:
        answer = {
            "ok": True,
            "changed": bool(summary.written + summary.deleted),
            "report": "\n".join(problem.report() for problem in summary.problems),
            "seconds": summary.seconds,
        }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
