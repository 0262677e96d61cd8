"""
Search against Pagefind's: `./inv bench search`.

Both search the same real articles, made without summaries, of which the queries are made.  CPU is that of
indexing alone; memory is the peak of one process, of ours the one that builds the whole site.  A site of more
articles than `PEER_LIMIT` is measured alone: Pagefind needs more memory there than machines have.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from bench import pagefind
from bench.build_run import forget
from bench.chromium import ASK, ASK_PAGEFIND, Answer, ask, open_browser, open_page
from bench.cold import QUERIES, SLOW_4G, SLOWED, WAVED, bytes_and_time, dependent_rounds, search_address, spread
from bench.goals import SEARCH
from bench.judgement import judge
from bench.measure import Cost, flat, make_content, run, table
from bench.network import Network, Server, serve
from bench.queries import SPELLINGS, KnownItem, known_items, sample, slug_of

PEER_LIMIT: Final = 20_000
MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Queries:
    """Known items, and those whose tone mark can be placed in two ways, for the spelling `swapped`."""

    all: tuple[KnownItem, ...]
    tone: tuple[KnownItem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A searchable site: what indexing cost, the served folder, the index's files, and how its page is asked."""

    cpu: float
    memory: float
    site: Path
    files: tuple[Path, ...]
    script: str


def measure(articles: int) -> dict[str, Any]:
    """
    Build *articles* with this project and with Pagefind, and search both.

    Returns:
        `articles`, `pagefind` (its version), the figures of `ours` and `peer` (None above `PEER_LIMIT`), and
        `ratios` of the first to the second.  Sizes in MiB or bytes, CPU in seconds, other times in milliseconds.

    Raises:
        BenchError: The material is not there, or a build failed.
    """
    queries = Queries(known_items(articles), known_items(articles, "--tone"))
    with tempfile.TemporaryDirectory(prefix="cong-tin-bench-") as name:
        folder = Path(name)
        content = make_content(folder / "content", articles, "--no-summary")
        _say("dựng chỉ mục (building ours)")
        sites = {"ours": _ours(content, folder)}
        if articles <= PEER_LIMIT:
            _say("dựng chỉ mục Pagefind (building Pagefind's)")
            sites["peer"] = _peer(content, folder)
        else:
            _say(f"bỏ qua Pagefind: trên {PEER_LIMIT} bài nó cần quá nhiều bộ nhớ (Pagefind is left out)")
        figures = {engine: _figures(built, queries, engine) for engine, built in sites.items()}
    ratios = ratios_of(figures["ours"], figures.get("peer", {}))
    return {"articles": articles, "pagefind": pagefind.version(), "peer": None, **figures, "ratios": ratios}


def _ours(content: Path, folder: Path) -> Built:
    output = folder / "ours"
    cost = run([sys.executable, "-m", "bench.build_run", content, output], folder / "log")
    forget(output)
    cpu = json.loads(cost.output.splitlines()[-1])["search"]
    files = tuple(path for path in (output / "search").rglob("*") if path.is_file())
    return Built(cpu, cost.memory, output, files, ASK)


def _peer(content: Path, folder: Path) -> Built:
    site = folder / "peer"
    cost: Cost = pagefind.build(content, site, folder / "log")
    return Built(cost.cpu, cost.memory, site, tuple(pagefind.index_files(site)), ASK_PAGEFIND)


def _figures(built: Built, queries: Queries, engine: str) -> dict[str, Any]:
    """Return what one engine costs and finds."""
    with serve(built.site) as server, open_browser(trusted_key=server.key_hash) as browser:
        return {
            "index_cpu": round(built.cpu, 2),
            "memory_mib": round(built.memory),
            "index_mib": round(sum(path.stat().st_size for path in built.files) / MIB, 2),
            "index_files": len(built.files),
            **_warm(browser, server, built.script, queries, engine),
            **_cold(browser, server, queries, engine),
        }


def _warm(browser: Browser, server: Server, script: str, queries: Queries, engine: str) -> dict[str, Any]:
    """Return the ranking of each spelling, and the times of queries whose files are in memory."""
    server.network = Network()
    asked = {spelling: queries.tone if spelling == "swapped" else queries.all for spelling in SPELLINGS}
    asked["accented, tone"] = queries.tone
    found: dict[str, float] = {}
    with open_page(browser, search_address(server, queries.all[0].spellings["unaccented"])) as (page, _):
        for spelling, items in asked.items():
            _say(f"{engine}: {spelling}")
            answers = ask(page, _typed(items, spelling.partition(",")[0]), script)
            figures = judge(zip(map(_slugs, answers), ({item.slug} for item in items), strict=True))
            found[spelling] = round(figures.mrr10, 4)
        again = ask(page, _typed(queries.all, "accented"), script)
    same = (("nfd", "accented"), ("upper", "accented"), ("swapped", "accented, tone"))
    apart = max(abs(found[one] - found[other]) for one, other in same)
    return {"mrr10": found, "spellings_apart": apart, "warm_ms": spread([answer.time for answer in again])}


def _cold(browser: Browser, server: Server, queries: Queries, engine: str) -> dict[str, Any]:
    """Return what first visits cost."""

    def visits(
        measured: Callable[..., dict[str, float]], count: int, spelling: str, *network: Network
    ) -> dict[str, float]:
        _say(f"{engine}: {measured.__name__}, {spelling}, {count}")
        return measured(browser, server, _typed(sample(queries.all, count), spelling), *network)

    return {
        "cold": visits(bytes_and_time, QUERIES, "accented", Network()),
        "cold_unaccented": visits(bytes_and_time, QUERIES, "unaccented", Network()),
        "slow_4g": visits(bytes_and_time, SLOWED, "accented", SLOW_4G),
        "rounds": visits(dependent_rounds, WAVED, "accented"),
    }


def _typed(items: Iterable[KnownItem], spelling: str) -> list[str]:
    return [item.spellings[spelling] for item in items]


def _slugs(answer: Answer) -> list[str]:
    return [slug_of(url) for url in answer.urls]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def compare(measured: Mapping[str, Any]) -> list[Sequence[str]]:
    """Return the rows of the table: figure, ours, Pagefind's, ours to Pagefind's, and the goal at this size."""
    goals = SEARCH.get(measured["articles"], {})
    peer, ratios = flat(measured["peer"] or {}), measured["ratios"]
    return [
        [
            name,
            f"{value:,}",
            f"{peer[name]:,}" if name in peer else "",
            f"{ratios[name]:.3f}" if name in ratios else "",
            goals[name].verdict(value, ratios.get(name)) if name in goals else "",
        ]
        for name, value in flat(measured["ours"]).items()
    ]


def ratios_of(ours: Mapping[str, Any], peer: Mapping[str, Any]) -> dict[str, float]:
    """Return ours divided by the peer's for each figure that both have, by its flat name."""
    others = flat(peer)
    return {name: round(value / others[name], 4) for name, value in flat(ours).items() if others.get(name)}


def main(articles: int = 10_000) -> None:
    """Measure and print the table, then the figures as JSON on the last line."""
    measured = measure(articles)
    header = [f"search, {articles:,} articles", "ours", f"Pagefind {measured['pagefind']}", "ratio", "goal"]
    print(table(header, compare(measured)))
    print(json.dumps(measured))
