"""
Parts of the index by the calendar, so that a new article rewrites the smallest.

Three tiers at most: the years before the newest document's year, the closed months of
that year, its newest month.  In a small archive the closed months belong to the first
tier: a tier costs every query some files, and what a new month then rewrites is little.
Tiers follow from the documents' dates alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

# From so many documents on, the closed months of the newest year are a tier.
YEAR_APART = 20_000


@dataclass(frozen=True, slots=True)
class Tier:
    """
    A run of documents; `end` is the first number after it.

    `name` is `until-2025` (in a small archive `until-last-month`), `2026` or `2026-06`.
    """

    name: str
    first: int
    end: int

    @property
    def has_positions(self) -> bool:
        """
        Whether pairs are found by positions; the years before have lists of pairs.

        A short list of a pair is cheaper than two long ones with positions; in a small tier nearly every
        pair stands once, and its name costs more than all positions.
        """
        return not self.name.startswith("until-")


def cut_tiers(dates: Sequence[date]) -> tuple[Tier, ...]:
    """Return the tiers of documents whose ascending *dates* are given; empty ones are left out."""
    if not dates:
        return ()
    newest = dates[-1]
    few = len(dates) < YEAR_APART

    def name(day: date) -> str:
        month = f"{day.year:04}-{day.month:02}"
        if month == f"{newest.year:04}-{newest.month:02}":
            return month
        if few:
            return "until-last-month"
        return f"{newest.year:04}" if day.year == newest.year else f"until-{newest.year - 1:04}"

    tiers = []
    first = 0
    for label, days in groupby(dates, key=name):
        end = first + sum(1 for _ in days)
        tiers.append(Tier(label, first, end))
        first = end
    return tuple(tiers)
