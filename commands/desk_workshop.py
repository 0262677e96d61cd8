"""The desk's workshop: asks `commands.desk_worker` in a process that is started once, and again when it falls."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from commands.places import ROOT
from desk.workshop import Built, Fault, WorkshopError

PATIENCE: Final = 900.0
"""Seconds for one answer: the first build of a large archive takes minutes."""

GRACE: Final = 5.0
"""Seconds that a process has to end by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """
    What is to be checked and built.

    Attributes:
        content: The content folder.
        preview: Where the preview goes.
        output: Where readers' site goes, None for nowhere.
        is_production: Whether that is for readers and crawlers.
    """

    content: Path
    preview: Path
    output: Path | None
    is_production: bool


class ProcessWorkshop:
    """Checks and builds in a process; calls come one at a time."""

    def __init__(self, task: Task, patience: float = PATIENCE) -> None:
        self._task = task
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def check(self) -> tuple[Fault, ...]:
        """Return every error in the content; see `Workshop`."""
        return tuple(Fault(**fault) for fault in self._ask("check")["faults"])

    def preview(self) -> Built:
        """Make the preview; see `Workshop`."""
        return Built(**self._ask("preview"))

    def publish(self) -> Built | None:
        """Make readers' site; see `Workshop`."""
        answer = self._ask("publish")
        return None if answer["report"] is None else Built(**answer)

    def close(self) -> None:
        """End the process, for good."""
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        """End the process; one that builds ends the build first, and publishes nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        with contextlib.suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]  # it is a pipe; without it no further question comes
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()  # the engine stands that at any moment
            process.wait()

    def _ask(self, word: str) -> dict[str, Any]:
        process = self._started()
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            process.stdin.write(f"{word}\n")
            process.stdin.flush()
            line = self._answers.get(timeout=self._patience)
        except (OSError, queue.Empty) as error:
            self._end()
            raise WorkshopError(f"{word}: không có trả lời (no answer)") from error
        if not line:
            self._end()
            raise WorkshopError(f"{word}: tiến trình dựng trang đã dừng (the worker ended)")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _started(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        if self._is_closed:
            raise WorkshopError("bàn biên tập đang dừng (the desk is being closed)")
        task = self._task
        output, mode = str(task.output or ""), "production" if task.is_production else ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "commands.desk_worker", str(task.content), str(task.preview), output, mode],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process


def _listen(stream: IO[str], answers: queue.SimpleQueue[str]) -> None:
    """Put every line of *stream* where it is waited for, and "" at its end."""
    with stream:
        for line in stream:
            answers.put(line)
    answers.put("")
