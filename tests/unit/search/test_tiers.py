"""Tiers: by the calendar of the documents alone."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.search import tiers
from plugins.search.tiers import Tier, cut_tiers


def test_years_before_then_closed_months_then_the_newest_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest document's date decides, not the clock."""
    monkeypatch.setattr(tiers, "YEAR_APART", 5)
    dates = [date(2019, 6, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert cut_tiers(dates) == (Tier("until-2025", 0, 2), Tier("2026", 2, 4), Tier("2026-06", 4, 5))
    assert cut_tiers(dates[1:]) == (Tier("until-last-month", 0, 3), Tier("2026-06", 3, 4))


def test_empty_tiers_are_left_out() -> None:
    """A first article has one tier."""
    assert cut_tiers([date(2025, 1, 3), date(2026, 1, 5)]) == (
        Tier("until-last-month", 0, 1),
        Tier("2026-01", 1, 2),
    )
    assert cut_tiers([date(2026, 1, 5)]) == (Tier("2026-01", 0, 1),)
    assert cut_tiers([]) == ()
