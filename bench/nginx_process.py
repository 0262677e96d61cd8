"""A real nginx on the loopback, for measurements: its own folder, process and logs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.measure import BenchError

_PATIENCE: Final = 10  # seconds until it answers
_UNPACKED: Final = Path(sys.prefix, "nginx", "usr")  # where `./inv bench` puts it if the system has none
_MODULE: Final = "lib/nginx/modules/ngx_http_brotli_static_module.so"


def brotli_module() -> Path | None:
    """Return nginx's module that sends `.br` files, None where there is none."""
    return next((place / _MODULE for place in (Path("/usr"), _UNPACKED) if (place / _MODULE).exists()), None)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, http: str, port: int, *, workers: int = 1) -> Iterator[None]:
    """
    Run nginx until the block ends.

    Args:
        folder: A new one, for its files.
        http: What stands in its `http` block.
        port: Where it then answers.
        workers: How many of its processes answer.

    Raises:
        BenchError: There is no nginx, or it does not start.
    """
    program = shutil.which("nginx", path=os.pathsep.join((os.environ["PATH"], "/usr/sbin", f"{_UNPACKED}/sbin")))
    if program is None:
        raise BenchError("the measurement needs nginx")
    folder.mkdir()
    module = brotli_module()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    lines = [
        f"load_module {module};" if module else "",
        "user root;" if os.geteuid() == 0 else "",
        f"daemon off; worker_processes {workers}; pid {folder}/pid; error_log {folder}/error.log;",
        "events { }",
        "http {",
        *(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
        http,
        "}",
    ]
    (folder / "nginx.conf").write_text("\n".join(lines), "utf-8", "surrogateescape")
    command: list[str | Path] = [program, "-p", folder, "-c", folder / "nginx.conf"]
    with (folder / "said").open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said) as process:
        try:
            _wait(process, port, folder)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    said = "".join(place.read_text("utf-8", "replace") for place in (folder / "said", folder / "error.log"))
    raise BenchError(f"nginx does not start: {said}")
