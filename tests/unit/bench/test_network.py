"""The measuring web server: what it counts is what a browser gets."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.chromium import open_browser, open_page
from bench.cold import bytes_and_time, visit
from bench.network import Exchange, Network, Server, rounds, serve

PAGE = """<!DOCTYPE html><title>x</title><link rel="icon" href="data:,">
<ol data-search-results></ol>
<script type="module">
const [a] = await Promise.all(["/a.txt", "/b.txt"].map(async (path) => (await fetch(path)).text()));
const text = await (await fetch("/c.bin")).text();
document.querySelector("ol").innerHTML = `<li><a href="/">${a}${text.length}</a></li>`;
setTimeout(() => fetch("/late.txt"), 20);
</script>"""
NOISE = hashlib.shake_256(b"noise").digest(200_000)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A folder with a search page that needs three files, two at once."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "tim-kiem").mkdir()
    (folder / "tim-kiem" / "index.html").write_text(PAGE)
    for name in ("a.txt", "b.txt", "late.txt"):
        (folder / name).write_text("một hai ba " * 400)
    (folder / "c.bin").write_bytes(NOISE)
    with serve(folder) as started:
        yield started


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    """A browser that trusts the server."""
    with open_browser(trusted_key=server.key_hash) as started:
        yield started


def test_every_byte_and_request_until_the_results_is_counted(server: Server, chromium: Browser) -> None:
    """Bodies as they are compressed; nothing that was asked for later."""
    text = len(gzip.compress(("một hai ba " * 400).encode(), mtime=0))
    page = len(gzip.compress(PAGE.encode(), mtime=0))
    exchanges = visit(chromium, server, "x", Network(latency=0.05)).exchanges
    paths = [exchange.path for exchange in exchanges]
    body = sum(exchange.body for exchange in exchanges)
    assert paths[0] == "/tim-kiem/?q=x"
    assert sorted(paths[1:3]) == ["/a.txt", "/b.txt"]
    assert paths[3:] == ["/c.bin"]
    assert body == page + 2 * text + len(NOISE)
    assert body < sum(exchange.sent for exchange in exchanges) < body + 4_000


def test_requests_that_wait_for_one_another_are_rounds(server: Server, chromium: Browser) -> None:
    """Two files at once, then the third: two rounds after the page."""
    assert rounds(visit(chromium, server, "x", Network(latency=0.5)).exchanges) == 2


def test_the_network_is_as_slow_as_wanted(server: Server, chromium: Browser) -> None:
    """Three waits in a row, and all bytes through one line."""
    slow = Network(latency=0.2, rate=200_000)
    seen = bytes_and_time(chromium, server, ["x"], slow)
    least = 1000 * (3 * slow.latency + seen["body_bytes_median"] / slow.rate)
    assert least * 0.98 < seen["ms_median"] < least + 1_500


def test_a_visit_has_a_cold_cache(server: Server, chromium: Browser) -> None:
    """The second one costs as much as the first."""
    first, second = (visit(chromium, server, "x", Network(latency=0.05)).exchanges for _ in range(2))
    assert [exchange.body for exchange in first] == [exchange.body for exchange in second]


def test_nothing_shown_is_an_error_and_no_endless_wait(server: Server, chromium: Browser) -> None:
    """A page without results gives up."""
    server.network = Network()
    with pytest.raises(Exception, match="no results are shown"), open_page(chromium, f"{server.address}/a.txt", 500):
        pass


def test_rounds_are_the_longest_chain_of_answers() -> None:
    """The page itself counts as none; an unanswered request is a round, but none waits for it."""
    page = Exchange("/", 0, 1)
    assert rounds([page]) == 0
    both = [Exchange("/a", 1.1, 2.1), Exchange("/b", 1.2, 2.2)]
    assert rounds([page, *both]) == 1
    assert rounds([page, *both, Exchange("/c", 2.3, 3.3)]) == 2
    assert rounds([page, *both, Exchange("/c", 1.5, None), Exchange("/d", 2.5, None)]) == 2


def test_the_servers_key_is_its_own() -> None:
    """No two runs share a certificate."""
    with serve(Path(__file__).parent) as one, serve(Path(__file__).parent) as other:
        assert one.key_hash != other.key_hash
