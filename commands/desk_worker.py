"""
Checks and builds for the desk, in a process of its own: `python -m commands.desk_worker CONTENT PREVIEW OUTPUT MODE`.

Everything is imported once. Each line on standard input is a word, each line on standard output its answer as JSON;
what else is printed goes to standard error. OUTPUT is "" where readers' site is not the desk's task; MODE is
`production` or "".
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from invoke import Exit

from commands.build import Order, attempt
from commands.places import ROOT
from plugins.newsroom.clock import current_minute
from plugins.newsroom.memory import ARTICLES, Memory, UnreadableError
from plugins.newsroom.problem import Problem, errors
from plugins.newsroom.recall import read_changes
from plugins.press.adapter import CODE
from plugins.press.database import DamagedError
from plugins.press.state import code_version, state_folder
from plugins.press.store import Store

CHECKED: Final = "checked"
"""The folder, in the state of the preview, of what a check remembers."""


@dataclass(slots=True)
class Worker:
    """
    Checks and builds one content folder.

    Attributes:
        content: The content folder.
        preview: Where the preview is built.
        output: Where readers' site is built, None for nowhere.
        is_production: Whether that is for readers and crawlers.
        latest: The latest date of an article, None before the first check.
    """

    content: Path
    preview: Path
    output: Path | None
    is_production: bool
    latest: datetime | None = None

    def check(self) -> dict[str, Any]:
        """Read what is new; return the errors of the content as `./inv check` finds them."""
        folder = state_folder(ROOT, self.preview) / CHECKED
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(folder, code_version(CODE))
        try:
            found = self._read(store)
        except (DamagedError, UnreadableError):
            store.discard()
            found = self._read(store)
        finally:
            store.close()
        faults = [
            {
                "path": problem.path,
                "identity": f"{problem.path}: {problem.field}: {problem.code} {problem.message()}",
                "report": problem.report(),
            }
            for problem in found
        ]
        return {"faults": faults}

    def _read(self, store: Store) -> tuple[Problem, ...]:
        memory = Memory(store)
        content, change = read_changes(self.content, memory, store.reason)
        found = errors(content.problems)
        if not found:
            store.commit()
        articles = content.articles
        if self.latest is None and not change.everything:
            articles = tuple(article for _, article in memory.items(ARTICLES))
        moments = [article.date for article in articles]
        self.latest = max([*moments, self.latest] if self.latest is not None else moments, default=None)
        return found

    def build_preview(self) -> dict[str, Any]:
        """Build the portal with its drafts, at a moment at which every article has come out."""
        now = current_minute(os.environ, time.time)
        moment = max(now, self.latest) if self.latest is not None else now
        return _built(Order(content=self.content, output=self.preview, now=moment, drafts=True))

    def publish(self) -> dict[str, Any]:
        """Build what readers see."""
        if self.output is None:
            return {"report": None, "seconds": 0}
        now = current_minute(os.environ, time.time)
        return _built(Order(content=self.content, output=self.output, now=now, production=self.is_production))


def _built(order: Order) -> dict[str, Any]:
    start, report = time.monotonic(), ""
    try:
        attempt(order)
    except Exit as failure:
        report = str(failure).strip() or f"exit {failure.code}"
    return {"report": report, "seconds": round(time.monotonic() - start, 2)}


def main(content: str, preview: str, output: str, mode: str) -> None:
    """Do what is asked until nobody asks any more."""
    worker = Worker(Path(content), Path(preview), Path(output) if output else None, mode == "production")
    tasks = {"check": worker.check, "preview": worker.build_preview, "publish": worker.publish}
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    for line in sys.stdin:
        with redirect_stdout(sys.stderr):
            answer = tasks[line.strip()]()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
