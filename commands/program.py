"""The command line of `./inv`: Invoke's, with the exit codes that this project promises."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from invoke import Collection, Exit, ParseError, Program

USAGE_ERROR = 2
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
UNREAD = 141  # the same for SIGPIPE


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

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:  # noqa: A002, FBT001, FBT002 - Invoke's
        """Run, and end quietly with `UNREAD` when whoever reads the output has enough, as `head` does."""
        try:
            super().run(argv, exit)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its end
            sys.exit(UNREAD)

    def execute(self) -> None:
        """
        Run the tasks.

        Raises:
            Exit: With `INTERRUPTED` when Ctrl-C ended one that has nothing to say about that itself.
        """
        try:
            super().execute()
        except KeyboardInterrupt as error:
            raise Exit("\nĐã dừng. (Stopped.)", code=INTERRUPTED) from error
