"""A real nginx on a loopback port, with folders, logs and a process of its own, serving what a configuration says."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from commands.environment import find_nginx
from deploy.nginx_addresses import Records
from deploy.nginx_config import Server, make_configuration

_PATIENCE: Final = 10  # seconds until nginx answers

MAIN = """\
{modules}{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a status, the headers by small name, and the body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is running."""

    port: int
    folder: Path

    def ask(self, target: str, method: str = "GET", *, body: bytes | None = None, **fields: str) -> Reply:
        """Send one request, its target as it is; underscores in *fields* are hyphens."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            client.putrequest(method, target, skip_host="host" in fields, skip_accept_encoding=True)
            for name, value in fields.items():
                client.putheader(name.replace("_", "-"), value)
            if body is not None:
                client.putheader("Content-Length", str(len(body)))
            client.endheaders(body)
            answer = client.getresponse()
            return Reply(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
        finally:
            client.close()

    def ask_raw(self, request: bytes) -> bytes:
        """Send bytes and return all that comes back until nginx closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def make_server(target: Path, port: int, folder: Path, **fields: object) -> Server:
    """Return how a folder is served on a loopback port."""
    said: dict[str, object] = {
        "target": str(target),
        "listen": (f"127.0.0.1:{port}",),
        "origin": "https://tin.example.vn",
        "host": "",
        "log": str(folder / "access.log"),
    }
    return Server(**(said | fields))  # type: ignore[arg-type]  # tests name the fields


@contextmanager
def serving(target: Path, records: Records, folder: Path, **fields: object) -> Iterator[Running]:
    """Serve the site in *target* as the configuration of *records* says, until the block ends."""
    port = free_port()
    text, _ = make_configuration(records, make_server(target, port, folder, **fields))
    with running(text, folder, port) as server:
        yield server


@contextmanager
def running(configuration: str, folder: Path, port: int) -> Iterator[Running]:
    """Run nginx with *configuration*, its files in *folder*; the test is skipped where there is no nginx."""
    found = find_nginx()
    if found is None:
        pytest.skip("needs nginx (package nginx)")
    program, module = found
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "portal.conf").write_text(configuration, "utf-8", "surrogateescape")
    modules = f"load_module {module};\n" if module and "brotli_static" in configuration else ""
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, modules=modules, user=user), "utf-8")
    command: list[str | Path] = [program, "-p", folder, "-c", main]
    errors = folder / "start.log"
    with errors.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait(process, port, errors, folder / "error.log")
            yield Running(port, folder)
        finally:
            process.terminate()
            process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int, *logs: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    pytest.fail("nginx: " + "".join(log.read_text("utf-8", "replace") for log in logs if log.exists()))


def has_brotli() -> bool:
    """Tell whether nginx here has the module that sends `.br` files."""
    found = find_nginx()
    return found is not None and found[1] is not None


def checked(configuration: str, folder: Path) -> str:
    """Return what `nginx -t` has against a configuration, "" where nothing."""
    found = find_nginx()
    if found is None:
        pytest.skip("needs nginx (package nginx)")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "portal.conf").write_text(configuration, "utf-8", "surrogateescape")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, modules="", user=""), "utf-8")
    command: list[str | Path] = [found[0], "-t", "-p", folder, "-c", folder / "nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


def copied(source: Path, target: Path) -> Path:
    """Return *target* with a site in `current`, as deploying leaves it but for the compressed forms."""
    shutil.copytree(source, target / "release")
    (target / "current").symlink_to("release")
    return target
