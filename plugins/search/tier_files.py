"""
From a tier of the Whoosh index to the files by which a browser searches it.

Everything comes from the index's sorted postings and stored fields, never from Whoosh's
files, whose bytes differ from build to build; and from this tier alone, so that an edit in one leaves the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from plugins.search.blocks import NEWEST_GROUP, Group, Shown, cut_groups, encode_group, pack_periods
from plugins.search.columns import encode_columns
from plugins.search.facets import Faceted
from plugins.search.known_words import count_words, encode_known_words
from plugins.search.names import content_hash, pack_hashes, part_name, range_name
from plugins.search.position_files import encode_positions
from plugins.search.root import encode_ranges
from plugins.search.rows import Row, row_faceted, row_shown
from plugins.search.shards import Coder
from plugins.search.term_files import encode_lists
from plugins.search.texts import Put, TextWriter
from plugins.search.tiers import Tier
from plugins.search.whoosh_index import Index, iter_postings


@dataclass(frozen=True, slots=True)
class Encoded:
    """
    What is said of a tier whose files were made.

    Attributes:
        part: What the root says of it.
        notes: By which `tier_splice` follows up edits of it; empty where it does not.
    """

    part: Mapping[str, Any]
    notes: Mapping[str, Any]


def encode_tier(index: Index, tier: Tier, counts: Mapping[str, int], put: Put) -> Encoded:
    """
    Make the files of *tier*.

    Args:
        index: Of its leaves alone.
        tier: The tier.
        counts: How many documents its months have, ascending.
        put: Takes each file: path below the search folder, bytes.
    """
    stored = _Stored(tier, counts, put)
    coder = Coder(index.levels, has_positions=tier.has_positions)
    texts: list[str] = []
    for month, rows in _months(index, counts):
        stored.add(month, rows)
        if tier.has_positions:
            texts += (row.words for row in rows)
    columns = encode_columns(tier.name, stored.faceted)
    for path, data in columns.files:
        put(path, data)
    part = {"name": tier.name, "first": tier.first, "end": tier.end, "columns": columns.hashes}
    part["texts"] = stored.texts.finish()
    notes: dict[str, Any] = {}
    if tier.has_positions:
        part |= _put_positions(tier, coder, texts, put)
    else:
        member, notes["ranges"] = _put_lists(index, tier, coder, put)
        part |= member
        notes["facets"] = stored.facets
    part |= stored.groups()
    if tier.first == 0:
        part["knownWords"], path, data = encode_known_words(stored.known)
        put(path, data)
        notes |= {} if tier.has_positions else {"words": stored.known}
    return Encoded(part, notes)


class _Stored:
    """What is made of the stored fields of a tier's documents, month by month."""

    def __init__(self, tier: Tier, counts: Mapping[str, int], put: Put) -> None:
        self._tier = tier
        self._put = put
        self.texts = TextWriter(tier.name, sum(counts.values()), put)
        self.faceted: list[Faceted] = []
        self.facets: dict[str, str] = {}
        self.known: Counter[str] = Counter()
        self._size, self._groups = group_plan(tier, counts)
        self._hashes: list[bytes] = []
        self._shown: list[Shown] = []

    def add(self, month: str, rows: Sequence[Row]) -> None:
        """Add the documents of a month."""
        words = [row.words for row in rows]
        self.texts.add(month, words)
        self.faceted += map(row_faceted, rows)
        self.facets[month] = facets_digest(rows)
        if self._tier.first == 0:
            self.known.update(count_words(words))
        self._shown += map(row_shown, rows)
        while len(self._hashes) < len(self._groups):
            group = self._groups[len(self._hashes)]
            count = group.end - group.first
            if count > len(self._shown):
                break
            digest, blocks = encode_group(group, self._shown[:count])
            self._hashes.append(digest)
            del self._shown[:count]
            for path, data in blocks:
                self._put(path, data)

    def groups(self) -> dict[str, Any]:
        """Return what the root says of the document blocks."""
        periods = pack_periods(self._groups)
        return {"groupSize": self._size, "periods": periods, "groups": pack_hashes(self._hashes)}


def group_plan(tier: Tier, counts: Mapping[str, int]) -> tuple[int, list[Group]]:
    """Return the size of a full group of document blocks of *tier*, and the groups."""
    return cut_groups(counts, NEWEST_GROUP) if tier.has_positions else cut_groups(counts)


def facets_digest(rows: Sequence[Row]) -> str:
    """Return what stands for all that the columns tell of some documents."""
    state = blake2b(digest_size=16)
    for row in rows:
        shown = row_shown(row)
        state.update(f"{shown.date[:10]}\0{shown.rating}\0{row.facets}\0".encode())
    return state.hexdigest()


def _months(index: Index, counts: Mapping[str, int]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the months of an index with their documents."""
    first = 0
    for month, count in counts.items():
        yield month, [index.row(document) for document in range(first, first + count)]
        first += count


def _put_positions(tier: Tier, coder: Coder, texts: Sequence[str], put: Put) -> dict[str, Any]:
    """Make the files of the terms of the newest month; return what the root says of them."""
    parts = encode_positions(coder, texts)
    hashes = [content_hash(data) for data in parts]
    for number, (digest, data) in enumerate(zip(hashes, parts, strict=True)):
        put(part_name(tier.name, number, digest), data)
    return {"parts": pack_hashes(hashes)}


def _put_lists(index: Index, tier: Tier, coder: Coder, put: Put) -> tuple[dict[str, Any], list[list[Any]]]:
    """Make the files of the terms of another tier; return what the root says of them, and the notes of its ranges."""
    ranges = []
    notes: list[list[Any]] = []
    for own in encode_lists(coder, iter_postings(index), index.count):
        ranges.append((own.entry, own.split))
        notes.append([own.entry.start, own.entry.hash.hex(), own.entry.spread, own.split, own.size])
        name = range_name(tier.name, own.entry)
        for rest, data in own.files.items():
            put(name + rest, data)
    member, directories = encode_ranges(tier.name, ranges, index.count)
    for path, data in directories:
        put(path, data)
    return member, notes
