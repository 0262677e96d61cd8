"""The command line of `./inv`: Invoke's, with the exit codes that this project promises."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from invoke import Collection, Exit, ParseError, Program

USAGE_ERROR = 2


@contextmanager
def usage_errors() -> Iterator[None]:
    """
    Turn what Invoke cannot parse into an exit with `USAGE_ERROR`; Invoke itself exits 1, as a failed check does.

    Raises:
        Exit: The command line is wrong.
    """
    try:
        yield
    except ParseError as error:
        message = f"Sai cách dùng: {error} (Xem ./inv --list và ./inv --help TÊN-LỆNH.)"
        raise Exit(message, code=USAGE_ERROR) from error


class Portal(Program):
    """Invoke's program; usage errors exit 2, and byte code is kept, so that later runs start faster."""

    def __init__(self, tasks: Collection) -> None:
        super().__init__(version="0.1.0", namespace=tasks, name="Cổng Tin", binary="./inv")

    def parse_core(self, argv: list[str] | None) -> None:
        """Parse the options before the task's name."""
        with usage_errors():
            super().parse_core(argv)
        sys.dont_write_bytecode = False  # Invoke's default; a build would compile every module anew

    def parse_tasks(self) -> None:
        """Parse the tasks' names and their options."""
        with usage_errors():
            super().parse_tasks()

    def parse_cleanup(self) -> None:
        """Answer `--help` and `--list`."""
        with usage_errors():
            super().parse_cleanup()
