"""A service that is killed at any moment has every vote that it acknowledged, once, and totals that are their sums."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hypothesis import settings

from bench.live_service import bear_kills, bear_strange_requests, bear_votes

KILLS: Final = 50 if settings().max_examples > settings.get_profile("fixed").max_examples else 3


def test_no_kill_loses_or_doubles_a_vote(tmp_path: Path) -> None:
    """`kill -9` under load; then every vote is looked up, and every total is summed anew."""
    found = bear_kills(tmp_path, KILLS)
    assert found.acknowledged > 20
    assert (found.lost, found.double, found.wrong_totals) == (0, 0, 0)


def test_votes_come_at_a_hundred_a_second(tmp_path: Path) -> None:
    """All of them are acknowledged, stored once, and there after a kill."""
    load = bear_votes(tmp_path, rate=100, seconds=2)
    assert not load.account.refused
    assert len(load.account.seconds) >= 150
    assert (load.audit.lost, load.audit.double, load.audit.wrong_totals) == (0, 0, 0)


def test_the_process_bears_strange_requests(tmp_path: Path) -> None:
    """On a real socket, where the server's own reader of HTTP stands in front."""
    found = bear_strange_requests(tmp_path, settings().max_examples)
    assert (found.failures, found.wrongly_stored) == (0, 0)
