"""
The index of record: leaves that are searched together, in the order of their documents.

Source: the API common to Whoosh 2.7.4 and its forks.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from whoosh.reading import MultiReader, TermNotFound

from plugins.search import analysis, scoring
from plugins.search.facets import Faceted
from plugins.search.rows import Row, row_faceted, stored_row
from plugins.search.tiers import Leaf
from plugins.search.whoosh_leaf import FIELD, open_leaf, schema

FOLDER = "whoosh"


@dataclass(frozen=True, slots=True)
class Index:
    """
    An open index.

    Attributes:
        reader: Whoosh's own over all leaves, whose document numbers ascend by (date, slug).
        levels: The length level of each document.
    """

    reader: Any
    levels: bytes

    @property
    def count(self) -> int:
        """Return the number of documents."""
        return int(self.reader.doc_count_all())

    @property
    def leaves(self) -> list[tuple[Any, int]]:
        """Return Whoosh's reader of each leaf, and its first document's number."""
        return list(self.reader.leaf_readers())

    def row(self, document: int) -> Row:
        """Return what is stored of a document."""
        return stored_row(self.reader.stored_fields(document))

    def variants(self, folded: str) -> list[str]:
        """Return the keys of all accent variants of a folded token, ascending."""
        found: set[str] = set()
        for leaf, _ in self.leaves:
            for field, text in leaf.terms_from(FIELD, folded.encode()):
                key = text.decode()
                if field != FIELD or analysis.folded_part(key) != folded:
                    break
                found.add(key)
        return sorted(found)

    def postings(self, key: str) -> Iterator[tuple[int, int, bytes]]:
        """Yield the documents that hold a key, ascending, how often each does, and `followers` there."""
        for leaf, base in self.leaves:
            try:
                matcher = leaf.postings(FIELD, key)
            except TermNotFound:
                continue
            while matcher.is_active():
                yield base + matcher.id(), int(matcher.weight()), matcher.value()
                matcher.next()

    def documents_of(self, token: str) -> set[int]:
        """Return the documents that hold what a query's token means: itself when accented, else every variant."""
        keys = self.variants(analysis.folded_part(analysis.term_key(token)))
        suitable = [key for key in keys if analysis.fits(token, analysis.spelt_part(key))]
        return {document for key in suitable for document, _, _ in self.postings(key)}

    def faceted(self, document: int) -> Faceted:
        """Return what a document can be narrowed by."""
        return row_faceted(self.row(document))

    def words(self, document: int) -> str:
        """Return a document's tokens, a line a block; the title's is the first."""
        return self.row(document).words


class StoredRows:
    """The documents of a tier, of whose leaves those are opened that are asked for."""

    def __init__(self, folder: Path, leaves: Sequence[Leaf]) -> None:
        """Take the folder where `publication.update` keeps what it knows, and the leaves in order."""
        self._folder = folder / FOLDER
        self._leaves = leaves
        self._firsts = [*accumulate((leaf.end - leaf.first for leaf in leaves), initial=0)]
        self._readers: dict[int, Any] = {}

    def row(self, document: int) -> Row:
        """Return what is stored of a document."""
        place = bisect_right(self._firsts, document) - 1
        if place not in self._readers:
            self._readers[place] = open_leaf(self._folder / self._leaves[place].name)
        return stored_row(self._readers[place].stored_fields(document - self._firsts[place]))

    def close(self) -> None:
        """Close the leaves."""
        for reader in self._readers.values():
            reader.close()


@contextmanager
def stored_rows(folder: Path, leaves: Sequence[Leaf]) -> Iterator[StoredRows]:
    """Open the *leaves* of a tier as far as they are asked for; *folder* is where `publication.update` keeps things."""
    rows = StoredRows(folder, leaves)
    try:
        yield rows
    finally:
        rows.close()


@contextmanager
def open_index(folder: Path, leaves: Sequence[str] | None = None) -> Iterator[Index]:
    """
    Open the index in *folder*.

    Args:
        folder: Where `publication.update` keeps what it knows.
        leaves: The names of some leaves, ascending; all of them unless said otherwise.

    Raises:
        FileNotFoundError: There is none.
    """
    names = sorted(path.name for path in (folder / FOLDER).iterdir()) if leaves is None else leaves
    reader = MultiReader([open_leaf(folder / FOLDER / name) for name in names])
    reader.schema = schema()
    try:
        yield Index(reader, bytes(_levels(reader)))
    finally:
        reader.close()


def _levels(reader: Any) -> Iterator[int]:
    """Yield the length level of each document."""
    for leaf, _ in reader.leaf_readers():
        for document in range(leaf.doc_count_all()):
            yield scoring.level_of(leaf.doc_field_length(document, FIELD) or 0)


def iter_postings(index: Index) -> Iterator[tuple[str, array[int], array[int], list[bytes]]]:
    """Yield every term by ascending key: its documents, ascending, how often each holds it, and `followers` there."""
    heads = heapq.merge(*(_leaf_terms(*leaf) for leaf in index.leaves), key=itemgetter(0, 1))
    for key, parts in groupby(heads, key=itemgetter(0)):
        documents, frequencies, values = array("L"), array("L"), []
        for _, base, matcher in parts:
            is_active, number, weight, value = matcher.is_active, matcher.id, matcher.weight, matcher.value
            while is_active():
                documents.append(base + number())
                frequencies.append(int(weight()))
                values.append(value())
                matcher.next()
        yield key.decode(), documents, frequencies, values


def _leaf_terms(leaf: Any, base: int) -> Iterator[tuple[bytes, int, Any]]:
    """Yield the terms of a leaf, each with the leaf's first number and the matcher of its postings."""
    for _, key in leaf.all_terms():
        yield key, base, leaf.postings(FIELD, key)


def followers(value: bytes) -> list[str]:
    """Return the tokens that follow a term in a document, from the value of its posting there."""
    return value.decode().split()
