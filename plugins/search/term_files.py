"""
The terms of the index as files: syllables and pairs in one order, cut into ranges, a range into a few files.

A range is named in the root, where every name costs each reader's first query some bytes, so a tier has few;
the keys of a range are spread over its files by a hash of their folded form, so what a query fetches is small.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from plugins.search.analysis import folded_part, pair_key, spelt_part, term_key
from plugins.search.cuts import cut_points
from plugins.search.names import (
    SEPARATOR_LENGTH,
    VARIANT_PARTS,
    Entry,
    content_hash,
    part_of,
    separator,
    shard_names,
    variant_part_of,
)
from plugins.search.root import File, TierShards
from plugins.search.scoring import TITLE_WEIGHT
from plugins.search.shards import Coder, Term
from plugins.search.tiers import Tier
from plugins.search.whoosh_index import Index, followers, iter_postings

# Bytes of a file of shards, about: smaller ones cost a query less, and are more.
SHARD = 1024
# The same in a tier with positions, where a query fetches nothing for pairs.
RECENT_SHARD = 512
# A folded form of so many bytes has an entry of its own.
ALONE = 3072
# Entries of a tier, about: the root must hold their names.  Beyond, each has more files.
MOST_ENTRIES = 300
RECENT_ENTRIES = 24

_MOST_SPREAD = 8


def encode_terms(index: Index, tiers: Sequence[Tier], levels: bytes) -> tuple[list[TierShards], list[File]]:
    """Return the shards of every tier, and their files."""
    parts: list[TierShards] = []
    files: list[File] = []
    for tier in tiers:
        coder = Coder(levels[tier.first : tier.end], has_positions=tier.has_positions)
        terms = _positioned_terms(index, tier, coder) if tier.has_positions else _paired_terms(index, tier, coder)
        entries = []
        for entry, shards in _encode_tier(coder, terms, tier):
            entries.append(entry)
            files += zip(shard_names(tier.name, entry), shards, strict=True)
        parts.append(TierShards(tier, entries))
    return parts, files


def _positioned_terms(index: Index, tier: Tier, coder: Coder) -> list[Term]:
    """Return the syllables of a tier, by ascending key, with their places in documents."""
    places: defaultdict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for document in range(tier.first, tier.end):
        own: defaultdict[str, list[int]] = defaultdict(list)
        position = 0
        title, *others = index.words(document).split("\n")
        for line in (*(title,) * TITLE_WEIGHT, *others):
            for token in line.split():
                own[token].append(position)
                position += 1
            # Words of two texts are no neighbours.
            position += 1
        for token, positions in own.items():
            places[term_key(token)].append((document - tier.first, positions))
    return [coder.positioned(key, places[key]) for key in sorted(places, key=str.encode)]


def _paired_terms(index: Index, tier: Tier, coder: Coder) -> list[Term]:
    """Return the syllables and pairs of the oldest tier, by ascending key."""
    terms = []
    for _, run in groupby(iter_postings(index), key=lambda row: folded_part(row[0])):
        pairs: dict[str, tuple[list[int], list[int]]] = {}
        for key, documents, frequencies, values in run:
            end = bisect_left(documents, tier.end)
            if end:
                terms.append(coder.term(key, documents[:end], frequencies[:end]))
                _gather_pairs(spelt_part(key), documents[:end], values[:end], pairs)
        terms += [coder.term(key, *pairs[key]) for key in sorted(pairs, key=str.encode)]
    return terms


def _gather_pairs(
    first: str, documents: Sequence[int], values: Sequence[bytes], pairs: dict[str, tuple[list[int], list[int]]]
) -> None:
    """Add to *pairs* those that begin with a token; *values* are its postings'."""
    seconds: dict[str, tuple[list[int], list[int]]] = {}
    for document, value in zip(documents, values, strict=True):
        for second, times in Counter(followers(value)).items():
            if second not in seconds:
                seconds[second] = ([], [])
            numbers, frequencies = seconds[second]
            numbers.append(document)
            frequencies.append(times)
    pairs.update((pair_key(first, second), rows) for second, rows in seconds.items())


def _encode_tier(coder: Coder, terms: Sequence[Term], tier: Tier) -> Iterator[tuple[Entry, list[bytes]]]:
    """
    Yield the entries of a tier and their files; none without terms.

    All variants of a folded form are in one entry.  Those that outgrow a file by themselves are split by
    variant, so that a query with accents fetches a part.
    """
    if not terms:
        return
    groups = [(folded, list(run)) for folded, run in groupby(terms, key=lambda term: folded_part(term.key))]
    keys = [folded for folded, _ in groups]
    sizes = [sum(term.size for term in run) for _, run in groups]
    shard = RECENT_SHARD if tier.has_positions else SHARD
    spread = _spread(sizes, shard, RECENT_ENTRIES if tier.has_positions else MOST_ENTRIES)
    cuts = cut_points(keys, sizes, shard << spread, ALONE)
    starts = {cut: separator(keys[cut - 1], keys[cut]) if cut else "" for cut in cuts}
    kept = [cut for cut in cuts if len(starts[cut]) <= SEPARATOR_LENGTH]
    for first, end in zip(kept, [*kept[1:], len(groups)], strict=True):
        by_variant = end - first == 1 and sizes[first] >= ALONE and len(groups[first][1]) > 1
        own = min(spread, max(0, (sum(sizes[first:end]) // shard).bit_length() - 1))
        parts: list[list[Term]] = [[] for _ in range(VARIANT_PARTS if by_variant else 1 << own)]
        for folded, run in groups[first:end]:
            for term in run:
                part = variant_part_of(spelt_part(term.key)) if by_variant else part_of(folded, len(parts))
                parts[part].append(term)
        files = [coder.shard(part) for part in parts]
        yield Entry(starts[first], content_hash(b"".join(files)), 0 if by_variant else own, by_variant), files


def _spread(sizes: Sequence[int], shard: int, most: int) -> int:
    """Return the logarithm of how many files an entry of a tier has, so that there are about *most* entries."""
    total = sum(size for size in sizes if size < ALONE)
    return next(spread for spread in range(9) if spread == _MOST_SPREAD or total <= most * shard << spread)
