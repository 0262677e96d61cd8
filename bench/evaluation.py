"""
Asks a retrieval set's questions: Whoosh itself, or the search page in a real browser.

Documents are indexed as the portal indexes articles, by title and body; all on one day, as sets know none.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stdout
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path
from sys import stderr
from typing import Final
from urllib.parse import quote

from pelican.settings import read_settings

from bench.measure import ROOT, BenchError
from bench.retrieval_set import Text
from deploy.preview import make_server
from plugins.newsroom.moment import ZONE
from plugins.press.state import state_folder
from plugins.search.documents import Document
from plugins.search.publication import update_all
from plugins.search.whoosh_index import open_index
from plugins.search.whoosh_query import ask_index

Progress = Callable[[int, int], None]

PROCESSES: Final = 2
DEPTH: Final = 10
_AT_ONCE: Final = 64
_DAY: Final = datetime(2020, 1, 1, tzinfo=ZONE)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ROOT: Final = re.compile(r"/search/root-[^\"&]+")


def ask_whoosh(texts: Sequence[Text], queries: Sequence[str], on_progress: Progress) -> list[list[str]]:
    """Return the ids of the first ten documents of *texts* for each of *queries*, best first."""
    answers = []
    with tempfile.TemporaryDirectory(prefix="cong-tin-eval-") as name:
        update_all(Path(name), _documents(texts))
        with ProcessPoolExecutor(PROCESSES) as pool:
            runs = [queries[first : first + _AT_ONCE] for first in range(0, len(queries), _AT_ONCE)]
            for found in pool.map(partial(_whoosh_urls, Path(name)), runs):
                answers += [_ids(texts, urls) for urls in found]
                on_progress(len(answers), len(queries))
    return answers


def ask_browser(texts: Sequence[Text], queries: Sequence[str], on_progress: Progress) -> list[list[str]]:
    """
    Return what `ask_whoosh` does, from the worker of the portal's search page.

    Raises:
        BenchError: The site of the page cannot be built.
    """
    from bench import chromium  # noqa: PLC0415 - needs Playwright, which the other way does without

    with tempfile.TemporaryDirectory(prefix="cong-tin-eval-") as name:
        output = Path(name) / "output"
        _publish(texts, Path(name) / "index", output)
        words = (_WORD.search(f"{text.title} {text.body}") for text in texts)
        first = next((word.group() for word in words if word), "tin")
        with (
            _served(output) as address,
            chromium.open_browser() as browser,
            chromium.open_page(browser, f"{address}/tim-kiem/?q={quote(first)}") as (page, _),
        ):
            answers = chromium.ask(page, queries, on_progress=on_progress)
    return [_ids(texts, answer.urls) for answer in answers]


def _documents(texts: Sequence[Text]) -> Iterator[Document]:
    """Yield what is indexed; a document's address is its place among *texts*, as an id may be any text."""
    for place, text in enumerate(texts):
        yield Document(
            slug=f"{place:08}",
            url=f"/{place}.html",
            title=" ".join(text.title.split()),
            date=_DAY,
            category="",
            summary="",
            rating="",
            blocks=tuple(filter(None, (" ".join(block.split()) for block in re.split(r"\n\s*\n", text.body)))),
        )


def _ids(texts: Sequence[Text], urls: Sequence[str]) -> list[str]:
    """Return the ids of the documents at *urls*."""
    return [texts[int(url[1:].removesuffix(".html"))].id for url in urls]


def _whoosh_urls(folder: Path, queries: Sequence[str]) -> list[list[str]]:
    with open_index(folder) as index:
        return [[hit.url for hit in ask_index(index, query, DEPTH)] for query in queries]


def _publish(texts: Sequence[Text], index: Path, output: Path) -> None:
    """Build the project's own site, and put the search files of *texts* in place of its own."""
    with redirect_stdout(stderr):
        override = {"PATH": str(ROOT / "content"), "OUTPUT_PATH": str(output)}
        settings = read_settings(str(ROOT / "pelicanconf.py"), override)
        settings["PELICAN_CLASS"](settings).run()
    shutil.rmtree(state_folder(ROOT, output))
    made = update_all(index, _documents(texts))
    for path, data in made.written:
        target = output / "search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    page = output / "tim-kiem" / "index.html"
    text, count = _ROOT.subn(escape(f"/search/{made.root}"), page.read_text(encoding="utf-8"))
    if not count:
        raise BenchError(f"{page}: names no root of the search index")
    page.write_text(text, encoding="utf-8")


@contextmanager
def _served(output: Path) -> Iterator[str]:
    """Serve *output* as production does; yield its address."""
    server = make_server(output)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
