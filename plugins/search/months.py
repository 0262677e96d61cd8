"""What documents there are, month by month, so that those of a month that did not change need not be listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import groupby
from typing import Any

from plugins.search.documents import Document
from plugins.search.tiers import Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    That a document exists.

    Attributes:
        key: By which it is loaded; unique.
        date: With `slug` the order of documents; all dates are of one zone.
        slug: Unique.
        fingerprint: Stands for everything that its `Document` is made of, date and slug among it.
    """

    key: str
    date: datetime
    slug: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """
    The documents of one calendar month, one at least.

    Attributes:
        year: Four digits at most.
        month: 1 to 12.
        digest: Stands for all its entries.
        entries: Returns these, by ascending (date, slug); is asked only where the digest is a new one.
    """

    year: int
    month: int
    digest: str
    entries: Callable[[], Sequence[Entry]]

    @property
    def name(self) -> str:
        """Return `2026-06`."""
        return f"{self.year:04}-{self.month:02}"


def months_of(documents: Sequence[Document]) -> list[Month]:
    """Return the months of *documents*, which ascend by date and are loaded by slug."""
    runs = groupby(documents, key=lambda document: (document.date.year, document.date.month))
    return [month_of([entry_of(document) for document in run]) for _, run in runs]


def entry_of(document: Document) -> Entry:
    """Return the entry of a document that is there already."""
    fingerprint = blake2b(repr(document).encode(errors="surrogatepass"), digest_size=16).hexdigest()
    return Entry(key=document.slug, date=document.date, slug=document.slug, fingerprint=fingerprint)


def month_of(entries: Sequence[Entry]) -> Month:
    """Return the month of some entries."""
    digest = blake2b(" ".join(entry.fingerprint for entry in entries).encode(), digest_size=16).hexdigest()
    return Month(year=entries[0].date.year, month=entries[0].date.month, digest=digest, entries=lambda: entries)


class Opened:
    """The months, of which those are opened that have changed."""

    def __init__(self, months: Sequence[Month], known: Mapping[str, Sequence[Any]]) -> None:
        self._months = {month.name: month for month in months}
        self._entries: dict[str, Sequence[Entry]] = {}
        self.digests = {month.name: month.digest for month in months}
        self.changed = {name for name, digest in self.digests.items() if known.get(name, [""])[0] != digest}
        self.vanished = known.keys() - self._months.keys()
        self.counts = {
            name: len(self.entries(name)) if name in self.changed else int(known[name][1]) for name in self._months
        }

    def entries(self, name: str) -> Sequence[Entry]:
        """Return the entries of a month."""
        if name not in self._entries:
            self._entries[name] = self._months[name].entries()
        return self._entries[name]

    def of(self, leaf: Leaf) -> Sequence[Entry]:
        """Return the entries of a leaf."""
        return [entry for month in leaf.months for entry in self.entries(month)][leaf.first : leaf.end]
