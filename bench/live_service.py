"""What the service of votes and comments bears: votes a second, `kill -9`, and requests of every kind."""

from __future__ import annotations

import http.client
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.measure import ROOT, BenchError
from bench.strange_requests import StrangeRequest, make_request
from bench.voters import CATEGORY, Account, Audit, Crowd, audit, write_site
from feedback import tokens
from feedback.secret_file import load_secret
from feedback.server import secret_path
from feedback.store import comments_in

ARTICLES: Final = 20
RATE: Final = 100  # votes a second …
SECONDS: Final = 60  # … for so long
THREADS: Final = 8
KILLS: Final = 50
STRANGE: Final = 10_000
_ENOUGH: Final = 0.99  # of the rate: the last votes are on their way when time is up
LONGEST_LIFE: Final = 1.0  # seconds of voting before a kill
_READY: Final = re.compile(rb"http://127\.0\.0\.1:([0-9]+)")
_TIMEOUT: Final = 30


@dataclass(slots=True)
class Running:
    """A service of a site of its own: its files, its process, its port."""

    output: Path
    database: Path
    process: subprocess.Popen[bytes]
    port: int

    @property
    def secret(self) -> bytes:
        """What it signs with."""
        return load_secret(secret_path(self.database))


@contextmanager
def running(output: Path, database: Path) -> Iterator[Running]:
    """
    Run `./inv feedback` on a free port for a block; it is stopped as systemd stops it, unless it is gone by then.

    Raises:
        BenchError: It does not start, or does not end well.
    """
    options = ("--output", str(output), "--database", str(database), "--port", "0")
    command = [sys.executable, str(ROOT / "tasks.py"), "feedback", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            ready = _READY.search(process.stdout.readline() if process.stdout else b"")
            if ready is None:
                raise BenchError("the service does not start: ./inv feedback " + " ".join(options))
            yield Running(output, database, process, int(ready[1]))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        if process.wait(_TIMEOUT) not in (0, -signal.SIGKILL):
            raise BenchError(f"the service ended with {process.returncode}")


@dataclass(slots=True)
class Load:
    """Votes at a steady rate: how many were acknowledged and how fast (seconds), and what the database says of them."""

    account: Account = field(default_factory=Account)
    audit: Audit = field(default_factory=lambda: Audit(0, 0, 0))
    seconds: float = 0

    def quantile(self, share: float) -> float:
        """Return how long the given share of the acknowledgements took at most, in milliseconds."""
        times = sorted(self.account.seconds)
        return times[min(int(share * len(times)), len(times) - 1)] * 1000


def bear_votes(folder: Path, rate: float = RATE, seconds: float = SECONDS) -> Load:
    """Vote at *rate* a second for so many *seconds*, then kill the service and count."""
    slugs, load = write_site(folder / "output", ARTICLES), Load()
    with running(folder / "output", folder / "var" / "votes.sqlite") as service:
        begin = time.monotonic()
        Crowd(service.port, service.secret, slugs, load.account, seed=1).vote(THREADS, seconds, rate)
        load.seconds = time.monotonic() - begin
        service.process.kill()
    load.audit = audit(service.database, service.secret, load.account)
    return load


@dataclass(frozen=True, slots=True)
class Kills:
    """What was found after kills: votes acknowledged before them, and the sum of all audits."""

    rounds: int
    acknowledged: int
    lost: int
    double: int
    wrong_totals: int


def bear_kills(folder: Path, rounds: int = KILLS) -> Kills:
    """Kill the service *rounds* times, while readers vote as fast as they can, at a moment that chance chooses."""
    slugs, account = write_site(folder / "output", ARTICLES), Account()
    chance = random.Random(rounds)  # noqa: S311 - moments that can be had again
    found: list[Audit] = []
    for number in range(rounds):
        with running(folder / "output", folder / "var" / "votes.sqlite") as service:
            crowd = Crowd(service.port, service.secret, slugs, account, seed=number)
            voting = threading.Thread(target=crowd.vote, args=(THREADS, _TIMEOUT, 0))
            voting.start()
            time.sleep(chance.uniform(0.01, LONGEST_LIFE))
            service.process.kill()
            service.process.wait()
            crowd.stop()
            voting.join()
        found.append(audit(service.database, service.secret, account))
    return Kills(
        rounds,
        len(account.seconds),
        sum(each.lost for each in found),
        sum(each.double for each in found),
        sum(each.wrong_totals for each in found),
    )


@dataclass(frozen=True, slots=True)
class Strange:
    """What strange requests led to: answers that are the server's fault, and rows that no right request asked for."""

    requests: int
    failures: int
    wrongly_stored: int


def bear_strange_requests(folder: Path, count: int = STRANGE) -> Strange:
    """Send *count* requests of every kind to the service's socket."""
    slugs = write_site(folder / "output", ARTICLES)
    addresses = tuple(f"/{CATEGORY}/{slug}.html" for slug in slugs)
    chance = random.Random(count)  # noqa: S311
    failures = may_vote = may_comment = 0
    with running(folder / "output", folder / "var" / "strange.sqlite") as service:
        secret, begin = service.secret, int(time.time())

        def stamp(address: str) -> str:
            return tokens.make_stamp(secret, Path(address).stem, begin - 60)

        for _ in range(count):
            request = make_request(chance, addresses, stamp)
            status = _send(service.port, request)
            failures += not 200 <= status < 500  # noqa: PLR2004 - the classes of statuses
            may_vote += request.can_vote
            may_comment += request.can_comment
    return Strange(count, failures, _count_wrong(service.database, set(slugs), may_vote, may_comment))


def _send(port: int, request: StrangeRequest) -> int:
    """Return the status of the answer, 0 where there was none."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)) as connection:
        try:
            connection.putrequest(request.method, request.target)
            for name, value in (*request.headers, ("Content-Length", str(len(request.body)))):
                connection.putheader(name, value)
            connection.endheaders(request.body)
        except OSError:
            pass  # the service may answer and hang up before the end of a huge body
        try:
            with connection.getresponse() as answer:
                return answer.status
        except (OSError, http.client.HTTPException):
            return 0


def _count_wrong(database: Path, slugs: set[str], may_vote: int, may_comment: int) -> int:
    """Return how many rows are stored that no right request can have asked for."""
    with closing(sqlite3.connect(database)) as connection:
        votes = connection.execute("SELECT slug, stars FROM votes").fetchall()
        comments = comments_in(connection)
    wrong = [row for row in votes if row[0] not in slugs or row[1] not in range(1, 6)]
    wrong += [(c.slug, 0) for c in comments if c.slug not in slugs or not c.text.replace("\n", "").isprintable()]
    return len(wrong) + max(len(votes) - may_vote, 0) + max(len(comments) - may_comment, 0)


def measure() -> list[tuple[str, str, str]]:
    """Return the rows of the table: what was measured, the figure, the goal and whether it is reached."""
    with tempfile.TemporaryDirectory(prefix="bench-service-") as name:
        folder = Path(name)
        load = bear_votes(folder / "load")
        kills = bear_kills(folder / "kills")
        strange = bear_strange_requests(folder / "strange")
    told, strange_name = len(load.account.seconds), f"{strange.requests:,} strange requests"
    return [
        _row(
            "votes acknowledged a second",
            told / load.seconds,
            f"≥ {_ENOUGH * RATE:g}",
            told >= _ENOUGH * RATE * SECONDS,
        ),
        _row("… within ms, half of them", load.quantile(0.5)),
        _row("… within ms, 99 of 100", load.quantile(0.99)),
        _row("… lost, double, wrong totals", _sum(load.audit), "0", not _sum(load.audit)),
        _row(f"kill -9 at {kills.rounds} moments, votes acknowledged", kills.acknowledged),
        _row("… lost, double, wrong totals", _sum(kills), "0", not _sum(kills)),
        _row(f"{strange_name}: none or 5xx for an answer", strange.failures, "0", not strange.failures),
        _row("… wrongly stored", strange.wrongly_stored, "0", not strange.wrongly_stored),
    ]


def _sum(found: Audit | Kills) -> int:
    return found.lost + found.double + found.wrong_totals


def _row(what: str, value: float, goal: str = "", reached: bool | None = None) -> tuple[str, str, str]:  # noqa: FBT001
    figure = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return what, figure, "" if reached is None else f"{goal}: {'yes' if reached else 'no'}"
