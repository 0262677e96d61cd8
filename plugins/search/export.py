"""
From the Whoosh index to the files that a browser searches.

Everything comes from the index's sorted postings and stored fields, never from Whoosh's
files, whose bytes differ from build to build; so the same documents give the same files,
whatever the index went through.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from plugins.search.analysis import folded_part, spelt_part
from plugins.search.blocks import cut_groups, encode_group, pack_periods
from plugins.search.cuts import cut_points
from plugins.search.names import (
    PARTS,
    SEPARATOR_LENGTH,
    Entry,
    content_hash,
    pack_hashes,
    part_of,
    root_name,
    separator,
    shard_names,
)
from plugins.search.root import File, TierShards, encode_root
from plugins.search.shards import Postings, encode_shard, estimate_size
from plugins.search.tiers import Tier, cut_tiers
from plugins.search.whoosh_index import Index, iter_postings, open_index

# Bytes that shards are cut at.  Smaller ones cost a query less, but the root must hold their names: the least of
# these sizes by which a tier has at most so many shards is taken.  At 10,000 articles the oldest tier is cut at 2800,
# and the root takes 7.5 KB; 2048 would save a query 3 KB, and need directory files and a further round.
_TARGETS = (256, 512, 1024, 2800)
_MOST_SHARDS = 900
# Where none will do, the names go to directory files, and the root sets no bound any more.
_TARGET_BEYOND = 2048


@dataclass(frozen=True, slots=True)
class Export:
    """The files as (path, bytes), and the path of the root; all paths are relative to the search folder."""

    root: str
    files: tuple[File, ...]


def export(folder: Path) -> Export:
    """
    Return the files that the index in *folder* is searched by; their paths are relative to where they will lie.

    Raises:
        FileNotFoundError: There is no index.
    """
    with open_index(folder) as index:
        shown = [index.shown(document) for document in range(index.count)]
        levels = bytes(index.length_level(document) for document in range(index.count))
        tiers = cut_tiers([date.fromisoformat(one.date[:10]) for one in shown])
        parts, files = _export_terms(index, tiers, levels)
        size, groups = cut_groups(shown)
        hashes = []
        for group in groups:
            digest, blocks = encode_group(group)
            hashes.append(digest)
            files += blocks
        places = {"groupSize": size, "periods": pack_periods(groups), "groups": pack_hashes(hashes)}
        root, directories = encode_root(index.count, index.average_length, parts, places)
    name = root_name(root)
    return Export(name, (*files, *directories, (name, root)))


def _export_terms(index: Index, tiers: Sequence[Tier], levels: bytes) -> tuple[list[TierShards], list[File]]:
    """Return the shards of every tier, and their files."""
    terms: list[list[Postings]] = [[] for _ in tiers]
    for key, documents, frequencies in iter_postings(index):
        for tier, own in zip(tiers, terms, strict=True):
            low, high = bisect_left(documents, tier.first), bisect_left(documents, tier.end)
            if low < high:
                numbers = array("L", (document - tier.first for document in documents[low:high]))
                own.append(Postings(key, numbers, frequencies[low:high]))
    parts: list[TierShards] = []
    files: list[File] = []
    for tier, own in zip(tiers, terms, strict=True):
        entries = []
        for entry, parts_of_shard in _encode_tier(own, levels[tier.first : tier.end]):
            entries.append(entry)
            files += zip(shard_names(tier.name, entry), parts_of_shard, strict=True)
        parts.append(TierShards(tier, entries))
    return parts, files


def _encode_tier(terms: Sequence[Postings], levels: bytes) -> Iterator[tuple[Entry, list[bytes]]]:
    """
    Yield the shards of a tier and their files: contiguous, all variants of a folded key in one; none without terms.

    Variants that together reach the target are split among parts, so that a query with accents fetches a part.
    """
    if not terms:
        return
    groups = [(folded, list(run)) for folded, run in groupby(terms, key=lambda term: folded_part(term.key))]
    keys = [folded for folded, _ in groups]
    sizes = [sum(map(estimate_size, run)) for _, run in groups]
    target = _target(sizes)
    cuts = cut_points(keys, sizes, target)
    starts = {cut: separator(keys[cut - 1], keys[cut]) if cut else "" for cut in cuts}
    kept = [cut for cut in cuts if len(starts[cut]) <= SEPARATOR_LENGTH]
    for first, end in zip(kept, [*kept[1:], len(groups)], strict=True):
        held = [term for _, run in groups[first:end] for term in run]
        is_split = end - first == 1 and len(held) > 1 and sizes[first] >= target
        parts = _split(held) if is_split else [held]
        files = [encode_shard(part, levels) for part in parts]
        yield Entry(starts[first], content_hash(b"".join(files)), is_split), files


def _split(terms: Sequence[Postings]) -> list[list[Postings]]:
    """Return the variants of one folded key by part; a part may be empty."""
    parts: list[list[Postings]] = [[] for _ in range(PARTS)]
    for term in terms:
        parts[part_of(spelt_part(term.key))].append(term)
    return parts


def _target(sizes: Sequence[int]) -> int:
    """Return the size that a tier's shards are cut at."""
    return next(
        (target for target in _TARGETS if sum(min(size, target) for size in sizes) <= target * _MOST_SHARDS),
        _TARGET_BEYOND,
    )
