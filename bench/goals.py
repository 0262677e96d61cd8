"""What search and publishing are to reach: bounds on our figures, or on their ratio to the peer's, by archive size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on a figure; at most where `is_most`, else at least; on ours, or on ours to the peer's."""

    bound: float
    is_most: bool
    is_ratio: bool

    def verdict(self, ours: float, ratio: float | None) -> str:
        """Return the goal in words and whether it is reached; a ratio that is not known reaches nothing."""
        value = ratio if self.is_ratio else ours
        reached = value is not None and (value <= self.bound if self.is_most else value >= self.bound)
        what = "ratio " if self.is_ratio else ""
        return f"{what}{'≤' if self.is_most else '≥'} {self.bound:g}: {'yes' if reached else 'no'}"


def _times(bound: float) -> Goal:
    return Goal(bound, is_most=False, is_ratio=True)


def _share(bound: float) -> Goal:
    return Goal(bound, is_most=True, is_ratio=True)


def _most(bound: float) -> Goal:
    return Goal(bound, is_most=True, is_ratio=False)


SEARCH: Final[Mapping[int, Mapping[str, Goal]]] = {
    10_000: {
        "index_cpu": _share(4),
        "memory_mib": _most(4096),
        "mrr10 accented": _times(1.8),
        "mrr10 unaccented": _times(2.3),
        "mrr10 nfd": _times(1.8),
        "mrr10 swapped": _times(1.8),
        "spellings_apart": _most(0),
        "warm_ms p95": _most(15),
        "cold bytes_median": _share(0.125),
        "cold bytes_p95": _share(0.125),
        "slow_4g ms_median": _share(0.286),
        "rounds rounds_median": _most(3),
    },
    100_000: {
        "memory_mib": _most(4096),
        "cold bytes_median": _most(120_000),
        "rounds rounds_median": _most(4),
    },
}

# Ratios of CPU to Hugo's full build, where a name says nothing else; `pages changed` are files.
ENGINE: Final[Mapping[int, Mapping[str, Goal]]] = {
    10_000: {
        "cold, pages only": _share(1.5),
        "cold, pages only: wall": _share(1.2),
        "cold, pages only: to Pelican": _share(0.5),
        "body, newest month": _share(1 / 10),
        "pages changed by the newest": _most(40),
        "template: base, to cold rendering": _share(1),
    },
    100_000: {
        "cold, pages only": _share(1.5),
        "cold, pages only: wall": _share(1.2),
        "nothing changed": _share(1 / 60),
        "body, newest month": _share(1 / 35),
        "body, old year": _share(1 / 8),
        "newest added": _share(1 / 30),
        "memory": _share(1 / 5),
        "pages changed by the newest": _most(40),
        "template: base, to cold rendering": _share(1),
    },
}

# Seconds of a clock.
DESK: Final[Mapping[int, Mapping[str, Goal]]] = {
    10_000: {"first sign-in": _most(20), "later sign-in": _most(5), "preview": _most(2)},
}
