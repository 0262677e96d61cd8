"""What a command costs, and where the material for a measurement comes from."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


class BenchError(Exception):
    """The measurement cannot be made; `str()` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took: CPU and wall-clock seconds, peak memory of a process in MiB, and its standard output."""

    cpu: float
    wall: float
    memory: float
    output: str


def run(command: Sequence[str | Path], log: Path) -> Cost:
    """
    Run *command* from the project's root and return its cost, that of its children included.

    Standard error goes to the file *log*.

    Raises:
        BenchError: It did not end with 0.
    """
    start = time.monotonic()
    with log.open("ab") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors)
        output = b"".join(process.stdout or ()).decode()
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise BenchError(f"{' '.join(map(str, command))}: ended with {os.waitstatus_to_exitcode(status)}; see {log}")
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=time.monotonic() - start,
        memory=usage.ru_maxrss / 1024,
        output=output,
    )


def make_content(folder: Path, count: int, *options: str) -> Path:
    """
    Make a folder of *count* articles out of real news and return it.

    Args:
        folder: Where to make it.
        count: How many articles, up to 100,000.
        options: Further options of the tool, such as `--rich`.

    Raises:
        BenchError: The news or the tool is not there.
    """
    tool = SHARED / "tools" / "make_content.py"
    corpus = SHARED / "data" / ("news-10k.jsonl.xz" if count <= 10_000 else "news-100k.jsonl.xz")  # noqa: PLR2004
    if not tool.exists() or not corpus.exists():
        raise BenchError(f"the benchmark needs {tool} and {corpus}, which are not part of the project")
    command = [sys.executable, str(tool), str(corpus), str(folder), "--count", str(count), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are set to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
