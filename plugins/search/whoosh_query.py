"""
Asking Whoosh: what a query returns is defined here, and the browser must return the same.

Any word makes a candidate.  A word typed with accents asks for itself, and where no
document holds it, for all accent variants of its folded form; a word typed without asks
for all variants, counted as one term; beside words with accents, mostly for itself.
Neighbouring words are a pair, which scores by itself
where a document has both side by side, by the same rule but without falling back.
Order: score, then newest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.matching import ListMatcher, NullMatcher
from whoosh.query import Or, Query
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from plugins.search import analysis, scoring
from plugins.search.address import EVERYTHING, Choices
from plugins.search.emphasis import weight_of
from plugins.search.narrowing import narrow
from plugins.search.query import parse
from plugins.search.whoosh_index import FIELD, Index, followers, open_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that a query found; `rank` counts from 1, `url` is root-relative, `date` ISO 8601."""

    rank: int
    url: str
    title: str
    date: str
    category: str
    score: float


def ask(
    folder: Path,
    query: str,
    limit: int | None = None,
    choices: Choices = EVERYTHING,
) -> list[Hit]:
    """
    Return what the index in *folder* answers to *query*, best first.

    Args:
        folder: Made by `whoosh_index.update`.
        query: In the language of `query.parse`; without a word that scores, conditions or filters find all
            that meet them, newest first.
        limit: At most so many; None for all.
        choices: What is admitted beside, and in which order.

    Raises:
        FileNotFoundError: There is no index.
    """
    asked = parse(query)
    filters = choices.filters
    with open_index(folder) as index:
        scores = _scores(index, asked.text)
        tokens = analysis.query_tokens(asked.text)
        if not tokens and (asked.conditions or filters):
            scores = dict.fromkeys(range(index.count), 0.0)
        ranked = sorted(scores, reverse=True)
        if not choices.by_date:
            ranked.sort(key=lambda document: -scores[document])
        if choices.every and tokens:
            complete = set.intersection(*(_holders(index, token) for token in tokens))
            ranked = [document for document in ranked if document in complete]
        left = narrow(index, ranked, asked.conditions, filters)
        return [_hit(index, rank, scores[number], number) for rank, number in enumerate(left[:limit], start=1)]


def _scores(index: Index, text: str) -> dict[int, float]:
    """Return the score of each document that holds a word of *text*."""
    has_accents = any(map(analysis.is_accented, analysis.query_tokens(text)))
    words = [((token,), 1.0) for token in analysis.query_tokens(text)]
    pairs = [(pair, scoring.PAIR_WEIGHT) for pair in analysis.query_pairs(text)]
    clauses = [clause for asked, worth in (*words, *pairs) for clause in _clauses(index, asked, worth, has_accents)]
    if not clauses:
        return {}
    searcher = Searcher(index.reader, weighting=Quantised(index), closereader=False)
    # Whoosh's own limit loses true top documents, so all are scored, and the list is cut by `ask`.
    return {document: float(score) for document, score in searcher.search(Or(clauses), limit=None).items()}


def _holders(index: Index, token: str) -> set[int]:
    """Return the documents that hold a word of the query, as it scores: where none has its accents, its variants."""
    return index.documents_of(token) or index.documents_of(analysis.folded_part(analysis.term_key(token)))


def _clauses(index: Index, asked: tuple[str, ...], worth: float, has_accents: bool) -> Iterator[Gathered]:  # noqa: FBT001
    """
    Yield what a query's token, or its pair of neighbours, asks for.

    All typed with accents: what was typed; a single token that is nowhere: its variants.  Else the variants of
    what was typed without, and in a query with accents mostly what was typed, where it is somewhere.
    """
    folded = analysis.folded_part(analysis.term_key(asked[0]))
    second = asked[1] if len(asked) > 1 else None
    worth *= weight_of(asked, has_accents=has_accents)
    keys = _variants(index, folded)
    typed = Gathered((analysis.term_key(asked[0]),), second, is_typed=True)
    meant = Gathered(tuple(key for key in keys if analysis.fits(asked[0], analysis.spelt_part(key))), second)
    if all(map(analysis.is_accented, asked)):
        yield (typed if second or typed.is_in(index.reader) else Gathered(keys, None)).worth(worth)
    elif has_accents and typed.is_in(index.reader):
        yield typed.worth(worth * scoring.TYPED_WEIGHT)
        yield meant.worth(worth * (1 - scoring.TYPED_WEIGHT))
    else:
        yield meant.worth(worth)


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

    def scorer_of(self, searcher: Any, matching: int, weight: float = 1.0) -> BaseScorer:
        """Return the scorer of something that *matching* documents of the whole index hold."""
        return QuantisedScorer(searcher, weight * scoring.inverse_frequency(self.documents, matching), self.average)


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


class Gathered(Query):  # type: ignore[misc]  # Whoosh is untyped
    """
    The documents that hold any of some keys, counted as one term: frequencies add up, each document counts once.

    Args:
        keys: Of single tokens.
        second: None, or a query's token that must follow.
        is_typed: What follows must be *second* itself, not a variant.
        weight: What the whole counts.
    """

    def __init__(self, keys: tuple[str, ...], second: str | None, *, is_typed: bool = False, weight: float = 1) -> None:
        self.keys = keys
        self.second = second
        self.is_typed = is_typed
        self.weight = weight
        self.boost = 1.0
        self._found: dict[Any, Counter[int]] = {}

    def __hash__(self) -> int:
        return hash((self.keys, self.second, self.is_typed, self.weight))

    def worth(self, weight: float) -> Gathered:
        """Return the same with another weight."""
        other = Gathered(self.keys, self.second, is_typed=self.is_typed, weight=weight)
        other._found = self._found
        return other

    def normalize(self) -> Query:
        """Return itself: there is nothing to simplify."""
        return self

    def is_in(self, reader: Any) -> bool:
        """Tell whether any document of *reader* matches."""
        return any(self._frequencies(leaf) for leaf, _ in reader.leaf_readers())

    def estimate_size(self, ixreader: Any) -> int:
        """Return at most how many documents match."""
        return sum(ixreader.doc_frequency(FIELD, key) for key in self.keys)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return the matcher over *searcher*, which is that of one year."""
        weighting = context.weighting if context and context.weighting else searcher.weighting
        found = self._frequencies(searcher.reader())
        if not found:
            return NullMatcher()
        readers = searcher.get_parent().reader().leaf_readers()
        matching = sum(len(self._frequencies(leaf)) for leaf, _ in readers)
        documents = sorted(found)
        scorer = weighting.scorer_of(searcher, matching, self.weight)
        return ListMatcher(documents, [found[document] for document in documents], scorer=scorer)

    def _frequencies(self, reader: Any) -> Counter[int]:
        """Return how often each document of a year's index matches; kept, because every year asks for all."""
        if reader not in self._found:
            self._found[reader] = self._count(reader)
        return self._found[reader]

    def _count(self, reader: Any) -> Counter[int]:
        """Return how often each document of a year's index matches."""
        found: Counter[int] = Counter()
        for key in self.keys:
            if (FIELD, key.encode()) not in reader:
                continue
            matcher = reader.postings(FIELD, key)
            while matcher.is_active():
                if times := int(matcher.weight()) if self.second is None else self._follows(matcher.value()):
                    found[matcher.id()] += times
                matcher.next()
        return found

    def _follows(self, value: bytes) -> int:
        """Return how many of a posting's followers are the second token."""
        second = self.second or ""
        found = followers(value)
        if self.is_typed or analysis.is_accented(second):
            return found.count(second)
        return sum(analysis.folded_part(analysis.term_key(token)) == second for token in found)
