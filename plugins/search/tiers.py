"""
Parts of the archive by the calendar, so that an edit rewrites little.

Tiers are what a browser searches, three at most: the years before the newest document's year, the closed months of
that year, its newest month.  In a small archive the closed months belong to the first
tier: a tier costs every query some files, and what a new month then rewrites is little.
Leaves are what Whoosh holds, and parts of tiers: an edit writes its leaf anew.
Both follow from the documents' dates alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

# From so many documents on, the closed months of the newest year are a tier, and leaves of closed years are months.
YEAR_APART = 20_000
# Documents a leaf of the newest month; and its leaves, beyond which they are larger: a question asks each of them.
_NEWEST_LEAF = 64
_MOST_LEAVES = 16

_YEAR = len("2026")


@dataclass(frozen=True, slots=True)
class Leaf:
    """
    A run of documents that is one Whoosh index; names ascend as the documents do.

    It holds those from `first` up to `end` of the documents of its `months`, numbered from 0.
    """

    name: str
    months: tuple[str, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Tier:
    """
    A run of documents; `end` is the first number after it.

    `name` is `until-2025` (in a small archive `until-last-month`), `2026` or `2026-06`; `leaves` are its parts.
    """

    name: str
    first: int
    end: int
    leaves: tuple[Leaf, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """The months whose documents it holds."""
        return tuple(dict.fromkeys(month for leaf in self.leaves for month in leaf.months))

    @property
    def has_positions(self) -> bool:
        """
        Whether pairs are found by positions, as in the newest month; the tiers before have lists of pairs.

        A short list of a pair is cheaper than two long ones with positions; in a small tier nearly every
        pair stands once, and its name costs more than all positions.
        """
        return len(self.name) == len("2026-06")


def cut_tiers(counts: Mapping[str, int]) -> tuple[Tier, ...]:
    """Return the tiers of so many documents of each month (`2026-06`, ascending, none empty), without empty ones."""
    months = list(counts)
    if not months:
        return ()
    newest = months[-1]
    few = sum(counts.values()) < YEAR_APART
    years = [] if few else [month for month in months[:-1] if month[:_YEAR] < newest[:_YEAR]]
    closed = months[len(years) : -1]
    before = "until-last-month" if few else newest[:_YEAR]
    runs = [
        (f"until-{int(newest[:_YEAR]) - 1:04}", years, _whole(years, counts)),
        (before, closed, _whole(closed, counts, year=newest[:_YEAR] if few else "")),
        (newest, [newest], _pieces(newest, counts[newest])),
    ]
    tiers = []
    first = 0
    for name, own, leaves in runs:
        if own:
            end = first + sum(counts[month] for month in own)
            tiers.append(Tier(name, first, end, tuple(leaves)))
            first = end
    return tuple(tiers)


def _whole(months: Sequence[str], counts: Mapping[str, int], year: str = "") -> Iterator[Leaf]:
    """Yield a leaf for each of *months*, or for each year before *year* and for each month from there."""
    for name, own in groupby(months, key=lambda month: month[:_YEAR] if month[:_YEAR] < year else month):
        held = tuple(own)
        yield Leaf(name, held, 0, sum(counts[month] for month in held))


def _pieces(month: str, count: int) -> Iterator[Leaf]:
    """Yield the leaves of the newest month."""
    size = _NEWEST_LEAF
    while size * _MOST_LEAVES < count:
        size *= 2
    for number, first in enumerate(range(0, count, size)):
        yield Leaf(f"{month}.{number:02}", (month,), first, min(count, first + size))
