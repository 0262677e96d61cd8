"""
Asking Whoosh: what a query returns is defined here, and the browser must return the same.

Any word makes a candidate.  A word typed with accents asks for itself, and where no
document holds it, for all accent variants of its folded form; a word typed without asks
for all variants, counted as one term.  Order: score, then newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from whoosh.matching import NullMatcher, UnionMatcher, WrappingMatcher
from whoosh.query import Or, Query, Term
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from plugins.search import analysis, scoring
from plugins.search.whoosh_index import FIELD, Index, open_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that a query found; `rank` counts from 1, `url` is root-relative, `date` ISO 8601."""

    rank: int
    url: str
    title: str
    date: str
    category: str
    score: float


def ask(folder: Path, query: str, limit: int | None = None) -> list[Hit]:
    """
    Return what the index in *folder* answers to *query*, best first.

    Args:
        folder: Made by `whoosh_index.update`.
        query: Plain text; no sign in it means anything.
        limit: At most so many; None for all.

    Raises:
        FileNotFoundError: There is no index.
    """
    with open_index(folder) as index:
        clauses = [clause for token in analysis.query_tokens(query) if (clause := _clause(index, token))]
        if not clauses:
            return []
        searcher = Searcher(index.reader, weighting=Quantised(index), closereader=False)
        # Whoosh's own limit loses true top documents, so all are scored and the list is cut here.
        found = searcher.search(Or(clauses), limit=None).items()
        ordered = sorted(((score, document) for document, score in found), reverse=True)
        return [_hit(index, rank, *pair) for rank, pair in enumerate(ordered[:limit], start=1)]


def _clause(index: Index, token: str) -> Query | None:
    """Return what a query's token asks for, or None where no document can answer."""
    key = analysis.term_key(token)
    if analysis.is_accented(token) and (FIELD, key.encode()) in index.reader:
        return Term(FIELD, key)
    keys = _variants(index, analysis.folded_part(key))
    if len(keys) > 1:
        return Variants(keys)
    return Term(FIELD, keys[0]) if keys else None


def _variants(index: Index, folded: str) -> tuple[str, ...]:
    """Return the keys in the index of all accent variants of a folded token."""
    keys = []
    for field, text in index.reader.terms_from(FIELD, folded.encode()):
        key = text.decode()
        if field != FIELD or analysis.folded_part(key) != folded:
            break
        keys.append(key)
    return tuple(keys)


def _hit(index: Index, rank: int, score: float, document: int) -> Hit:
    """Return the result that stands at *rank*."""
    shown = index.shown(document)
    return Hit(rank=rank, url=shown.url, title=shown.title, date=shown.date, category=shown.category, score=score)


class Quantised(WeightingModel):  # type: ignore[misc]  # Whoosh is untyped
    """The ranking of `scoring` as Whoosh's weighting."""

    def __init__(self, index: Index) -> None:
        self.documents = index.count
        self.average = index.average_length

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> BaseScorer:
        """Return the scorer of one term; *searcher* may be that of one year."""
        del qf  # a word counts once, however often a query holds it
        return self.scorer_of(searcher, searcher.get_parent().doc_frequency(fieldname, text))

    def scorer_of(self, searcher: Any, matching: int) -> BaseScorer:
        """Return the scorer of something that *matching* documents of the whole index hold."""
        return QuantisedScorer(searcher, scoring.inverse_frequency(self.documents, matching), self.average)


class QuantisedScorer(BaseScorer):  # type: ignore[misc]  # Whoosh is untyped
    """Scores from the frequency, which is Whoosh's weight, and the length level."""

    def __init__(self, searcher: Any, inverse_frequency: float, average: int) -> None:
        self.searcher = searcher
        self.inverse_frequency = inverse_frequency
        self.average = average

    def score(self, matcher: Any) -> float:
        """Return the score of the matcher's document."""
        level = scoring.level_of(self.searcher.doc_field_length(matcher.id(), FIELD))
        return self.inverse_frequency * scoring.saturation(matcher.weight(), level, self.average)

    def max_quality(self) -> float:
        """Return a bound that no score reaches; nothing is skipped on its ground."""
        return float("inf")


class Variants(Query):  # type: ignore[misc]  # Whoosh is untyped
    """The documents that hold any of some keys, counted as one term: frequencies add up, each document counts once."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        self.boost = 1.0

    def __hash__(self) -> int:
        return hash(self.keys)

    def normalize(self) -> Query:
        """Return itself: there is nothing to simplify."""
        return self

    def estimate_size(self, ixreader: Any) -> int:
        """Return at most how many documents match."""
        return sum(ixreader.doc_frequency(FIELD, key) for key in self.keys)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return the matcher over *searcher*, which is that of one year."""
        weighting = context.weighting if context and context.weighting else searcher.weighting
        union = self._union(searcher.reader())
        if not union.is_active():
            return union
        return UnionScorer(union, weighting.scorer_of(searcher, self._count(searcher.get_parent().reader())))

    def _union(self, reader: Any) -> Any:
        """Return the matcher, without scores, of the keys that a year's index has."""
        matchers = [reader.postings(FIELD, key) for key in self.keys if (FIELD, key.encode()) in reader]
        return reduce(UnionMatcher, matchers) if matchers else NullMatcher()

    def _count(self, reader: Any) -> int:
        """Return how many documents of all years match."""
        return sum(sum(1 for _ in self._union(leaf).all_ids()) for leaf, _ in reader.leaf_readers())


class UnionScorer(WrappingMatcher):  # type: ignore[misc]  # Whoosh is untyped
    """A union whose score comes from its weight rather than from the scores of its parts."""

    def __init__(self, child: Any, scorer: BaseScorer) -> None:
        super().__init__(child)
        self.scorer = scorer

    def copy(self) -> UnionScorer:
        """Return a matcher at the same place."""
        return UnionScorer(self.child.copy(), self.scorer)

    def replace(self, minquality: float = 0) -> Any:
        """Return itself, or a matcher of nothing at the end: a union in parts would lose its weight."""
        del minquality
        return self if self.is_active() else NullMatcher()

    def supports_block_quality(self) -> bool:
        """Return False: no bound is known."""
        return False

    def max_quality(self) -> float:
        """Return a bound that no score reaches."""
        return float("inf")

    def score(self) -> float:
        """Return the score of the current document."""
        return float(self.scorer.score(self.child))
