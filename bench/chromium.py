"""A real Chromium, a search page in it, and what it is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

PATIENCE: Final = 120_000  # milliseconds that a page may take
BATCH: Final = 25  # questions between two signs of progress

SWITCHES: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Notes when results are first there, in milliseconds since the navigation began, and since 1970.
_WATCH: Final = """
window.shown = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("no results are shown")), PATIENCE);
  new MutationObserver((_, observer) => {
    if (document.querySelector("[data-search-results] a, [data-nothing-found]")) {
      const after = performance.now();
      resolve({ after, at: performance.timeOrigin + after });
      observer.disconnect();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
});
"""

# Keeps the worker that a page asks, and the message in which it passes on the query of its address.
_LISTEN: Final = """
const send = Worker.prototype.postMessage;
const asked = new URLSearchParams(location.search).get("q");
Worker.prototype.postMessage = function (message, ...rest) {
  if (asked && JSON.stringify(message).includes(JSON.stringify(asked))) {
    window.asked = { worker: this, message, query: asked };
  }
  return send.call(this, message, ...rest);
};
"""

# Asks that worker as the page does, one query after another: the same message with another query in it.
ASK: Final = """async (queries) => {
  const { worker, message, query: before } = window.asked;
  const withQuery = (value, query) => {
    if (value === before) {
      return query;
    }
    const isPlain = value && Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withQuery(v, query)])) : value;
  };
  const answers = [];
  for (const query of queries) {
    const id = `asked-${answers.length}`;
    const start = performance.now();
    const { data, time } = await new Promise((resolve) => {
      const listen = ({ data }) => {
        if (data.id === id) {
          worker.removeEventListener("message", listen);
          resolve({ data, time: performance.now() - start });
        }
      };
      worker.addEventListener("message", listen);
      worker.postMessage({ ...withQuery(message, query), id });
    });
    if (data.problem) {
      throw new Error(`${query}: ${data.problem}`);
    }
    answers.push({ urls: data.results.map(({ url }) => url), time });
  }
  return answers;
}"""

ASK_PAGEFIND: Final = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { results } = await window.pagefind.search(query);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    answers.push({ urls: data.map(({ url }) => url), time: performance.now() - start });
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """When results were there: milliseconds since the navigation began, and seconds since 1970."""

    after: float
    at: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The addresses of at most ten documents, best first, and the milliseconds that they took."""

    urls: tuple[str, ...]
    time: float


@contextmanager
def open_browser(*, trusted_key: str = "", driver: Playwright | None = None) -> Iterator[Browser]:
    """
    Start Debian's Chromium, or the one that the variable CHROMIUM names.

    Args:
        trusted_key: `Server.key_hash` of a server with a certificate of its own making.
        driver: A Playwright that runs already; a thread can have only one.
    """
    trust = [f"--ignore-certificate-errors-spki-list={trusted_key}"] if trusted_key else []
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with nullcontext(driver) if driver else sync_playwright() as running:
        browser = running.chromium.launch(executable_path=executable, args=[*SWITCHES, *trust])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser, address: str, patience: int = PATIENCE) -> Iterator[tuple[Page, Shown]]:
    """
    Open the search page at *address*, which holds a query, with a cold cache.

    Args:
        browser: Has no part in what it costs: each page gets a context of its own.
        address: Of a page that shows results for its `q`.
        patience: Milliseconds that it may take.

    Yields:
        The page, and when results, or that there are none, were shown.
    """
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        page.add_init_script(_WATCH.replace("PATIENCE", str(patience)) + _LISTEN)
        page.goto(address, wait_until="commit")
        shown = page.evaluate("() => window.shown")
        yield page, Shown(shown["after"], shown["at"] / 1000)
    finally:
        context.close()


def ask(
    page: Page,
    queries: Sequence[str],
    script: str = ASK,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Answer]:
    """
    Return what the search of *page* answers to each of *queries*.

    Args:
        page: A search page that shows the results of some query.
        queries: What is asked, one after another.
        script: Asks; the portal's own worker unless said otherwise.
        on_progress: Called with how many are answered, and how many there are.
    """
    answers: list[Answer] = []
    for first in range(0, len(queries), BATCH):
        rows = page.evaluate(script, list(queries[first : first + BATCH]))
        answers += [Answer(tuple(row["urls"]), row["time"]) for row in rows]
        if on_progress:
            on_progress(len(answers), len(queries))
    return answers
