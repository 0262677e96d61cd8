"""
Releases that are switched under readers: 20 switches, 8 clients on the loopback, a real nginx.

A release differs from the one before in every page and in the name of its style sheet.  A client takes a page in any
form that a browser asks for, holds it against every release, and then asks for the style sheet that the page names.
"""

from __future__ import annotations

import hashlib
import http.client
import random
import re
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import brotli

from bench.live_site import Files, address_of, pages_of, publish_files, write_site
from bench.measure import BenchError
from bench.nginx_process import brotli_module, free_port, serving

SWITCHES: Final = 20
CLIENTS: Final = 8
REQUESTS: Final = 20_000
BOUND: Final = 300.0  # seconds; with a server that is slower than this there is nothing to measure

# (target's folder, port) → what stands in nginx's `http` block.
Configure = Callable[[Path, int], str]

_STYLE: Final = re.compile(rb'href="/(static/[^"]*\.css)"')
_STAMP: Final = re.compile(rb"<!-- release (\d+) -->")


def bare_configuration(target: Path, port: int) -> str:
    """Return a server of *target*`/current` on the loopback."""
    brotli = "brotli_static on;" if brotli_module() else ""
    return (
        f"server {{ listen 127.0.0.1:{port}; root {target}/current; index index.html index.xml;"
        f" gzip_static on; {brotli} error_page 404 /404.html; }}"
    )


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
        self._pages = pages_of(releases[0])
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
        try:
            connection.request("GET", address_of(path), headers={"Accept-Encoding": form})
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
    port = free_port()
    http = f"include /etc/nginx/mime.types; access_log off;\n{configure(target, port)}"
    with serving(folder / "nginx", http, port, workers=2):
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
