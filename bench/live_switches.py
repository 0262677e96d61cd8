"""
Releases that are switched under readers: 20 switches, 8 clients on the loopback, a real nginx.

A release differs from the one before in every page and in the name of its style sheet.  A client takes a page in any
form that a browser asks for, holds it against every release, and then asks for the style sheet that the page names.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import re
import shutil
import socket
import subprocess
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import brotli

from bench.live_site import Files, publish_files, write_site
from bench.measure import BenchError

SWITCHES: Final = 20
CLIENTS: Final = 8
REQUESTS: Final = 20_000
BOUND: Final = 300.0  # seconds; with a server that is slower than this there is nothing to measure

NGINX: Final = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
BROTLI: Final = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

# (target's folder, port) → what stands in nginx's `http` block.
Configure = Callable[[Path, int], str]

_STYLE: Final = re.compile(rb'href="/(static/[^"]*\.css)"')
_STAMP: Final = re.compile(rb"<!-- release (\d+) -->")


def bare_configuration(target: Path, port: int) -> str:
    """Return a server of *target*`/current` on the loopback."""
    brotli = "brotli_static on;" if BROTLI.exists() else ""
    return (
        f"server {{ listen 127.0.0.1:{port}; root {target}/current; index index.html index.xml;"
        f" gzip_static on; {brotli} error_page 404 /404.html; }}"
    )


@contextmanager
def served(folder: Path, target: Path, configure: Configure) -> Iterator[int]:
    """
    Run nginx for *target*, with its own files in *folder*; give its port.

    Raises:
        BenchError: There is no nginx, or it does not start.
    """
    if NGINX is None:
        raise BenchError("the benchmark needs nginx")
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    module = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    text = (
        f"{module}daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 256; }}\nhttp {{ include /etc/nginx/mime.types; access_log off; {places}\n"
        f"{configure(target, port)}\n}}\n"
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command: list[str | Path] = [NGINX, "-p", folder, "-c", folder / "nginx.conf", *user]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as nginx:
        try:
            _wait(port, nginx)
            yield port
        finally:
            nginx.terminate()


def _wait(port: int, nginx: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if nginx.poll() is not None:
            break
        time.sleep(0.02)
    raise BenchError("nginx does not start")


def release(site: Files, number: int) -> dict[str, bytes]:
    """Return *site* with every page stamped, and its style sheets under other names."""
    sheets = {
        path: re.sub(r"-[0-9a-f]{6,}\.css$", f"-{number:012x}.css", path) for path in site if path.endswith(".css")
    }
    made = {}
    for path, data in site.items():
        if path in sheets:
            made[sheets[path]] = data + f"/* {number} */".encode()
        elif path.endswith(".html"):
            for old, new in sheets.items():
                data = data.replace(old.encode(), new.encode())  # noqa: PLW2901 - a page in the making
            made[path] = data.replace(b"</body>", f"<!-- release {number} --></body>".encode())
        else:
            made[path] = data
    return made


class Readers:
    """
    Clients that count what they get.

    Args:
        port: Where the server listens.
        releases: The files of every release, those to come too.
    """

    def __init__(self, port: int, releases: Sequence[Files]) -> None:
        self._port = port
        self._hashes = [{path: hashlib.sha256(data).digest() for path, data in files.items()} for files in releases]
        self._pages = sorted(path for path in releases[0] if path.endswith(".html") and path != "404.html")
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(CLIENTS)]
        self._counts = [Counter[str]() for _ in range(CLIENTS)]

    @property
    def counts(self) -> Counter[str]:
        """How many `requests`, `errors` and `mixed` pages there were."""
        return sum((Counter(dict(own)) for own in self._counts), Counter())  # of copies: the clients go on counting

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let the clients ask meanwhile."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            for thread in self._threads:
                thread.join()

    def _read(self, number: int) -> None:
        chance, counts = random.Random(number), self._counts[number]  # noqa: S311 - no secret
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self._stopped.is_set():
            path = chance.choice(self._pages)
            page = self._get(connection, path, chance.choice(("br", "gzip", "identity")), counts)
            stamp = _STAMP.search(page or b"")
            if page is None or stamp is None:
                continue
            known = self._hashes[int(stamp[1])]
            counts["mixed"] += hashlib.sha256(page).digest() != known[path]
            for sheet in _STYLE.findall(page):
                style = self._get(connection, sheet.decode(), "br", counts)
                counts["mixed"] += style is not None and hashlib.sha256(style).digest() != known.get(sheet.decode())

    def _get(self, connection: http.client.HTTPConnection, path: str, form: str, counts: Counter[str]) -> bytes | None:
        """Return a file, unpacked; None where the server has none."""
        counts["requests"] += 1
        address = "/" + path.removesuffix("index.html")
        try:
            connection.request("GET", address, headers={"Accept-Encoding": form})
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            counts["errors"] += 1
            return None
        if response.status != http.client.OK:
            counts["errors"] += 1
            return None
        return unpack(body, response.headers.get("Content-Encoding", ""))


def unpack(body: bytes, encoding: str) -> bytes:
    """Return what a body is when unpacked."""
    if encoding == "br":
        data: bytes = brotli.decompress(body)
        return data
    return zlib.decompress(body, 16 + zlib.MAX_WBITS) if encoding == "gzip" else body


def measure_switches(site: Mapping[str, bytes], folder: Path, configure: Configure) -> Counter[str]:
    """
    Switch releases under readers, and return what they counted, with `switches`.

    Args:
        site: The files of a built site.
        folder: A new one, for the target and the server.
        configure: The server's configuration.

    Raises:
        BenchError: nginx is missing or does not start, or it is too slow to be measured.
    """
    releases = [release(site, number) for number in range(SWITCHES + 1)]
    target = folder / "live"
    publish_files(write_site(folder / "output", releases[0]), target)
    with served(folder / "nginx", target, configure) as port:
        readers = Readers(port, releases)
        begin = time.monotonic()
        with readers.reading():
            for number, files in enumerate(releases[1:], start=1):
                publish_files(write_site(folder / "output", files), target)
                while readers.counts["requests"] < REQUESTS * number / SWITCHES:
                    if time.monotonic() - begin > BOUND:
                        raise BenchError(f"only {readers.counts['requests']} requests in {BOUND:.0f} s")
                    time.sleep(0.01)
    return readers.counts + Counter({"switches": SWITCHES})
