"""`./inv bench WHAT`: runs a measurement of `bench/`, after bringing in what it needs."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from invoke import Exit

from bench.measure import BenchError
from commands.environment import TEST_LOCK, install_browser, install_hugo, install_nginx, install_packages, install_peer
from commands.options import usage_error
from commands.places import ROOT

# Measurement → the npm peer that it needs (see `environment.PEERS`), "" for none.
MEASUREMENTS: Final = {"build": "", "desk": "", "engine": "", "live": "", "pages": "govuk", "search": "pagefind"}


def run(what: str, articles: int) -> None:
    """
    Measure *what*; builds and searches on so many *articles*.

    Raises:
        Exit: With code 2 when there is no such measurement, with 1 when it cannot be made here.
    """
    if what not in MEASUREMENTS:
        message = f"Không có phép đo {what!r}; có: {', '.join(MEASUREMENTS)}. (No such measurement.)"
        raise usage_error(message)
    environment = Path(sys.prefix)
    install_packages(ROOT, environment, TEST_LOCK)
    if MEASUREMENTS[what]:
        install_peer(ROOT, environment, MEASUREMENTS[what])
    if what == "engine":
        install_hugo(ROOT, environment)
    elif what == "live":
        install_nginx(ROOT, environment)
    else:
        install_browser(ROOT)
    try:
        measurement = import_module(f"bench.{what}")  # needs what was just installed
        measurement.main() if what == "pages" else measurement.main(articles)
    except BenchError as error:
        raise Exit(str(error), code=1) from error
