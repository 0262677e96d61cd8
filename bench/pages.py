"""
What one article costs a reader in three dresses: `./inv bench pages`.

The same article, taken from a page that a running NukeViet 4.5 made of it: in this theme, amid the demo's content; in
GOV.UK Frontend's layout; and in NukeViet's own markup, whose style sheets and scripts are not there, so that its bytes
and times are lower bounds, while the requests for them count.  A first visit on a slow phone: 360 pixels, a CPU four
times slower, slow 4G.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Route

from bench import govuk
from bench.chromium import PATIENCE, open_browser
from bench.cold import SLOW_4G
from bench.measure import ROOT, SHARED, BenchError, flat, run, table
from bench.network import Server, serve

VISITS: Final = 5
SLOWDOWN: Final = 4
PHONE: Final = {"width": 360, "height": 800}
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
NOW: Final = "2026-11-20 08:00"
PICTURED: Final = "/chuyen-doi-so/nop-ho-so-truc-tuyen-tung-buoc.html"

_PAGES: Final = SHARED / "data" / "nukeviet-live" / "pages.tar.xz"
_MEMBER: Final = "90-seed.html"
_PARTS: Final = {
    "title": r'<h1 class="title[^"]*"[^>]*>(.*?)</h1>',
    "published": r'itemprop="datePublished">([^<]+)<',
    "lead": r'<div class="hometext[^"]*"[^>]*>(.*?)</div>',
    "body": r'<div id="news-bodyhtml"[^>]*>(.*?)</div>',
}

_WATCH: Final = """
window.seen = { lcp: 0, shift: 0, blocked: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.lcp = one.startTime; }))
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.shift += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.blocked += one.duration - 50; }))
  .observe({ type: "longtask", buffered: true });
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The article; `published` is ISO 8601, `body` its HTML, `page` the source that NukeViet made of it."""

    title: str
    published: str
    lead: str
    body: str
    page: str


def read_story() -> Story:
    """
    Take the article out of NukeViet's page.

    Raises:
        BenchError: The page is not there, or is not built as it was.
    """
    if not _PAGES.exists():
        raise BenchError(f"the benchmark needs {_PAGES}, which is not part of the project")
    with tarfile.open(_PAGES) as archive:
        member = next((one for one in archive if Path(one.name).name == _MEMBER), None)
        file = archive.extractfile(member) if member else None
        if file is None:
            raise BenchError(f"{_PAGES}: has no {_MEMBER}")
        page = file.read().decode()
    parts = {name: re.search(pattern, page, re.DOTALL) for name, pattern in _PARTS.items()}
    missing = [name for name, found in parts.items() if found is None]
    if missing:
        raise BenchError(f"{_PAGES}: {_MEMBER} has no {', '.join(missing)}")
    texts = {name: found[1].strip() for name, found in parts.items() if found}
    plain = {name: html.unescape(re.sub("<[^>]*>", "", texts[name])).strip() for name in ("title", "lead")}
    return Story(**plain, published=texts["published"], body=texts["body"], page=page)


def make_ours(story: Story, folder: Path) -> tuple[Path, str]:
    """Build the demo site with the article in it; return its folder and the article's address."""
    content, output = folder / "content", folder / "ours"
    shutil.copytree(ROOT / "content", content)
    head = {"title": story.title, "date": story.published, "category": "chuyen-doi-so", "summary": story.lead}
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    text = re.sub("^- ", r"\\- ", re.sub(r"</?p>", "\n\n", story.body), flags=re.MULTILINE)
    (content / "articles" / "bai-do.md").write_text(f"---\n{lines}\n---\n{text}", encoding="utf-8")
    command: list[str | Path] = [sys.executable, ROOT / "tasks.py", "build", "--content", content, "--output", output]
    run([*command, "--now", NOW], folder / "log")
    return output, "/chuyen-doi-so/bai-do.html"


def make_govuk(story: Story, folder: Path) -> tuple[Path, str]:
    """Write the article in GOV.UK Frontend's layout; return its folder and its address."""
    site = folder / "govuk"
    site.mkdir()
    moment = datetime.fromisoformat(story.published).strftime("%d/%m/%Y %H:%M")
    return site, govuk.write_page(site, "Cổng thông tin", (story.title, moment, story.lead), story.body)


def make_nukeviet(story: Story, folder: Path) -> tuple[Path, str]:
    """Write NukeViet's own page; return its folder and its address."""
    site = folder / "nukeviet"
    site.mkdir()
    (site / "article.html").write_text(story.page, encoding="utf-8")
    return site, "/article.html"


def measure() -> dict[str, Any]:
    """
    Visit the article in each dress, and one of this theme's articles with a picture above the fold.

    Returns:
        By dress: `bytes` of all answers, with headers; `requests`; `other_hosts`; `lcp_ms`, `blocked_ms` (long tasks
        beyond 50 ms each) and `shift`, medians; `axe`: elements that break a rule of WCAG 2.2 A or AA.

    Raises:
        BenchError: The material or the peer is not there, or the build failed.
    """
    story = read_story()
    with tempfile.TemporaryDirectory(prefix="cong-tin-bench-") as name:
        folder = Path(name)
        ours, article = make_ours(story, folder)
        dresses = {
            "ours": (ours, article),
            "ours, with a picture": (ours, PICTURED),
            "govuk": make_govuk(story, folder),
            "nukeviet": make_nukeviet(story, folder),
        }
        return {
            "visits": VISITS,
            "govuk_frontend": govuk.version(),
            "pages": {dress: _figures(site, address) for dress, (site, address) in dresses.items()},
        }


def _figures(site: Path, address: str) -> dict[str, float]:
    """Return what the page at *address* of the folder *site* costs."""
    with serve(site) as server, open_browser(trusted_key=server.key_hash) as browser:
        server.network = SLOW_4G
        visits = [_visit(browser, server, address) for _ in range(VISITS)]
        costs = {name: round(median(visit[name] for visit in visits), 3) for name in visits[0]}
        return costs | {"axe": _violations(browser, server, address)}


def _visit(browser: Browser, server: Server, address: str) -> dict[str, float]:
    """Return the costs of one first visit."""
    server.exchanges.clear()
    others: list[str] = []
    context = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    context.set_default_timeout(PATIENCE)

    def pass_or_stop(route: Route) -> None:
        if route.request.url.startswith((server.address, "data:")):
            route.continue_()
        else:
            others.append(route.request.url)
            route.abort()

    try:
        page = context.new_page()
        context.route("**/*", pass_or_stop)
        page.add_init_script(_WATCH)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(server.address + address, wait_until="networkidle")
        seen = page.evaluate("() => window.seen")
        return {
            "bytes": sum(exchange.sent for exchange in server.exchanges),
            "requests": len(server.exchanges) + len(others),
            "other_hosts": len(others),
            "lcp_ms": seen["lcp"],
            "blocked_ms": seen["blocked"],
            "shift": seen["shift"],
        }
    finally:
        context.close()


def _violations(browser: Browser, server: Server, address: str) -> int:
    """Return how many elements of the page break a rule that axe can check."""
    page = browser.new_page(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(server.address) else route.abort()
    )
    page.goto(server.address + address, wait_until="networkidle")
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(options)", options)
    page.close()
    return sum(len(violation["nodes"]) for violation in found["violations"])


def compare(pages: Mapping[str, Mapping[str, float]]) -> list[Sequence[str]]:
    """Return the rows of the table: a figure each, and its value in each dress."""
    columns = [flat(figures) for figures in pages.values()]
    return [[name, *(f"{column[name]:,}" for column in columns)] for name in columns[0]]


def main() -> None:
    """Measure and print the table, then the figures as JSON on the last line."""
    measured = measure()
    print(table(["an article, first visit", *measured["pages"]], compare(measured["pages"])))
    print(json.dumps(measured))
