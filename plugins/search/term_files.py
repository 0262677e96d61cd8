"""
The terms of a tier as files: syllables and pairs in one order, cut into ranges, a range into a few files.

A range is named in the root, where every name costs each reader's first query some bytes, so a tier has few;
the keys of a range are spread over its files by a hash of their folded form, so what a query fetches is small.
The newest month's are those of `position_files`.
"""

from __future__ import annotations

import marshal
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO

from plugins.search.analysis import VARIANT, folded_part, spelt_part, term_key
from plugins.search.cuts import cut_points
from plugins.search.names import (
    SEPARATOR_LENGTH,
    SUM_PART,
    Entry,
    content_hash,
    part_of,
    separator,
    shard_name,
    split_name,
    variant_part_of,
)
from plugins.search.shards import Coder, Term

# Bytes of a file of shards, about: smaller ones cost a query less, and are more.
SHARD = 400
# A folded form of so many bytes is split: its variants and their sum are in files of their own, of which a query needs
# one.  Far below, the names of those that are split cost more than they save, as those of pairs do.
SPLIT = 1536
# Ranges of a tier, about, that the root can hold the names of; beyond, each has more files.
MOST_ENTRIES = 128
# Where a tier has so many documents, directories name its ranges, which are then of few files: an edit renames these.
LARGE = 20_000
LARGE_SPREAD = 2

_MOST_SPREAD = 9
# Ranges are cut when terms of so many times their least size are at hand.
_TARGETS = 64

Held = tuple[Sequence[int], Sequence[int]]
Row = tuple[str, Sequence[int], Sequence[int], Sequence[bytes]]
# What makes the bytes of a shard.
Shard = Callable[[Sequence[Term]], bytes]


@dataclass(frozen=True, slots=True)
class Group:
    """
    A folded form.

    Attributes:
        folded: The form.
        size: About how many bytes it takes in its range's files; none where it has files of its own.
        terms: Its variants and their sum; none where it has files of its own.
        files: Returns these, by the rest of their names.
    """

    folded: str
    size: int
    terms: Sequence[Term]
    files: Callable[[], dict[str, bytes]] | None


@dataclass(frozen=True, slots=True)
class Range:
    """
    Terms from `entry.start` on.

    `files` are by the rest of their names, `split` are the forms with files of their own, `size` is that of all groups.
    """

    entry: Entry
    files: dict[str, bytes]
    split: list[str]
    size: int


def encode_lists(coder: Coder, rows: Iterable[Row], documents: int) -> Iterator[Range]:
    """
    Yield the ranges of a tier with lists of pairs.

    Args:
        coder: Of this tier.
        rows: Every syllable of it by ascending key, with documents, frequencies, and what follows it there.
        documents: How many the tier has.
    """
    groups = _groups(coder, rows)
    if documents >= LARGE:
        yield from _cut(coder.shard, groups, SHARD << LARGE_SPREAD)
        return
    with TemporaryFile() as waiting:
        size = 0
        for folded, terms in groups:
            size += group_of(coder.shard, folded, terms).size
            marshal.dump((folded, [(term.key, term.bits) for term in terms]), waiting)
        waiting.seek(0)
        yield from _cut(coder.shard, _read_back(waiting), SHARD << spread_of(size, documents))


def _read_back(waiting: IO[bytes]) -> Iterator[tuple[str, list[Term]]]:
    """Yield the groups that were written down, until their end."""
    while True:
        try:
            folded, terms = marshal.load(waiting)  # noqa: S302 - written by this process
        except EOFError:
            return
        yield folded, [Term(*term) for term in terms]


def _groups(coder: Coder, rows: Iterable[Row]) -> Iterator[tuple[str, list[Term]]]:
    """Yield every folded form of a tier, ascending, with its terms; pairs follow their syllable at once."""
    for folded, run in groupby(rows, key=_folded):
        yield from sorted(_terms(coder, folded, run), key=itemgetter(0))


def _folded(row: Row) -> str:
    return folded_part(row[0])


def _terms(coder: Coder, folded: str, rows: Iterable[Row]) -> Iterator[tuple[str, list[Term]]]:
    """Yield the variants of a syllable, and of the pairs that begin with it, each with their sum, by folded form."""
    variants: dict[str, Held] = {}
    pairs: defaultdict[str, dict[str, Held]] = defaultdict(dict)
    for key, documents, frequencies, values in rows:
        first = spelt_part(key)
        variants[key] = (documents, frequencies)
        followers: defaultdict[bytes, list[int]] = defaultdict(list)
        for document, value in zip(documents, values, strict=True):
            for second in value.split():
                followers[second].append(document)
        for second, found in followers.items():
            token = second.decode()
            spelt = f"{first} {token}"
            ending = f"{folded} {folded_part(term_key(token))}"
            pairs[ending][ending if spelt == ending else f"{ending}{VARIANT}{spelt}"] = _counted(found)
    for form, own in ((folded, variants), *pairs.items()):
        yield form, list(_with_sum(coder, form, own))


def _counted(documents: list[int]) -> Held:
    """Return each of ascending *documents* once, and how often it was there."""
    if len(documents) == 1:
        return documents, (1,)
    counts = Counter(documents)
    return [*counts], [*counts.values()]


def _with_sum(coder: Coder, folded: str, variants: Mapping[str, Held]) -> Iterator[Term]:
    """Yield the terms of one folded form, and where these are several their sum."""
    for key, (documents, frequencies) in variants.items():
        yield coder.term(key, documents, frequencies)
    if len(variants) > 1:
        total: dict[int, int] = {}
        for documents, frequencies in variants.values():
            for document, frequency in zip(documents, frequencies, strict=True):
                total[document] = total.get(document, 0) + frequency
        ordered = sorted(total)
        yield coder.term(folded + VARIANT, ordered, [total[document] for document in ordered])


def _cut(shard: Shard, groups: Iterable[tuple[str, list[Term]]], target: int) -> Iterator[Range]:
    """Yield the ranges of a tier's terms, which are grouped by folded form; none without terms."""
    held: list[Group] = []
    start = ""
    size, enough = 0, _TARGETS * target
    for folded, terms in groups:
        held.append(group_of(shard, folded, terms))
        size += held[-1].size
        if size >= enough:
            # Cuts that depend on what is not there yet are not among these.
            *ranges, (last, _, text) = _ranges(held, start, target)
            yield from (make_range(shard, begins, held[first:end]) for first, end, begins in ranges)
            del held[:last]
            start = text
            size = sum(group.size for group in held)
            enough = size + _TARGETS * target
    yield from (make_range(shard, begins, held[first:end]) for first, end, begins in _ranges(held, start, target))


def _ranges(groups: Sequence[Group], start: str, target: int) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of *groups*: index of the first and after the last one, and the text that it begins with."""
    keys = [group.folded for group in groups]
    starts = kept_starts(keys, cut_points(keys, [group.size for group in groups], target), start)
    for (first, text), end in zip(starts, [*(first for first, _ in starts[1:]), len(groups)], strict=False):
        yield first, end, text


def spread_of(size: int, documents: int) -> int:
    """Return the logarithm of the number of files of a range, about, in a tier whose ranges have *size* bytes."""
    return LARGE_SPREAD if documents >= LARGE else _files(size // MOST_ENTRIES)


def kept_starts(keys: Sequence[str], cuts: Sequence[int], start: str = "") -> list[tuple[int, str]]:
    """Return those of the *cuts* that ranges begin at, and the text that each begins with, the first with *start*."""
    starts = ((cut, separator(keys[cut - 1], keys[cut]) if cut else start) for cut in cuts)
    return [(cut, text) for cut, text in starts if len(text) <= SEPARATOR_LENGTH]


def group_of(shard: Shard, folded: str, terms: Sequence[Term]) -> Group:
    """Return the group of a folded form."""
    size = sum(term.size for term in terms)
    if size < SPLIT or len(terms) == 1 or " " in folded:
        return Group(folded, size, terms, None)
    return Group(folded, 0, (), partial(_split, shard, folded, terms))


def make_range(shard: Shard, start: str, groups: Sequence[Group]) -> Range:
    """Return the range that begins with the text *start* and holds *groups*."""
    size = sum(group.size for group in groups)
    spread = _files(size)
    parts: list[list[Term]] = [[] for _ in range(1 << spread)]
    files: dict[str, bytes] = {}
    for group in groups:
        if group.files is None:
            parts[part_of(group.folded, len(parts))] += group.terms
        else:
            files |= group.files()
    files |= {shard_name(number, spread): shard(part) for number, part in enumerate(parts)}
    entry = Entry(start, content_hash(b"".join(files.values())), spread)
    return Range(entry, files, [group.folded for group in groups if group.files is not None], size)


def _split(shard: Shard, folded: str, terms: Sequence[Term]) -> dict[str, bytes]:
    """Return the files of a folded form by itself."""
    parts: list[list[Term]] = [[] for _ in range(SUM_PART + 1)]
    for term in terms:
        parts[SUM_PART if term.key.endswith(VARIANT) else variant_part_of(spelt_part(term.key))].append(term)
    return {split_name(folded, number): shard(part) for number, part in enumerate(parts)}


def _files(size: int) -> int:
    """Return the logarithm of the number of files, about `SHARD` each, for so many bytes."""
    return min(_MOST_SPREAD, max(0, round(math.log2(max(1, size) / SHARD))))
