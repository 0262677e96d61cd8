"""`verify` asks a server for what readers get, in every form, and names what is not as it was published."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy.findings import Ask
from deploy.keys import make_keys, read_public
from deploy.preview import make_server
from deploy.server_check import check_server
from tests.released import TEXT, WHOLE, deploy, make_output, target

FORMS = {"br": ".br", "gzip": ".gz", "identity": ""}
REDIRECTS = {"/cu.html": "/kinh-te/bai-1.html", "/mat": "/"}
PAGES = {**WHOLE, "cu.html": b"<a>moved</a>", "kinh-te/go-bo.html": b"<h1>withdrawn</h1>" + TEXT}


class Static(BaseHTTPRequestHandler):
    """A server that sends twins as they lie there, moves old addresses and says 404 and 410, as production does."""

    protocol_version = "HTTP/1.1"
    root: Path
    moved: str = "/kinh-te/bai-1.html"
    broken: str = ""

    def do_GET(self) -> None:
        """Send a file."""
        path = self.path.replace("%20", " ")
        if path == self.broken:
            self.reply(503, b"")
        elif path == "/cu.html":
            self.reply(301, b"", ("Location", self.moved))
        else:
            name = path + "index.html" if path.endswith("/") else path
            name = name if (self.root / name[1:]).is_file() or not path.endswith("/") else path + "index.xml"
            form = self.headers["Accept-Encoding"]
            for encoding in (form, "identity"):
                place = self.root / (name[1:] + FORMS[encoding])
                if place.is_file():
                    status = {"/404.html": 404, "/kinh-te/go-bo.html": 410}.get(path, 200)
                    fields = [("Content-Encoding", encoding)] if encoding != "identity" else []
                    self.reply(status, place.read_bytes(), *fields)
                    return
            self.reply(404, (self.root / "404.html").read_bytes())

    def reply(self, status: int, body: bytes, *fields: tuple[str, str]) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in (*fields, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site:
    """A signed release behind a server, and what it is held against."""

    def __init__(self, folder: Path) -> None:
        private, public = make_keys(folder / "keys")
        place = target(folder / "live", key=private)
        deploy(make_output(folder / "output", PAGES, redirects=REDIRECTS), place)
        self.folder = Path(place.path) / "current"
        self.ask = Ask(key=read_public(public), least=0, seen=None)
        self.handler = type("Handler", (Static,), {"root": self.folder})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def found(self) -> list[tuple[str, str]]:
        """Return (kind, path) of what a check names."""
        return [(finding.kind.name, finding.path) for finding in check_server(self.url, self.ask, 0).findings]


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Iterator[Site]:
    """Run a server of a release."""
    site = Site(tmp_path)
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_a_server_sends_what_was_published(site: Site) -> None:
    """Redirects, 404 and 410 as the records say are no difference."""
    verdict = check_server(f"{site.url}/", site.ask, 0)
    assert (verdict.findings, verdict.unchecked, verdict.is_signed) == ((), (), True)
    assert verdict.checked > len(PAGES)


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (lambda root: (root / "index.html").write_bytes(b"gambling"), [("CHANGED", "index.html")]),
        (lambda root: (root / "index.html.br").write_bytes(b"gambling"), [("CHANGED", "index.html")]),
        (lambda root: (root / "index.html.gz").write_bytes(gzip.compress(b"x")), [("CHANGED", "index.html")]),
        (lambda root: (root / "rss" / "index.xml").write_bytes(b""), [("CHANGED", "rss/index.xml")]),
        (lambda root: (root / "robots.txt").unlink(), [("MISSING", "robots.txt")]),
        (lambda root: (root / "manifest" / "_.txt").write_bytes(b"x"), [("CHANGED", "manifest/_.txt")]),
        (lambda root: (root / "manifest" / "ids.json").write_bytes(b"x"), []),  # added: nobody asks for it
        (lambda root: (root / "release.json").unlink(), [("MISSING", "release.json")]),
        (lambda root: (root / "release.txt").unlink(), [("MISSING", "release.txt")]),
    ],
)
def test_what_differs_is_named(site: Site, tamper: Callable[[Path], object], expected: list[tuple[str, str]]) -> None:
    """Plain or packed, page or list."""
    tamper(site.folder)
    assert site.found() == expected


def test_a_redirect_to_elsewhere_is_a_difference(site: Site) -> None:
    """An old address that leads to another host was changed."""
    site.handler.moved = "https://casino.example/kinh-te/bai-1.html"  # type: ignore[attr-defined]
    assert site.found() == [("CHANGED", "cu.html")]


def test_a_server_in_trouble_is_no_difference(site: Site) -> None:
    """What it cannot say is told as such; one that does not answer at all cannot be checked."""
    site.handler.broken = "/robots.txt"  # type: ignore[attr-defined]
    verdict = check_server(site.url, site.ask, 0)
    assert verdict.findings == ()
    assert [what.split(":")[0] for what in verdict.unchecked] == ["robots.txt"]
    site.server.shutdown()
    site.server.server_close()
    with pytest.raises(OSError, match=r"refused"):
        check_server(site.url, site.ask, 0)


def test_a_sample_asks_for_that_many_files(site: Site) -> None:
    """For monitors that ask often; what the site says that it is, is always looked at."""
    assert check_server(site.url, site.ask, 3).checked == 3
    (site.folder / "release.sig").unlink()
    assert [finding.path for finding in check_server(site.url, site.ask, 1).findings] == ["release.sig"]


def test_the_preview_sends_a_release_too(site: Site) -> None:
    """A server that packs by itself is as right as one that has twins."""
    server = make_server(site.folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        verdict = check_server(f"http://127.0.0.1:{server.server_port}", site.ask, 0)
    finally:
        server.shutdown()
        server.server_close()
    assert verdict.findings == ()
