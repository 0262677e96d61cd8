"""What a comparison says."""

from __future__ import annotations

from typing import Any

from bench.search import compare, ratios_of

OURS: dict[str, Any] = {"index_cpu": 8.0, "warm_ms": {"p95": 16.0}, "mrr10": {"accented": 0.6, "upper": 0.6}}
PEER: dict[str, Any] = {"index_cpu": 2.0, "warm_ms": {"p95": 4.0}, "mrr10": {"accented": 0.3, "upper": 0}}


def test_ratios_are_ours_to_the_peers() -> None:
    """By flat name; there is none where the peer has nothing."""
    assert ratios_of(OURS, PEER) == {"index_cpu": 4.0, "warm_ms p95": 4.0, "mrr10 accented": 2.0}
    assert ratios_of(OURS, {}) == {}


def test_a_row_says_whether_the_goal_is_reached() -> None:
    """Bounds on ratios, bounds on ours, and figures without a goal."""
    measured = {"articles": 10_000, "ours": OURS, "peer": PEER, "ratios": ratios_of(OURS, PEER)}
    assert compare(measured) == [
        ["index_cpu", "8.0", "2.0", "4.000", "ratio ≤ 4: yes"],
        ["warm_ms p95", "16.0", "4.0", "4.000", "≤ 15: no"],
        ["mrr10 accented", "0.6", "0.3", "2.000", "ratio ≥ 1.8: yes"],
        ["mrr10 upper", "0.6", "0", "", ""],
    ]


def test_without_the_peer_its_columns_are_empty() -> None:
    """Goals on ours still have their verdict."""
    ours = {"memory_mib": 900, "rounds": {"rounds_median": 5}}
    assert compare({"articles": 100_000, "ours": ours, "peer": None, "ratios": {}}) == [
        ["memory_mib", "900", "", "", "≤ 4096: yes"],
        ["rounds rounds_median", "5", "", "", "≤ 4: no"],
    ]
