"""
The root: the one file that a browser asks for before it knows a word of the query.

It holds what scores need, and of each tier the names of its shards (of a large one the names of directories, where
these names stand: one round more) and what the addresses of document blocks are worked out from.  A reader
ignores members that it does not know, so that later versions can add theirs.

JS twin: theme/static/js/search/root.js.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from plugins.search import emphasis, scoring
from plugins.search.blocks import BLOCK
from plugins.search.cuts import cut_points
from plugins.search.names import Entry, content_hash, directory, directory_name
from plugins.search.term_files import LARGE

VERSION = 2

# Bytes of a directory, about: below, the root fills with their names; above, a query fetches more than it reads.
_DIRECTORY = 768

File = tuple[str, bytes]


def encode_root(documents: int, parts: Sequence[Mapping[str, Any]]) -> bytes:
    """
    Return the root.

    Args:
        documents: Their number.
        parts: What `tier_files.encode_tier` says of the tiers, in the order of their documents.
    """
    return to_json(
        {
            "format": VERSION,
            "documents": documents,
            "k1": scoring.K1,
            "b": scoring.B,
            "pivot": scoring.PIVOT,
            "levels": scoring.LEVELS,
            "step": scoring.STEP,
            "leastSteps": scoring.LEAST_STEPS,
            "steps": scoring.STEPS,
            "idfFloor": scoring.IDF_FLOOR,
            "pairWeight": scoring.PAIR_WEIGHT,
            "typedWeight": scoring.TYPED_WEIGHT,
            "functionWords": " ".join(sorted(emphasis.FUNCTION_WORDS)),
            "functionWeights": (emphasis.SOME_WEIGHT, emphasis.ALL_WEIGHT),
            "blockSize": BLOCK,
            "tiers": parts,
        }
    )


def encode_ranges(
    tier: str, ranges: Sequence[tuple[Entry, Sequence[str]]], documents: int
) -> tuple[dict[str, Any], list[File]]:
    """
    Return what the root says of the terms of a tier, and the directories that it needs for that.

    Args:
        tier: Its name.
        ranges: Their entries, ascending, each with the folded forms that are split.
        documents: How many the tier has.
    """
    if documents < LARGE:
        return {"shards": _directory_of(ranges)}, []
    starts = [entry.start for entry, _ in ranges]
    sizes = [len(entry.start) + 6 + sum(len(form) + 1 for form in split) for entry, split in ranges]
    cuts = cut_points(starts, sizes, _DIRECTORY)
    named, files = [], []
    for first, end in zip(cuts, [*cuts[1:], len(ranges)], strict=True):
        data = to_json({"format": VERSION, **_directory_of(ranges[first:end])})
        entry = Entry(starts[first], content_hash(data))
        named.append(entry)
        files.append((directory_name(tier, entry), data))
    return {"directories": directory(named)}, files


def _directory_of(ranges: Sequence[tuple[Entry, Sequence[str]]]) -> dict[str, str]:
    """Return a directory of *ranges*."""
    return directory([entry for entry, _ in ranges], (form for _, split in ranges for form in split))


def to_json(value: Mapping[str, Any]) -> bytes:
    """Return *value* as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
