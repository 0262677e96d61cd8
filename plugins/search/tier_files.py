"""
From a tier of the Whoosh index to the files by which a browser searches it.

Everything comes from the index's sorted postings and stored fields, never from Whoosh's
files, whose bytes differ from build to build; and from this tier alone, so that an edit in one leaves the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.search.blocks import NEWEST_GROUP, Shown, cut_groups, encode_group, pack_periods
from plugins.search.columns import encode_columns
from plugins.search.known_words import encode_known_words
from plugins.search.names import content_hash, pack_hashes, part_name, range_name
from plugins.search.root import File, encode_ranges
from plugins.search.rows import row_faceted, row_shown
from plugins.search.shards import Coder
from plugins.search.term_files import encode_lists, encode_positions
from plugins.search.texts import encode_texts
from plugins.search.tiers import Tier
from plugins.search.whoosh_index import Index, iter_postings


@dataclass(frozen=True, slots=True)
class TierFiles:
    """`part` is what the root says of the tier; `files` are (path below the search folder, bytes)."""

    part: Mapping[str, Any]
    files: tuple[File, ...]


def encode_tier(index: Index, tier: Tier) -> TierFiles:
    """Return the files of *tier*; *index* is of its leaves alone."""
    rows = [index.row(document) for document in range(index.count)]
    coder = Coder(index.levels, has_positions=tier.has_positions)
    words = [row.words for row in rows]
    shown = [row_shown(row) for row in rows]
    places, files = _terms(index, tier, coder, words)
    groups, blocks = _blocks(shown, tier)
    columns = encode_columns(tier.name, [row_faceted(row) for row in rows])
    texts = encode_texts(tier.name, [(one.date, own) for one, own in zip(shown, words, strict=True)])
    part = {"name": tier.name, "first": tier.first, "end": tier.end, "columns": columns.hashes, "texts": texts.hash}
    part |= places | groups
    if tier.first == 0:
        known = encode_known_words(words)
        part["knownWords"] = known.hash
        files += known.files
    return TierFiles(part, (*files, *blocks, *columns.files, *texts.files))


def _terms(index: Index, tier: Tier, coder: Coder, words: Sequence[str]) -> tuple[dict[str, Any], list[File]]:
    """Return what the root says of a tier's terms, and their files."""
    if tier.has_positions:
        parts = encode_positions(coder, words)
        hashes = [content_hash(data) for data in parts]
        names = (part_name(tier.name, number, digest) for number, digest in enumerate(hashes))
        return {"parts": pack_hashes(hashes)}, list(zip(names, parts, strict=True))
    ranges = []
    files: list[File] = []
    for own in encode_lists(coder, iter_postings(index), index.count):
        ranges.append((own.entry, own.split))
        name = range_name(tier.name, own.entry)
        files += ((name + rest, data) for rest, data in own.files.items())
    member, directories = encode_ranges(tier.name, ranges, index.count)
    return member, [*files, *directories]


def _blocks(shown: Sequence[Shown], tier: Tier) -> tuple[dict[str, Any], list[File]]:
    """Return what the root says of a tier's document blocks, and the blocks."""
    size, groups = cut_groups(shown, NEWEST_GROUP) if tier.has_positions else cut_groups(shown)
    hashes = []
    files: list[File] = []
    for group in groups:
        digest, blocks = encode_group(group)
        hashes.append(digest)
        files += blocks
    return {"groupSize": size, "periods": pack_periods(groups), "groups": pack_hashes(hashes)}, files
