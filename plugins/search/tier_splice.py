"""
A tier after edits of a few documents, made from what is published of it and from these documents.

Which documents differ is told by what is published, not by the index before the edit, which a build that broke
off may have written already.  The result is that of `tier_files.encode_tier`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set as AbstractSet
from itertools import accumulate
from typing import Any, Protocol

from plugins.search.blocks import encode_group, group_paths
from plugins.search.columns import encode_columns
from plugins.search.document_edits import Edited, form_edits
from plugins.search.known_words import count_words, encode_known_words, known_words_path
from plugins.search.names import Entry, pack_hashes, unpack_hashes
from plugins.search.published import Published, Splice
from plugins.search.root import encode_ranges
from plugins.search.rows import Row, row_faceted, row_shown
from plugins.search.term_splice import Kept, TermSplice
from plugins.search.text_splice import TextSplice
from plugins.search.tier_files import Encoded, facets_digest, group_plan
from plugins.search.tiers import Tier


class Rows(Protocol):
    """The documents of a tier, counted from its first."""

    def row(self, document: int) -> Row:
        """Return what is stored of a document."""


class TierSplice:
    """
    A tier that has as many documents as before.

    Args:
        tier: The tier, which has lists.
        counts: How many documents its months have, ascending.
        rows: Its documents.
        published: Its files.
        part: What the root said of it.
        notes: What was noted of it.

    Attributes:
        made: What differs of its files.
    """

    def __init__(  # noqa: PLR0913 - a tier, its documents, and all that is known of it
        self,
        tier: Tier,
        counts: Mapping[str, int],
        rows: Rows,
        published: Published,
        *,
        part: Mapping[str, Any],
        notes: Mapping[str, Any],
    ) -> None:
        self._tier = tier
        self._counts = counts
        self._rows = rows
        self._published = published
        self._part = dict(part)
        self._notes = dict(notes)
        self.made = Splice()

    def follow(self, months: AbstractSet[str]) -> Encoded:
        """
        Return what is said of the tier where documents of *months* may differ.

        Raises:
            LostError: What was published is not there, or the edits reach too far.
        """
        starts = dict(zip(self._counts, accumulate(self._counts.values(), initial=0), strict=False))
        held = {
            month: [self._rows.row(starts[month] + number) for number in range(count)]
            for month, count in self._counts.items()
            if month in months
        }
        texts = TextSplice(self._tier.name, self._part["texts"], self._counts, self._published)
        edited = texts.edit({month: [row.words for row in rows] for month, rows in held.items()}, self.made)
        self._columns(held)
        if edited:
            self._part["texts"] = texts.finish(edited, self.made)
            self._terms(edited)
            if self._tier.first == 0:
                self._known_words(edited)
        self._groups({starts[month] + number for month in held for number in range(self._counts[month])})
        return Encoded(self._part, self._notes)

    def _replace(self, gone: Sequence[str], files: Sequence[tuple[str, bytes]]) -> None:
        self.made.gone.update(gone)
        self.made.files.update(files)

    def _columns(self, held: Mapping[str, Sequence[Row]]) -> None:
        """Bring the columns up to date, which are of the whole tier."""
        digests = {month: facets_digest(rows) for month, rows in held.items()}
        if digests.items() <= self._notes["facets"].items():
            return
        self._notes["facets"] |= digests
        count = sum(self._counts.values())
        columns = encode_columns(self._tier.name, [row_faceted(self._rows.row(number)) for number in range(count)])
        self._replace(self._published.paths("c/"), columns.files)
        self._part["columns"] = columns.hashes

    def _terms(self, edited: Sequence[Edited]) -> None:
        """Bring the lists of the terms up to date."""
        count = sum(self._counts.values())
        ranges = [
            Kept(Entry(start, bytes.fromhex(digest), spread), split, size)
            for start, digest, spread, split, size in self._notes["ranges"]
        ]
        current = TermSplice(self._tier.name, count, ranges, self._published.read).apply(form_edits(edited), self.made)
        self._notes["ranges"] = [
            [kept.entry.start, kept.entry.hash.hex(), kept.entry.spread, kept.split, kept.size] for kept in current
        ]
        member, directories = encode_ranges(self._tier.name, [(kept.entry, kept.split) for kept in current], count)
        self._part |= member
        self._replace(self._published.paths("r/"), directories)

    def _known_words(self, edited: Sequence[Edited]) -> None:
        """Bring the words that may be proposed up to date."""
        counts: Counter[str] = Counter(self._notes["words"])
        counts.update(count_words(document.after for document in edited))
        counts.subtract(count_words(document.before for document in edited))
        self._notes["words"] = dict(+counts)
        gone = known_words_path(self._part["knownWords"])
        self._part["knownWords"], path, data = encode_known_words(counts)
        self._replace([gone], [(path, data)])

    def _groups(self, documents: AbstractSet[int]) -> None:
        """Bring the blocks of the groups up to date that hold some of *documents*."""
        _, groups = group_plan(self._tier, self._counts)
        hashes = unpack_hashes(self._part["groups"])
        for place, group in enumerate(groups):
            if documents.isdisjoint(range(group.first, group.end)):
                continue
            shown = [row_shown(self._rows.row(number)) for number in range(group.first, group.end)]
            digest, blocks = encode_group(group, shown)
            self._replace(group_paths(group, hashes[place]), [*blocks])
            hashes[place] = digest
        self._part["groups"] = pack_hashes(hashes)
