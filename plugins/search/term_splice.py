"""
The terms of a tier after edits of a few documents: only ranges that hold their words are read, cut and written again.

Ranges are cut by what stands near a place (`cuts`), so beside those that an edit touches their neighbours are
looked at, two a side.  The result is that of `term_files.encode_lists`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from plugins.search.analysis import folded_part
from plugins.search.cuts import recut_points
from plugins.search.document_edits import FormEdits
from plugins.search.names import SUM_PART, Entry, range_name, shard_name, split_name
from plugins.search.posting_edits import Splicer
from plugins.search.published import LostError, Splice
from plugins.search.shards import Term, encode_shard
from plugins.search.term_files import SHARD, Group, group_of, kept_starts, make_range, spread_of

# A range is not shorter than the distance that a cut depends on, and a cut that is near depends on that distance more.
_NEIGHBOURS = 2
# So many ranges are always spliced; of more, half of them, beyond which making all takes no longer.
_FEW = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a range, as in `term_files.Range`."""

    entry: Entry
    split: Sequence[str]
    size: int


class TermSplice:
    """
    The ranges of a tier.

    Args:
        tier: Its name.
        documents: How many it has.
        ranges: What is remembered, in order.
        read: Returns a published file; raises `LostError`.
    """

    def __init__(self, tier: str, documents: int, ranges: Sequence[Kept], read: Callable[[str], bytes]) -> None:
        self._tier = tier
        self._documents = documents
        self._ranges = ranges
        self._starts = [kept.entry.start for kept in ranges]
        self._read = read
        self._splicer = Splicer(documents)
        self._shard = partial(encode_shard, reach=self._splicer.reach)
        self._size = sum(kept.size for kept in ranges)
        self._target = SHARD << spread_of(self._size, documents)

    def apply(self, edits: Mapping[str, FormEdits], made: Splice) -> list[Kept]:
        """
        Return the ranges after *edits*, and add their files to *made*.

        Raises:
            LostError: They cannot be spliced.
        """
        if not self._ranges:
            raise LostError
        touched: defaultdict[int, list[str]] = defaultdict(list)
        for folded in edits:
            touched[bisect_right(self._starts, folded) - 1].append(folded)
        windows = [*_windows(sorted(touched), len(self._ranges))]
        if sum(end - first for first, end in windows) > max(_FEW, len(self._ranges) // 2):
            raise LostError
        current: list[Kept] = []
        done = 0
        for first, end in windows:
            forms = {form: edits[form] for place in range(first, end) for form in touched.get(place, ())}
            edited = {self._ranges[place].entry for place in range(first, end) if place in touched}
            current += self._ranges[done:first]
            current += self._recut(first, end, self._edited(first, end, forms), edited, made)
            done = end
        current += self._ranges[done:]
        size = sum(kept.size for kept in current)
        if not current or spread_of(size, self._documents) != spread_of(self._size, self._documents):
            raise LostError
        return current

    def _recut(
        self, first: int, end: int, groups: Sequence[Group], edited: AbstractSet[Entry], made: Splice
    ) -> list[Kept]:
        """Return what comes in place of the ranges from *first* up to *end*, which now hold *groups*."""
        if not groups:
            raise LostError
        keys = [group.folded for group in groups]
        ranges = self._ranges[first:end]
        old = {bisect_left(keys, kept.entry.start): kept for kept in ranges}
        ends = dict(zip(old, [*[*old][1:], len(keys)], strict=True))
        cuts = recut_points(
            keys,
            [group.size for group in groups],
            self._target,
            [place for place in old if place < len(keys)],
            is_first=first == 0,
            is_last=end == len(self._ranges),
        )
        new = kept_starts(keys, cuts, ranges[0].entry.start)
        current = []
        for (begin, start), stop in zip(new, [*(cut for cut, _ in new[1:]), len(keys)], strict=True):
            kept = old.get(begin)
            if kept and (kept.entry.start, ends[begin]) == (start, stop) and kept.entry not in edited:
                current.append(kept)
                continue
            fresh = make_range(self._shard, start, groups[begin:stop])
            beginning = range_name(self._tier, fresh.entry)
            made.files.update((beginning + rest, data) for rest, data in fresh.files.items())
            current.append(Kept(fresh.entry, fresh.split, fresh.size))
        left = {kept.entry for kept in current}
        made.gone.update(path for kept in ranges if kept.entry not in left for path in self._paths(kept))
        return current

    def _edited(self, first: int, end: int, edits: Mapping[str, FormEdits]) -> list[Group]:
        """Return the groups of some ranges after *edits*, ascending."""
        terms: defaultdict[str, list[Term]] = defaultdict(list)
        groups: list[Group] = []
        for kept in self._ranges[first:end]:
            names = [shard_name(part, kept.entry.spread) for part in range(1 << kept.entry.spread)]
            names += (name for folded in kept.split if folded in edits for name in _split_names(folded))
            for term in (term for name in names for term in self._terms(kept, name)):
                terms[folded_part(term.key)].append(term)
            groups += (
                Group(folded, 0, (), partial(self._split_files, kept, folded))
                for folded in kept.split
                if folded not in edits
            )
        for folded, own in edits.items():
            terms[folded] = [*self._splicer.edit_form(folded, terms[folded], own)]
        groups += (group_of(self._shard, folded, own) for folded, own in terms.items() if own)
        return sorted(groups, key=attrgetter("folded"))

    def _terms(self, kept: Kept, name: str) -> Iterator[Term]:
        """Yield the terms of a file of a range."""
        return self._splicer.read(self._read(range_name(self._tier, kept.entry) + name))

    def _split_files(self, kept: Kept, folded: str) -> dict[str, bytes]:
        """Return the published files of a folded form that is split, by the rest of their names."""
        beginning = range_name(self._tier, kept.entry)
        return {name: self._read(beginning + name) for name in _split_names(folded)}

    def _paths(self, kept: Kept) -> Iterator[str]:
        """Yield the paths of a range's files."""
        beginning = range_name(self._tier, kept.entry)
        for part in range(1 << kept.entry.spread):
            yield beginning + shard_name(part, kept.entry.spread)
        for folded in kept.split:
            yield from (beginning + name for name in _split_names(folded))


def _split_names(folded: str) -> list[str]:
    """Return the rest of the names of the files of a folded form that is split."""
    return [split_name(folded, part) for part in range(SUM_PART + 1)]


def _windows(touched: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Yield runs of places, ascending and apart: those that are *touched*, and their neighbours."""
    first = end = 0
    for place in touched:
        if place - _NEIGHBOURS > end or not end:
            if end:
                yield first, end
            first = max(0, place - _NEIGHBOURS)
        end = min(count, place + _NEIGHBOURS + 1)
    if end:
        yield first, end
