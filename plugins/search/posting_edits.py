"""
What edits of a few documents make of the terms that are published: lists are spliced, not made again.

Shards are read back as `shards` describes them.  Postings that an edit leaves keep their bits, but for the gap that
follows a document that came or went; all gaps are written anew where the number of documents asks for another code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain

from plugins.newsroom.vietnamese import fold
from plugins.search.analysis import VARIANT
from plugins.search.document_edits import Edits, FormEdits
from plugins.search.shards import IMPACTS, NIBBLE, Term, gamma, reach_of, rice, rice_of

_IMPACT = "0.|1(?:0|10|110|111.)"
_HEAD = 3
# Postings that are passed over at a time.
_STRIDE = 64


class Splicer:
    """Reads and changes the terms of a tier of so many *documents*, which has lists."""

    def __init__(self, documents: int) -> None:
        self.reach = reach_of(documents)

    def read(self, data: bytes) -> Iterator[Term]:
        """Yield the terms of a shard."""
        spellings, place = _spellings(data)
        rest = data[place:]
        bits = f"{int.from_bytes(rest):0{8 * len(rest)}b}"
        start = 0
        for spelt in spellings:
            end = self._end(bits, start)
            yield Term(_key_of(spelt), bits[start:end])
            start = end

    def _end(self, bits: str, start: int) -> int:
        """Return where the list ends that begins at *start*."""
        count, place = _read_gamma(bits, start)
        one, many = _patterns(rice_of(count, self.reach))
        for pattern, times in ((many, count // _STRIDE), (one, count % _STRIDE)):
            for _ in range(times):
                place += len(pattern.match(bits, place)[0])  # type: ignore[index]  # a shard of ours is whole
        return place

    def edit(self, term: Term, edits: Edits) -> Term | None:
        """Return *term*, which may have no bits yet, as *edits* leave it; None where no document holds it any more."""
        numbers, codes, k = self._postings(term.bits)
        moved = set()
        for document, impact in sorted(edits.items()):
            place = bisect_left(numbers, document)
            is_there = place < len(numbers) and numbers[place] == document
            if impact is None:
                if is_there:
                    del numbers[place], codes[place]
                    moved.add(document)
            elif is_there:
                codes[place] = (codes[place][0], IMPACTS[impact])
            else:
                numbers.insert(place, document)
                codes.insert(place, ("", IMPACTS[impact]))
                moved.add(document)
        if not numbers:
            return None
        fresh = rice_of(len(numbers), self.reach)
        places = range(len(numbers)) if fresh != k else sorted(_after(numbers, moved))
        for place in places:
            before = numbers[place - 1] if place else -1
            codes[place] = (rice(numbers[place] - before - 1, fresh), codes[place][1])
        return Term(term.key, gamma(len(numbers)) + "".join(chain.from_iterable(codes)))

    def edit_form(self, folded: str, terms: Sequence[Term], edits: FormEdits) -> Iterator[Term]:
        """Yield the terms of a folded form after *edits*: its variants, and where these are several their sum."""
        before = {term.key: term for term in terms}
        total = before.pop(folded + VARIANT, None)
        if total is None and len(before) == 1:
            total = next(iter(before.values()))  # what one variant counts is what all count
        held = 0
        for key in [*before, *(edits.variants.keys() - before.keys())]:
            term = before.get(key, Term(key, ""))
            edited = self.edit(term, edits.variants[key]) if key in edits.variants else term
            if edited is not None:
                held += 1
                yield edited
        if held > 1:
            edited = self.edit(Term(folded + VARIANT, total.bits if total else ""), edits.total)
            if edited is not None:
                yield edited

    def _postings(self, bits: str) -> tuple[list[int], list[tuple[str, str]], int]:
        """Return the documents of a list, for each the codes of gap and impact, and the parameter of gaps."""
        if not bits:
            return [], [], -1
        count, place = _read_gamma(bits, 0)
        k = rice_of(count, self.reach)
        codes = _pairs(k).findall(bits, place)
        steps = _Steps(k)
        return [number - 1 for number in accumulate(steps[code] for code, _ in codes)], codes, k


class _Steps(dict[str, int]):
    """Code of a gap → how far a document is from the one before it."""

    def __init__(self, k: int) -> None:
        super().__init__()
        self._k = k

    def __missing__(self, code: str) -> int:
        ones = code.index("0")
        self[code] = step = (ones << self._k | int(code[ones:], 2)) + 1
        return step


def _after(numbers: Sequence[int], moved: set[int]) -> set[int]:
    """Return the places whose gap differs where documents came or went: theirs, and those that follow."""
    places: set[int] = set()
    for document in moved:
        place = bisect_left(numbers, document)
        places.update((place, place + 1))
    return {place for place in places if place < len(numbers)}


def _key_of(spelt: str) -> str:
    """Return the key of what stands in a shard: the sum of a folded form, a token or a pair."""
    if spelt.endswith(VARIANT):
        return spelt
    folded = " ".join(map(fold, spelt.split(" ")))
    return spelt if folded == spelt else f"{folded}{VARIANT}{spelt}"


def _spellings(data: bytes) -> tuple[list[str], int]:
    """Return what stands in the head of a shard, and where its bits begin."""
    count, place = _read_varint(data, _HEAD)
    spellings = []
    before = b""
    for _ in range(count):
        shared, length = data[place] >> 4, data[place] & NIBBLE
        place += 1
        if shared == NIBBLE:
            more, place = _read_varint(data, place)
            shared += more
        if length == NIBBLE:
            more, place = _read_varint(data, place)
            length += more
        before = before[:shared] + data[place : place + length]
        place += length
        spellings.append(before.decode())
    return spellings, place


def _read_varint(data: bytes, place: int) -> tuple[int, int]:
    """Return a number, and the place after it."""
    number = shift = 0
    while True:
        byte = data[place]
        place += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte <= 0x7F:  # noqa: PLR2004 - seven bits
            return number, place


def _read_gamma(bits: str, place: int) -> tuple[int, int]:
    """Return a number ≥ 1, and the place after its code."""
    zero = bits.index("0", place)
    end = zero + 1 + zero - place
    return int("1" + bits[zero + 1 : end], 2), end


@cache
def _patterns(k: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches one posting, and `_STRIDE` of them."""
    one = f"(?:1*+0.{{{k}}}(?:{_IMPACT}))"
    return re.compile(one), re.compile(f"{one}{{{_STRIDE}}}+")


@cache
def _pairs(k: int) -> re.Pattern[str]:
    """Return what finds the codes of gaps and impacts, which follow each other."""
    return re.compile(f"(1*+0.{{{k}}})({_IMPACT})")
