"""`./inv test`: everything that must hold, in one run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.environment import TEST_LOCK, install_browser, install_nginx, install_packages

CHECKS: Final[tuple[tuple[str, ...], ...]] = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy",),
)
TESTS: Final = ("pytest", "-n", "2", "--dist", "loadgroup")


def run(root: Path, *, deep: bool) -> None:
    """
    Check the code's form and types, then run all tests; all is run even where something fails.

    The last line is pytest's closing line.  With *deep* the tests with generated input take many more examples.

    Raises:
        Exit: With code 1 when anything failed.
    """
    install_packages(root, Path(sys.prefix), TEST_LOCK)
    install_browser(root)
    install_nginx(root, Path(sys.prefix))
    failed = [" ".join(check) for check in CHECKS if _status(root, check)]
    status, closing = _tests(root, (*TESTS, "--deep") if deep else TESTS)
    if status:
        failed.append("pytest")
    if failed:
        print(f"\nKhông đạt (failed): {'; '.join(failed)}\n{closing}", flush=True)
        raise Exit(code=1)


def _command(module: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", *module]


def _status(root: Path, check: Sequence[str]) -> int:
    print(f"── {' '.join(check)}", flush=True)
    return subprocess.run(_command(check), cwd=root, check=False).returncode


def _tests(root: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Run pytest; return its exit code and its last line."""
    print(f"── {' '.join(tests)}", flush=True)
    colour = "yes" if sys.stdout.isatty() else "no"
    closing = ""
    with subprocess.Popen(
        [*_command(tests), f"--color={colour}"], cwd=root, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = line.strip() or closing
    return process.returncode, closing
