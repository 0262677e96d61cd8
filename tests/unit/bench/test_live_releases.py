"""What going live is measured with counts what it says, and sees what it is there to see."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bench.live_site import pages_of, publish_files, read_site, write_site
from bench.live_switches import Readers, release, unpack
from deploy.packing import SUFFIXES, pack
from tests.released import TEXT, WHOLE, make_output, tree

STYLE = "static/css/site-0123456789ab.css"
SITE = {**WHOLE, "index.html": f'<html><head><link href="/{STYLE}"></head><body>'.encode() + TEXT + b"</body></html>"}
SITE = {path: data for path, data in SITE.items() if not path.endswith(".html") or path == "index.html"}


def test_a_release_differs_in_every_page_and_in_its_style_sheet_s_name() -> None:
    """So a page whose parts come from two releases shows."""
    one, two = release(SITE, 1), release(SITE, 2)
    assert STYLE not in one
    assert one["index.html"] != two["index.html"]
    sheets = {path for path in one if path.endswith(".css")}
    assert sheets.isdisjoint(two)
    assert all(f'"/{sheet}"'.encode() in one["index.html"] for sheet in sheets)
    assert one["robots.txt"] == two["robots.txt"]


def test_what_is_written_is_an_output(tmp_path: Path) -> None:
    """It can be published, and is what the files say."""
    built = make_output(tmp_path / "built", WHOLE)
    output = write_site(tmp_path / "output", read_site(built))
    assert tree(output) == tree(built)
    assert publish_files(output, tmp_path / "live").serial == 1


def test_readers_ask_for_pages_that_are_sent_as_they_are() -> None:
    """In place of others a server redirects, or says that they are gone; that is no error."""
    records = {"manifest/redirects.json": b'{"/cu.html": "/"}', "manifest/withdrawn.json": b'["/rut.html"]'}
    pages = dict.fromkeys(("index.html", "cu.html", "rut.html", "muc/index.html", "404.html"), b"")
    assert pages_of(pages | records) == ["index.html", "muc/index.html"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_packed_is_unpacked(suffix: str) -> None:
    """Readers hold bytes against bytes."""
    assert unpack(pack(TEXT, suffix, "a"), suffix.strip(".").replace("gz", "gzip")) == TEXT


@pytest.mark.parametrize("fault", ["", "mixed", "error"])
def test_readers_see_a_mixed_page_and_an_error(fault: str) -> None:
    """A server that sends two releases at once, or a status of its own, is found out."""
    releases = [release(SITE, number) for number in range(2)]
    mixed = releases[1]["index.html"].replace(b"<!-- release 1 -->", b"<!-- release 0 -->")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = "index.html" if self.path == "/" else self.path[1:]
            found = releases[0].get(path) or releases[1].get(path)
            body = mixed if fault == "mixed" and path == "index.html" else found
            self.send_response(503 if fault == "error" else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    readers = Readers(server.server_port, releases)
    with readers.reading():
        while readers.counts["requests"] < 40:
            pass
    server.shutdown()
    server.server_close()
    counts = readers.counts
    assert (counts["mixed"] > 0, counts["errors"] > 0) == (fault == "mixed", fault == "error")
