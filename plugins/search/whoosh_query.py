"""
Asking Whoosh: what a query returns is defined here, and the browser must return the same.

Any word makes a candidate.  A word typed with accents asks for itself, and where no
document holds it, for all accent variants of its folded form; a word typed without asks
for all variants, counted as one term; beside words with accents, mostly for itself.
Neighbouring words are a pair, which scores by itself where a document has both side by side, by the same rule but
without falling back.  Order: score, then newest first.

Whoosh's own search with a limit loses true top documents, and its scorers take their time, so postings are added up
here; all factors are dyadic, so that the order of adding does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.search import analysis, scoring
from plugins.search.address import EVERYTHING, Choices
from plugins.search.emphasis import weight_of
from plugins.search.narrowing import narrow
from plugins.search.query import parse
from plugins.search.rows import row_shown
from plugins.search.whoosh_index import Index, followers, open_index

Held = Mapping[int, int]


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
        folder: Made by `publication.update`.
        query: In the language of `query.parse`; without a word that scores, conditions or filters find all
            that meet them, newest first.
        limit: At most so many; None for all.
        choices: What is admitted beside, and in which order.

    Raises:
        FileNotFoundError: There is no index.
    """
    with open_index(folder) as index:
        return ask_index(index, query, limit, choices)


def ask_index(index: Index, query: str, limit: int | None = None, choices: Choices = EVERYTHING) -> list[Hit]:
    """Do what `ask` does, with an index that is open."""
    asked = parse(query)
    filters = choices.filters
    scores, held = _scores(index, asked.text)
    if not held and (asked.conditions or filters):
        scores = dict.fromkeys(range(index.count), 0.0)
    ranked = sorted(scores, reverse=True)
    if not choices.by_date:
        ranked.sort(key=lambda document: -scores[document])
    if choices.every and held:
        ranked = [document for document in ranked if all(document in own for own in held)]
    left = narrow(index, ranked, asked.conditions, filters)
    return [_hit(index, rank, scores[number], number) for rank, number in enumerate(left[:limit], start=1)]


def _scores(index: Index, text: str) -> tuple[dict[int, float], list[Held]]:
    """Return the score of each document that holds a word of *text*, and what holds each of the words."""
    words = analysis.query_tokens(text)
    has_accents = any(map(analysis.is_accented, words))
    syllables = Syllables(index)
    scores: dict[int, float] = {}
    held: list[Held] = []
    for asked in [*((word,) for word in words), *analysis.query_pairs(text)]:
        share = weight_of(asked, has_accents=has_accents) * (scoring.PAIR_WEIGHT if len(asked) > 1 else 1)
        matches = list(_matches(syllables, asked, has_accents=has_accents))
        for found, worth in matches:
            _add(index, scores, found, share * worth)
        if len(asked) == 1:
            held.append(matches[-1][0])
    return scores, held


def _add(index: Index, scores: dict[int, float], found: Held, worth: float) -> None:
    """Add to *scores* what it counts that each document holds something so often."""
    rarity = worth * scoring.inverse_frequency(index.count, len(found))
    for document, frequency in found.items():
        impact = scoring.impact_of(frequency, index.levels[document])
        scores[document] = scores.get(document, 0.0) + rarity * scoring.worth_of(impact)


def _matches(syllables: Syllables, asked: tuple[str, ...], *, has_accents: bool) -> Iterator[tuple[Held, float]]:
    """
    Yield what a query's token, or its pair of neighbours, asks for, and what this counts; the last is what it means.

    All typed with accents: what was typed; a single token that is nowhere: its variants.  Else the variants of
    all, and in a query with accents mostly what was typed, where it is somewhere.
    """
    typed = syllables.find(asked, is_typed=True) if has_accents else {}
    if all(map(analysis.is_accented, asked)):
        yield typed if typed or len(asked) > 1 else syllables.find(asked, is_typed=False), 1.0
        return
    if typed:
        yield typed, scoring.TYPED_WEIGHT
    yield syllables.find(asked, is_typed=False), 1 - scoring.TYPED_WEIGHT if typed else 1.0


class Syllables:
    """What documents hold, by reading the postings of syllables."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._read: dict[str, list[tuple[int, int, bytes]]] = {}

    def find(self, asked: tuple[str, ...], *, is_typed: bool) -> Held:
        """Return how often each document holds a token, or a pair of neighbours: as typed, or in any variants."""
        keys = [self._keys(token, is_typed=is_typed) for token in asked]
        found: Counter[int] = Counter()
        if len(asked) == 1:
            for key in keys[0]:
                for document, frequency, _ in self._postings(key):
                    found[document] += frequency
            return found
        able = {document for key in keys[1] for document, _, _ in self._postings(key)}
        seconds = {analysis.spelt_part(key) for key in keys[1]}
        for key in keys[0]:
            for document, _, value in self._postings(key):
                if document in able and (times := sum(token in seconds for token in followers(value))):
                    found[document] += times
        return found

    def _keys(self, token: str, *, is_typed: bool) -> list[str]:
        """Return the key of a token, or those of all its variants."""
        key = analysis.term_key(token)
        return [key] if is_typed else self._index.variants(analysis.folded_part(key))

    def _postings(self, key: str) -> list[tuple[int, int, bytes]]:
        """Return the postings of a key, read once."""
        if key not in self._read:
            self._read[key] = list(self._index.postings(key))
        return self._read[key]


def _hit(index: Index, rank: int, score: float, document: int) -> Hit:
    """Return the result that stands at *rank*."""
    shown = row_shown(index.row(document))
    return Hit(rank=rank, url=shown.url, title=shown.title, date=shown.date, category=shown.category, score=score)
