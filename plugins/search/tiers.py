"""
Parts of the index by the calendar, so that a new article rewrites the smallest.

Three tiers at most: the years before the newest document's year, the closed months of
that year, its newest month.  They follow from the documents' dates alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Tier:
    """A run of documents; `name` is `until-2025`, `2026` or `2026-06`, and `end` is the first number after it."""

    name: str
    first: int
    end: int


def cut_tiers(dates: Sequence[date]) -> tuple[Tier, ...]:
    """Return the tiers of documents whose ascending *dates* are given; empty ones are left out."""
    if not dates:
        return ()
    newest = dates[-1]

    def name(day: date) -> str:
        if day.year < newest.year:
            return f"until-{newest.year - 1:04}"
        return f"{newest.year:04}" if day.month < newest.month else f"{newest.year:04}-{newest.month:02}"

    tiers = []
    first = 0
    for label, days in groupby(dates, key=name):
        end = first + sum(1 for _ in days)
        tiers.append(Tier(label, first, end))
        first = end
    return tuple(tiers)
