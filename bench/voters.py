"""
Many readers who vote at once, and the account of what they were told: what must be found in the database afterwards.

The crowd makes its own tokens with the service's secret, so that it can say of every vote who cast it, even of those
that were never answered.
"""

from __future__ import annotations

import http.client
import json
import random
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from feedback import tokens
from feedback.app import COOKIE, VOTE

CATEGORY: Final = "tin"
_TIMEOUT: Final = 30
_REVOTES: Final = 0.2  # of all votes
_TYPE: Final = "application/x-www-form-urlencoded"


def write_site(output: Path, count: int) -> tuple[str, ...]:
    """Write pages of *count* articles that take votes and comments, as far as the service looks; return their slugs."""
    slugs = tuple(f"bai-{number}" for number in range(count))
    (output / CATEGORY).mkdir(parents=True, exist_ok=True)
    (output / "index.html").write_text("<!DOCTYPE html>\n", "utf-8")
    for slug in slugs:
        page = '<div class="feedback" data-feedback="/phan-hoi/" data-takes="votes comments"></div>\n'
        (output / CATEGORY / f"{slug}.html").write_text(page, "utf-8")
    return slugs


@dataclass(frozen=True, slots=True)
class Ballot:
    """Who votes (the token's identity) for what, and how many stars."""

    identity: bytes
    slug: str
    stars: int


@dataclass(slots=True)
class Account:
    """
    What a crowd has asked and been told.

    Attributes:
        told: (identity, slug) → the stars of the last vote that was acknowledged.
        unsure: (identity, slug) → the stars of votes after that one that nobody answered.
        refused: Answers that were no acknowledgement, by status.
        seconds: How long each acknowledgement took.
    """

    told: dict[tuple[bytes, str], int] = field(default_factory=dict)
    unsure: defaultdict[tuple[bytes, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    refused: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Audit:
    """What the database lacks, what it has too much, and articles whose totals are not the sum of their votes."""

    lost: int
    double: int
    wrong_totals: int


class Crowd:
    """Readers at a service's port, each thread with a connection of its own."""

    def __init__(self, port: int, secret: bytes, slugs: Sequence[str], account: Account, seed: int) -> None:
        self._port = port
        self._secret = secret
        self._slugs = slugs
        self._account = account
        self._seed = seed
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def vote(self, threads: int, seconds: float, rate: float) -> None:
        """Vote for so many *seconds* at *rate* a second (0: as fast as it goes), or until the service is gone."""
        workers = [threading.Thread(target=self._work, args=(i, threads, seconds, rate)) for i in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def stop(self) -> None:
        """Let every thread end after its present vote."""
        self._stop.set()

    def _work(self, place: int, threads: int, seconds: float, rate: float) -> None:
        chance = random.Random(f"{self._seed} {place}")  # noqa: S311 - a crowd that can be called again
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_TIMEOUT)
        begin, number = time.monotonic() + place / rate if rate else time.monotonic(), 0
        try:
            for ballot in self._ballots(chance):
                due = begin + number * threads / rate if rate else begin
                time.sleep(max(due - time.monotonic(), 0))
                if self._stop.is_set() or time.monotonic() >= begin + seconds or not self._cast_one(connection, ballot):
                    return
                number += 1
        finally:
            connection.close()

    def _ballots(self, chance: random.Random) -> Iterator[Ballot]:
        """Yield new votes, and now and then one that is given anew."""
        cast: list[Ballot] = []
        while True:
            if cast and chance.random() < _REVOTES:
                old = chance.choice(cast)
                yield Ballot(old.identity, old.slug, chance.randint(1, 5))
            else:
                identity = chance.randbytes(tokens.IDENTITY_BYTES)
                cast.append(Ballot(identity, chance.choice(self._slugs), chance.randint(1, 5)))
                yield cast[-1]

    def _cast_one(self, connection: http.client.HTTPConnection, ballot: Ballot) -> bool:
        """Vote and keep account; return False where nobody answers."""
        key, start = (ballot.identity, ballot.slug), time.monotonic()
        status, text = 0, b""
        try:
            connection.request("POST", VOTE, _form_of(ballot), self._headers(ballot))
            with connection.getresponse() as answer:
                text = answer.read()
                status = answer.status
        except (OSError, http.client.HTTPException):
            status = 0  # nobody knows whether it counts
        with self._lock:
            if status == http.client.OK and json.loads(text)["mine"] == ballot.stars:
                self._account.told[key] = ballot.stars
                self._account.unsure.pop(key, None)
                self._account.seconds.append(time.monotonic() - start)
            elif status:
                self._account.refused[status] += 1
            else:
                self._account.unsure[key].append(ballot.stars)
        return bool(status)

    def _headers(self, ballot: Ballot) -> Mapping[str, str]:
        """Return what a browser and the proxy send; everybody has an address of their own."""
        address = ".".join(("10", *(str(byte) for byte in ballot.identity[:3])))
        cookie = f"{COOKIE}={tokens.make_token(self._secret, ballot.identity)}"
        return {"Content-Type": _TYPE, "Cookie": cookie, "X-Real-IP": address, "Accept": "application/json"}


def _form_of(ballot: Ballot) -> str:
    return urlencode({"article": f"/{CATEGORY}/{ballot.slug}.html", "stars": ballot.stars})


def audit(database: Path, secret: bytes, account: Account) -> Audit:
    """Hold the database against what the crowd was told; nothing else may have voted."""
    connection = sqlite3.connect(database)
    stored = {(slug, voter): stars for slug, voter, stars in connection.execute("SELECT slug, voter, stars FROM votes")}
    totals = set(connection.execute("SELECT slug, points, votes FROM totals"))
    summed = set(connection.execute("SELECT slug, sum(stars), count(*) FROM votes GROUP BY slug"))
    connection.close()
    lost, known = 0, set()
    for key in account.told.keys() | account.unsure.keys():
        identity, slug = key
        place = (slug, tokens.voter_of(secret, identity, slug))
        possible: set[int | None] = {*account.unsure.get(key, ()), account.told.get(key)}
        known.add(place)
        lost += stored.get(place) not in possible
    return Audit(lost, len(stored.keys() - known), len({slug for slug, *_ in totals ^ summed}))
