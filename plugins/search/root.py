"""
The root: the one file that a browser asks for before it knows a word of the query.

It holds what scores need, the tiers with the names of their shards, and what the
addresses of document blocks are worked out from.  It stays below `ROOT_LIMIT`: where an
archive is too large for that, the longest lists of shards move to directory files of their own, and a
query takes one round more.  A reader ignores members that it does not know, so later
features (positions, filter columns) add theirs.

JS twin: theme/static/js/search/root.js.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plugins.search import emphasis, scoring
from plugins.search.blocks import BLOCK
from plugins.search.cuts import cut_points
from plugins.search.names import Entry, content_hash, directory, directory_name
from plugins.search.tiers import Tier

VERSION = 1
ROOT_LIMIT = 8192

# Bytes of a directory file: below, the root fills with their names; above, a query fetches more than it reads.
_DIRECTORY_TARGET = 512

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class TierShards:
    """A tier and its shards, ascending."""

    tier: Tier
    shards: Sequence[Entry]


def encode_root(
    documents: int,
    average_length: int,
    tiers: Sequence[TierShards],
    groups: dict[str, Any],
) -> tuple[bytes, list[File]]:
    """
    Return the root, and the directory files that it needs as (path below the search folder, bytes).

    Args:
        documents: Their number.
        average_length: `scoring.average_length` of them.
        tiers: In the order of their documents.
        groups: The members that tell where documents are: `groupSize`, `periods`, `groups`.
    """
    head: dict[str, Any] = {
        "format": VERSION,
        "documents": documents,
        "averageLength": average_length,
        "k1": scoring.K1,
        "b": scoring.B,
        "idfFloor": scoring.IDF_FLOOR,
        "pairWeight": scoring.PAIR_WEIGHT,
        "typedWeight": scoring.TYPED_WEIGHT,
        "functionWords": " ".join(sorted(emphasis.FUNCTION_WORDS)),
        "functionWeights": (emphasis.SOME_WEIGHT, emphasis.ALL_WEIGHT),
        "levels": scoring.LEVELS,
        "blockSize": BLOCK,
        **groups,
    }
    lists: dict[str, dict[str, Any]] = {part.tier.name: {"shards": directory(part.shards)} for part in tiers}
    files: list[File] = []
    longest_first = sorted(tiers, key=lambda part: (-len(part.shards), part.tier.first))
    root = _encode_tiers(head, tiers, lists)
    for part in longest_first:
        if len(root) <= ROOT_LIMIT:
            break
        entries, pages = _directory_files(part)
        lists[part.tier.name] = {"directories": directory(entries)}
        files += pages
        root = _encode_tiers(head, tiers, lists)
    return root, files


def _encode_tiers(head: dict[str, Any], tiers: Sequence[TierShards], lists: dict[str, dict[str, Any]]) -> bytes:
    """Return the root's bytes."""
    rows = [
        {
            "name": part.tier.name,
            "first": part.tier.first,
            "end": part.tier.end,
            "hasPositions": part.tier.has_positions,
            **lists[part.tier.name],
        }
        for part in tiers
    ]
    return _to_json({**head, "tiers": rows})


def _directory_files(part: TierShards) -> tuple[list[Entry], list[File]]:
    """Return a tier's directory files, and the entries that name them."""
    shards = part.shards
    cuts = cut_points(
        [entry.start for entry in shards], [len(entry.start) + 6 for entry in shards], _DIRECTORY_TARGET, ROOT_LIMIT
    )
    entries, files = [], []
    for first, end in zip(cuts, [*cuts[1:], len(shards)], strict=True):
        data = _to_json({"format": VERSION, **directory(shards[first:end])})
        entry = Entry(shards[first].start, content_hash(data))
        entries.append(entry)
        files.append((directory_name(part.tier.name, entry), data))
    return entries, files


def _to_json(value: dict[str, Any]) -> bytes:
    """Return *value* as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
