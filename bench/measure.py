"""What a command costs, and where the material for a measurement comes from."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPORA = {10_000: "news-10k.jsonl.xz", 100_000: "news-100k.jsonl.xz"}
LAST_WORDS = 2000  # characters of a log


class BenchError(Exception):
    """The measurement cannot be made; `str()` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took: CPU and wall-clock seconds, peak memory of a process in MiB, and its standard output."""

    cpu: float
    wall: float
    memory: float
    output: str


def run(command: Sequence[str | Path], log: Path, folder: Path = ROOT) -> Cost:
    """
    Run *command* in *folder* and return its cost, that of its children included.

    Standard error goes to the file *log*, whose end is part of the exception's text.

    Raises:
        BenchError: It did not end with 0.
    """
    start = time.monotonic()
    with log.open("ab") as errors:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=errors)
        output = b"".join(process.stdout or ()).decode()
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        said = log.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:]
        raise BenchError(f"{' '.join(map(str, command))}: ended with {os.waitstatus_to_exitcode(status)}\n{said}")
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
    tool, corpus = SHARED / "tools" / "make_content.py", corpus_of(count)
    if not tool.exists():
        raise BenchError(f"the benchmark needs {tool}, which is not part of the project")
    command = [sys.executable, str(tool), str(corpus), str(folder), "--count", str(count), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def corpus_of(count: int) -> Path:
    """
    Return the file of news that *count* articles are taken from.

    Raises:
        BenchError: It is not there, or has not so many.
    """
    size = next((size for size in CORPORA if count <= size), None)
    if size is None:
        raise BenchError(f"there are {max(CORPORA):,} articles to measure with, not {count:,}")
    corpus = SHARED / "data" / CORPORA[size]
    if not corpus.exists():
        raise BenchError(f"the benchmark needs {corpus}, which is not part of the project")
    return corpus


def flat(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return *figures* without groups: `cold bytes_median` for `{"cold": {"bytes_median": …}}`."""
    rows: dict[str, Any] = {}
    for name, value in figures.items():
        rows |= (
            {f"{name} {key}": inner for key, inner in value.items()} if isinstance(value, Mapping) else {name: value}
        )
    return rows


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are set to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
