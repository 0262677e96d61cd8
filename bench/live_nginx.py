"""The generated configuration beside a bare one: requests a second for an article's page, in one run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Final

from bench.measure import ROOT, BenchError, run
from bench.nginx_process import brotli_module, free_port, serving
from deploy.nginx_config import Server, make_configuration
from deploy.serving_records import read_records

ENOUGH: Final = 12_000  # requests a second …
SHARE: Final = 0.8  # … or this part of what a bare configuration does
REQUESTS: Final = 40_000
CLIENTS: Final = 16
ROUNDS: Final = 3

Row = tuple[str, str, str]

_RATE: Final = re.compile(r"Requests per second: +([0-9.]+)")
_FAILED: Final = re.compile(r"(?:Failed requests|Non-2xx responses): +([0-9]+)")


def generated_configuration(target: Path, port: int) -> str:
    """Return what `./inv nginx` makes for the site that is live in *target*, on the loopback."""
    server = Server(
        target=str(target),
        listen=(f"127.0.0.1:{port}",),
        origin="",
        host="",
        log=str(target.parent / "access.log"),
        brotli=brotli_module() is not None,
    )
    return make_configuration(read_records(target / "current"), server)[0]


def bare_configuration(target: Path, port: int) -> str:
    """Return the least that serves the same: files, with their compressed forms, and a log."""
    brotli = "brotli_static on;" if brotli_module() else ""
    serve = f"server {{ listen 127.0.0.1:{port}; root {target}/current; gzip_static on; {brotli} }}"
    return f"types {{ text/html html; }} sendfile on; access_log {target.parent}/bare.log; {serve}"


def measure(folder: Path) -> list[Row]:
    """
    Build and publish the demo site, and ask both for one of its articles, in turns.

    Args:
        folder: An empty one.

    Raises:
        BenchError: nginx or ab is missing, a command failed, or an answer was not the page.
    """
    if shutil.which("ab") is None:
        raise BenchError("the measurement needs ab (package apache2-utils)")
    target = _publish(folder)
    article = next(path for path in sorted((target / "current" / "kinh-te").glob("*.html")) if path.stem != "index")
    path = article.relative_to(target / "current").as_posix()
    rates: dict[str, list[float]] = {"generated": [], "bare": []}
    ports = {name: free_port() for name in rates}
    with (
        serving(folder / "generated", generated_configuration(target, ports["generated"]), ports["generated"]),
        serving(folder / "bare", bare_configuration(target, ports["bare"]), ports["bare"]),
    ):
        for _ in range(ROUNDS):
            for name, port in ports.items():
                rates[name].append(_rate(f"http://127.0.0.1:{port}/{path}"))
    ours, bare = (median(rates[name]) for name in ("generated", "bare"))
    reached = "yes" if ours >= ENOUGH or ours >= SHARE * bare else "no"
    return [
        ("nginx, article page: requests a second", f"{ours:,.0f}", f"≥ {ENOUGH:,} or {SHARE:g} of bare: {reached}"),
        ("… with a bare configuration", f"{bare:,.0f}", ""),
        ("… ours to bare", f"{ours / bare:.2f}", ""),
    ]


def _publish(folder: Path) -> Path:
    """Build the demo site and deploy it to a folder, which is returned."""
    target, output = folder / "live", folder / "output"
    (folder / "deploy.toml").write_text(f'[targets.bench]\npath = "{target}"\n', "utf-8")
    tasks = ROOT / "tasks.py"
    run([sys.executable, tasks, "build", "--production", "--output", output], folder / "log")
    run(
        [sys.executable, tasks, "deploy", "bench", "--config", folder / "deploy.toml", "--output", output],
        folder / "log",
    )
    return target


def _rate(address: str) -> float:
    options = ["-q", "-k", "-c", str(CLIENTS), "-n", str(REQUESTS), "-H", "Accept-Encoding: gzip, br"]
    done = subprocess.run(["ab", *options, address], capture_output=True, text=True, check=False)
    rate = _RATE.search(done.stdout)
    if rate is None or any(int(failed) for failed in _FAILED.findall(done.stdout)):
        raise BenchError(f"ab {address}:\n{done.stdout}{done.stderr}")
    return float(rate[1])
