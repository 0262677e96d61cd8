"""What a first search costs a reader: a fresh browser context a query, from the navigation until results are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Browser

from bench.chromium import open_page
from bench.network import Exchange, Network, Server, rounds

SLOW_4G: Final = Network(latency=0.150, rate=1_600_000 / 8)
# Much longer than what the browser does between two requests, so that rounds stand apart.
WAVES: Final = Network(latency=1.2)
# How many queries are asked cold, on each network: each is a browser context of its own.
QUERIES: Final = 60
SLOWED: Final = 20
WAVED: Final = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """One query's cost: milliseconds until results were shown, and what had been asked for by then."""

    time: float
    exchanges: tuple[Exchange, ...]


def search_address(server: Server, query: str) -> str:
    """Return the address at which *query* is answered."""
    return f"{server.address}/tim-kiem/?{urlencode({'q': query})}"


def visit(browser: Browser, server: Server, query: str, network: Network) -> Visit:
    """Ask *query* as a reader who has never been there does."""
    server.network = network
    server.exchanges.clear()
    with open_page(browser, search_address(server, query)) as (_, shown):
        asked = tuple(exchange for exchange in server.exchanges if exchange.start <= shown.at)
    return Visit(shown.after, asked)


def bytes_and_time(browser: Browser, server: Server, queries: Sequence[str], network: Network) -> dict[str, float]:
    """
    Return the median and the 95th percentile over *queries*.

    Returns:
        `bytes` of all responses, headers and HTTP/2's framing included; `body_bytes` without those;
        `requests`; `ms` until results were shown.
    """
    visits = [visit(browser, server, query, network) for query in queries]
    values: dict[str, Sequence[float]] = {
        "bytes": [sum(exchange.sent for exchange in one.exchanges) for one in visits],
        "body_bytes": [sum(exchange.body for exchange in one.exchanges) for one in visits],
        "requests": [len(one.exchanges) for one in visits],
        "ms": [one.time for one in visits],
    }
    return {f"{name}_{part}": value for name, column in values.items() for part, value in spread(column).items()}


def dependent_rounds(browser: Browser, server: Server, queries: Sequence[str]) -> dict[str, float]:
    """Return the median of `network.rounds` over *queries*, and the most."""
    counts = [rounds(visit(browser, server, query, WAVES).exchanges) for query in queries]
    return {"rounds_median": median(counts), "rounds_most": max(counts)}


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    high = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return {"median": round(median(values), 1), "p95": round(high, 1)}
