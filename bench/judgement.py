"""How good are answers?  Mean reciprocal rank and hits among the first ten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

DEPTH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """
    Means over queries, each between 0 and 1.

    Attributes:
        mrr10: Of 1 / rank of the first right document, 0 where it is not among the first ten.
        hit1, hit10: Of whether a right document is the first, or among the first ten.
        queries: Their number.
    """

    mrr10: float
    hit1: float
    hit10: float
    queries: int


def judge(answers: Iterable[tuple[Sequence[str], Collection[str]]]) -> Figures:
    """
    Return the figures of *answers*, each the documents found, best first, and the right ones.

    Source of the measure: TREC-8 question answering track (Voorhees 1999).
    """
    ranks = [_rank(found[:DEPTH], right) for found, right in answers]
    count = len(ranks) or 1
    hits = [rank for rank in ranks if rank]
    return Figures(
        mrr10=sum(1 / rank for rank in hits) / count,
        hit1=hits.count(1) / count,
        hit10=len(hits) / count,
        queries=len(ranks),
    )


def _rank(found: Sequence[str], right: Collection[str]) -> int:
    """Return where the first right document stands, from 1; 0 where there is none."""
    return next((rank for rank, document in enumerate(found, start=1) if document in right), 0)
