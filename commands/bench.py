"""`./inv bench WHAT`: runs a measurement of `bench/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from invoke import Exit

from bench import build
from bench.measure import BenchError
from commands.options import usage_error

MEASUREMENTS: Final[Mapping[str, Callable[[int], None]]] = {"build": build.main}


def run(what: str, articles: int) -> None:
    """
    Measure *what* on so many *articles*.

    Raises:
        Exit: With code 2 when there is no such measurement, with 1 when it cannot be made here.
    """
    if what not in MEASUREMENTS:
        message = f"Không có phép đo {what!r}; có: {', '.join(MEASUREMENTS)}. (No such measurement.)"
        raise usage_error(message)
    try:
        MEASUREMENTS[what](articles)
    except BenchError as error:
        raise Exit(str(error), code=1) from error
