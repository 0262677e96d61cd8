"""What edits of documents change in the lists of a tier: by folded form, of its variants and of their sum."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plugins.search.analysis import VARIANT, folded_part, term_key
from plugins.search.rows import length_of, terms_of
from plugins.search.scoring import impact_of, level_of

# Document → the impact that it has now, or None where it holds the term no more.
Edits = Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class Edited:
    """A document, counted from the tier's first, and its words before and after: tokens, a line a block."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FormEdits:
    """
    What changes of a folded form: document → the impact that it has now, or None where it has none.

    Attributes:
        variants: That by key.
        total: That of all variants together.
    """

    variants: defaultdict[str, dict[int, int | None]] = field(default_factory=lambda: defaultdict(dict))
    total: dict[int, int | None] = field(default_factory=dict)


def form_edits(documents: Iterable[Edited]) -> dict[str, FormEdits]:
    """Return the changes that *documents* make, by folded form."""
    edits: defaultdict[str, FormEdits] = defaultdict(FormEdits)
    for document in documents:
        (level_before, before), (level_after, after) = _held(document.before), _held(document.after)
        for folded in before.keys() | after.keys():
            old, new = before.get(folded, {}), after.get(folded, {})
            for key in old.keys() | new.keys():
                impact = _impact(new.get(key, 0), level_after)
                if impact != _impact(old.get(key, 0), level_before):
                    edits[folded].variants[key][document.number] = impact
            impact = _impact(sum(new.values()), level_after)
            if impact != _impact(sum(old.values()), level_before):
                edits[folded].total[document.number] = impact
    return dict(edits)


def _impact(frequency: int, level: int) -> int | None:
    """Return what a frequency counts; None where there is none."""
    return impact_of(frequency, level) if frequency else None


def _held(words: str) -> tuple[int, dict[str, dict[str, int]]]:
    """Return the length level of a document, and by folded form how often it holds each variant."""
    terms = terms_of(words)
    held: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for token, frequency in terms.counts.items():
        key = term_key(token)
        held[folded_part(key)][key] = frequency
    for first, seconds in terms.followers.items():
        for second, frequency in Counter(seconds).items():
            spelt = f"{first} {second}"
            folded = f"{folded_part(term_key(first))} {folded_part(term_key(second))}"
            held[folded][folded if spelt == folded else f"{folded}{VARIANT}{spelt}"] = frequency
    return level_of(length_of(words)), held
