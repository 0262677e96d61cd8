"""
The terms of a tier as files: syllables and pairs in one order, cut into ranges, a range into a few files.

A range is named in the root, where every name costs each reader's first query some bytes, so a tier has few;
the keys of a range are spread over its files by a hash of their folded form, so what a query fetches is small.
The newest month has a fixed number of files instead, so that an edit renames those alone whose words it touched.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

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
from plugins.search.scoring import TITLE_WEIGHT
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
# Files of the newest month: so many a document, and at most.
PARTS_EACH, MOST_PARTS = 4, 128
# Places in a document are counted in lines of so many words, so that an edit moves no place in another block.
_LINE = 256

_MOST_SPREAD = 9

Held = tuple[Sequence[int], Sequence[int]]
Row = tuple[str, Sequence[int], Sequence[int], Sequence[bytes]]


def encode_positions(coder: Coder, documents: Sequence[str]) -> list[bytes]:
    """
    Return the files of the newest month.

    Args:
        coder: Of this tier.
        documents: Their tokens, a line a block, the title's first.
    """
    places: defaultdict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, text in enumerate(documents):
        own: defaultdict[str, list[int]] = defaultdict(list)
        for position, token in _placed(text):
            own[token].append(position)
        for token, positions in own.items():
            places[token].append((number, positions))
    parts: list[list[Term]] = [[] for _ in range(parts_of(len(documents)))]
    for token, postings in places.items():
        key = term_key(token)
        parts[part_of(folded_part(key), len(parts))].append(coder.positioned(key, postings))
    return [coder.shard(part) for part in parts]


def parts_of(documents: int) -> int:
    """Return how many files the newest month has: a power of two."""
    return min(MOST_PARTS, 1 << (PARTS_EACH * documents - 1).bit_length())


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield every token of a document with its place; words of two blocks are no neighbours."""
    title, *others = text.split("\n")
    position = 0
    for line in (*(title,) * TITLE_WEIGHT, *others):
        count = 0
        for count, token in enumerate(line.split(), start=1):
            yield position + count, token
        position += (count // _LINE + 1) * _LINE


@dataclass(frozen=True, slots=True)
class Range:
    """Terms from `entry.start` on: the files by the rest of their names, and the folded forms that are split."""

    entry: Entry
    files: dict[str, bytes]
    split: list[str]


def encode_lists(coder: Coder, rows: Iterable[Row], documents: int) -> Iterator[Range]:
    """
    Yield the ranges of a tier with lists of pairs.

    Args:
        coder: Of this tier.
        rows: Every syllable of it by ascending key, with documents, frequencies, and what follows it there.
        documents: How many the tier has.
    """
    groups = [(folded, own) for folded, run in groupby(rows, key=_folded) for folded, own in _terms(coder, folded, run)]
    groups.sort(key=itemgetter(0))
    return _cut(coder, groups, documents)


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


def _cut(coder: Coder, groups: Sequence[tuple[str, list[Term]]], documents: int) -> Iterator[Range]:
    """Yield the ranges of a tier's terms, which are grouped by folded form; none without terms."""
    if not groups:
        return
    keys = [folded for folded, _ in groups]
    weights = [sum(term.size for term in run) for _, run in groups]
    split = {
        folded
        for (folded, run), weight in zip(groups, weights, strict=True)
        if weight >= SPLIT and len(run) > 1 and " " not in folded
    }
    sizes = [0 if folded in split else weight for folded, weight in zip(keys, weights, strict=True)]
    spread = LARGE_SPREAD if documents >= LARGE else _files(sum(sizes) // MOST_ENTRIES)
    cuts = cut_points(keys, sizes, SHARD << spread)
    starts = {cut: separator(keys[cut - 1], keys[cut]) if cut else "" for cut in cuts}
    kept = [cut for cut in cuts if len(starts[cut]) <= SEPARATOR_LENGTH]
    for first, end in zip(kept, [*kept[1:], len(groups)], strict=True):
        own = _files(sum(sizes[first:end]))
        parts: list[list[Term]] = [[] for _ in range(1 << own)]
        files: dict[str, bytes] = {}
        for folded, run in groups[first:end]:
            if folded in split:
                files |= _split(coder, folded, run)
            else:
                parts[part_of(folded, len(parts))] += run
        files |= {shard_name(number, own): coder.shard(part) for number, part in enumerate(parts)}
        entry = Entry(starts[first], content_hash(b"".join(files.values())), own)
        yield Range(entry, files, [folded for folded in keys[first:end] if folded in split])


def _split(coder: Coder, folded: str, terms: Sequence[Term]) -> dict[str, bytes]:
    """Return the files of a folded form by itself."""
    parts: list[list[Term]] = [[] for _ in range(SUM_PART + 1)]
    for term in terms:
        parts[SUM_PART if term.key.endswith(VARIANT) else variant_part_of(spelt_part(term.key))].append(term)
    return {split_name(folded, number): coder.shard(part) for number, part in enumerate(parts)}


def _files(size: int) -> int:
    """Return the logarithm of the number of files, about `SHARD` each, for so many bytes."""
    return min(_MOST_SPREAD, max(0, round(math.log2(max(1, size) / SHARD))))
