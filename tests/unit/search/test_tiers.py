"""Tiers and leaves: by the calendar of the documents alone."""

from __future__ import annotations

import pytest

from plugins.search import tiers
from plugins.search.tiers import Leaf, Tier, cut_tiers


def shape(counts: dict[str, int]) -> list[tuple[str, int, int, list[str]]]:
    """Return the tiers of so many documents a month, each with the names of its leaves."""
    return [(tier.name, tier.first, tier.end, [leaf.name for leaf in tier.leaves]) for tier in cut_tiers(counts)]


def test_years_before_then_closed_months_then_the_newest_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest document's month decides, not the clock; leaves are months."""
    monkeypatch.setattr(tiers, "YEAR_APART", 5)
    counts = {"2019-06": 1, "2025-12": 1, "2026-01": 1, "2026-05": 1, "2026-06": 1}
    assert shape(counts) == [
        ("until-2025", 0, 2, ["2019-06", "2025-12"]),
        ("2026", 2, 4, ["2026-01", "2026-05"]),
        ("2026-06", 4, 5, ["2026-06.00"]),
    ]


def test_a_small_archive_has_two_tiers_and_leaves_of_years() -> None:
    """The closed months of the newest year are leaves by themselves, so that an edit there writes little."""
    counts = {"2019-06": 1, "2019-07": 2, "2025-12": 1, "2026-05": 1, "2026-06": 1}
    assert shape(counts) == [
        ("until-last-month", 0, 5, ["2019", "2025", "2026-05"]),
        ("2026-06", 5, 6, ["2026-06.00"]),
    ]
    assert cut_tiers(counts)[0].months == ("2019-06", "2019-07", "2025-12", "2026-05")


def test_the_newest_month_has_leaves_of_64_documents() -> None:
    """Most edits are there."""
    assert cut_tiers({"2026-06": 70}) == (
        Tier(
            "2026-06",
            0,
            70,
            (Leaf("2026-06.00", ("2026-06",), 0, 64), Leaf("2026-06.01", ("2026-06",), 64, 70)),
        ),
    )


def test_no_documents_no_tiers() -> None:
    """An archive of nothing has none."""
    assert cut_tiers({}) == ()
