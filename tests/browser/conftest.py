"""
The demo site in a real browser.

Every page that a test opens is watched: a message on the console, an error of a script,
a breach of the content security policy or a request to another host fails the test.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from http.server import HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request

from bench.chromium import SWITCHES
from commands.build import Order, build
from commands.environment import find_browser
from deploy.preview import make_server
from plugins.newsroom.moment import ZONE

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
NARROW, WIDE = 360, 1280
HEIGHT = 800
KINDS = (
    "home",
    "article",
    "article with files",
    "long article",
    "category",
    "tag",
    "tags",
    "top rated",
    "most viewed",
    "announcements",
    "years",
    "year",
    "month",
    "expired",
    "withdrawn",
    "text",
    "map",
    "statistics",
    "search",
    "not found",
)

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built: the output folder."""
    output = tmp_path_factory.mktemp("demo") / "output"
    build(Order(content=ROOT / "content", output=output, now=NOW))
    return output


@pytest.fixture(scope="session")
def site(demo_site: Path) -> Iterator[str]:
    """The address of the demo site, served as production serves it; no slash at its end."""
    with running(make_server(demo_site)) as address:
        yield address


@dataclass(frozen=True, slots=True)
class SmallSite:
    """A site of the test's own: its folders, and its address without a slash at its end."""

    content: Path
    output: Path
    address: str

    def publish(self, articles: Mapping[str, str]) -> None:
        """Build the site anew from *articles*: slug → front matter without the category, and the body after it."""
        shutil.rmtree(self.content, ignore_errors=True)
        for folder in ("site", "articles"):
            (self.content / folder).mkdir(parents=True)
        (self.content / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
        for slug, text in articles.items():
            (self.content / "articles" / f"{slug}.md").write_text(f"---\ncategory: kinh-te\n{text}", "utf-8")
        build(Order(content=self.content, output=self.output, now=NOW))


@pytest.fixture
def small_site(tmp_path: Path) -> Iterator[SmallSite]:
    """A site without an article until the test publishes some, served as production serves it."""
    output = tmp_path / "output"
    with running(make_server(output)) as address:
        yield SmallSite(tmp_path / "content", output, address)


@contextmanager
def running(server: HTTPServer) -> Iterator[str]:
    """Run *server* in a thread of its own; yield its address."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, or the one that CHROMIUM names."""
    chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(SWITCHES))
    yield chromium
    chromium.close()


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """
    Open watched pages: `new_page(width, base_url, **context)`.

    `context` are options of Playwright's `Browser.new_context`, such as
    `color_scheme="dark"` or `java_script_enabled=False`.  Addresses may be
    root-relative; `base_url` is the demo site's unless said otherwise.  At its
    end the test fails if any of its pages had trouble.
    """
    troubles: list[str] = []
    contexts = []

    def make(width: int, base_url: str = site, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, base_url=base_url, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, urlsplit(base_url).netloc, troubles)
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    """A watched page as wide as a phone, then one as wide as a desk."""
    return new_page(request.param)


@pytest.fixture
def loose_page(new_page: NewPage) -> Page:
    """A page in which failed requests are the subject of the test, so that it is watched by the test alone."""
    return new_page(WIDE).context.new_page()


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, demo_site: Path, seed_article: str) -> str:
    """The root-relative address of one page of each kind."""
    marks = {
        "article with files": 'class="attachments"',
        "long article": 'class="contents"',
        "expired": 'data-notice="expired"',
        "withdrawn": 'data-notice="withdrawn"',
    }
    if request.param in marks:
        return find(demo_site, marks[request.param])
    tag = next(path.parent.name for path in sorted(demo_site.glob("tag/*/index.html")))
    addresses = {
        "home": "/",
        "article": seed_article,
        "category": seed_article.rsplit("/", 1)[0] + "/",
        "tag": f"/tag/{tag}/",
        "tags": "/tag/",
        "top rated": "/danh-gia-cao/",
        "most viewed": "/xem-nhieu/",
        "announcements": "/thong-bao/",
        "years": "/luu-tru/",
        "year": "/luu-tru/2026/",
        "month": "/luu-tru/2019/06/",
        "text": "/gioi-thieu.html",
        "map": "/so-do-trang/",
        "statistics": "/thong-ke/",
        "search": "/tim-kiem/",
        "not found": "/404.html",
    }
    return addresses[request.param]


@pytest.fixture(scope="session")
def seed_article(demo_site: Path) -> str:
    """The address of the demo article that carries the figures of the old portal's page: 13 points in 5 votes."""
    return find(demo_site, 'data-points="13" data-votes="5"')


def find(site: Path, mark: str) -> str:
    """Return the address of the first page of the folder *site*, lists aside, whose source holds *mark*."""
    pages = (page for page in sorted(site.rglob("*.html")) if page.name != "index.html")
    found = next(page for page in pages if mark in page.read_text(encoding="utf-8"))
    return "/" + found.relative_to(site).as_posix()


def read(site: Path, address: str) -> str:
    """Return the source of the page at *address* of the folder *site*."""
    path = address + "index.html" if address.endswith("/") else address
    return (site / path.lstrip("/")).read_text(encoding="utf-8")


@cache
def parse(site: Path, address: str) -> ET.Element:
    """Return the root element of the page at *address*; a strict parser finds no error in it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: ET.Element = parser.parse(read(site, address))
    return root


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
    with running(ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))) as address:
        yield address, folder


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
