"""What a person at a terminal sees: progress on long work, and paths as that person would type them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

LONG_WORK: Final = 200  # files; fewer are read before a bar could be seen


class Progress:
    """
    A bar on standard error for work that counts up to a total; nothing where standard error is no terminal.

    An instance is the `on_progress` that long work takes: call it with (done, total).
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show that *done* of *total* is done."""
        if self._shown and total >= LONG_WORK and (done == total or done % (total // 100 or 1) == 0):
            sys.stderr.write(f"\r{self._label}: {done * 100 // total}% ({done}/{total})")
            sys.stderr.flush()
            if done == total:
                self._wipe()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._wipe()

    def _wipe(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def shown(path: Path) -> str:
    """Return *path* relative to the current folder where it lies below it, else as it is."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
