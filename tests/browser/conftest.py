"""
The demo site in a real browser.

Every page that a test opens is watched: a message on the console, an error of a script,
a breach of the content security policy or a request to another host fails the test.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, sync_playwright

from commands.build import build
from deploy.preview import make_server
from plugins.newsroom.moment import ZONE

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
NARROW, WIDE = 360, 1280
HEIGHT = 800
KINDS = ("home", "article", "list", "years", "months", "month", "statistics", "search", "not found")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built: the output folder."""
    output = tmp_path_factory.mktemp("demo") / "output"
    build(ROOT / "content", output, NOW, production=False)
    return output


@pytest.fixture(scope="session")
def site(demo_site: Path) -> Iterator[str]:
    """The address of the demo site, served as production serves it; no slash at its end."""
    server = make_server(demo_site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    chromium = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(SWITCHES)
    )
    yield chromium
    chromium.close()


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """
    Open watched pages: `new_page(width, **context)`.

    `context` are options of Playwright's `Browser.new_context`, such as
    `color_scheme="dark"` or `java_script_enabled=False`.  Addresses may be
    root-relative.  At its end the test fails if any of its pages had trouble.
    """
    troubles: list[str] = []
    contexts = []

    def make(width: int, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, urlsplit(site).netloc, troubles)
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    """A watched page as wide as a phone, then one as wide as a desk."""
    return new_page(request.param)


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, seed_article: str) -> str:
    """The root-relative address of one page of each kind."""
    addresses = {
        "home": "/",
        "article": seed_article,
        "list": seed_article.rsplit("/", 1)[0] + "/",
        "years": "/luu-tru/",
        "months": "/luu-tru/2019/",
        "month": "/luu-tru/2019/06/",
        "statistics": "/thong-ke/",
        "search": "/tim-kiem/",
        "not found": "/404.html",
    }
    return addresses[request.param]


@pytest.fixture(scope="session")
def seed_article(demo_site: Path) -> str:
    """The address of the demo article that carries the figures of the old portal's page: 13 points in 5 votes."""
    pages = (page for page in sorted(demo_site.rglob("*.html")) if page.name != "index.html")
    found = next(page for page in pages if 'data-points="13" data-votes="5"' in page.read_text(encoding="utf-8"))
    return "/" + found.relative_to(demo_site).as_posix()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Write no line a request."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An address on this machine and the folder behind it, which holds search's modules in `js/`."""
    folder = tmp_path_factory.mktemp("parity")
    shutil.copytree(ROOT / "theme" / "static" / "js" / "search", folder / "js")
    (folder / "index.html").write_text("<!DOCTYPE html><title>parity</title>", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def script(browser: Browser, served: tuple[str, Path]) -> Iterator[Page]:
    """A page that can import search's modules."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(served[0] + "/index.html")
    yield opened
    context.close()


def watch(page: Page, host: str, troubles: list[str]) -> None:
    """Note in *troubles* what a quiet page of *host* does not do."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            troubles.append(f"{page.url}: console {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != host:
            troubles.append(f"{page.url}: asked another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("request", on_request)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) =>"
        " console.error(`CSP: ${event.violatedDirective}: ${event.blockedURI}`))"
    )
