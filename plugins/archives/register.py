"""
The register: which lists every article stands in, kept from build to build, and brought up to date by what changed.

A publish that concerns few articles asks it which lists moved and from which place on; `reach` says what follows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from plugins.archives.categories import CategoryTree
from plugins.archives.numbering import PAGE_SIZE, count_numbered, number_at
from plugins.archives.shelves import Lists, moment_of_sort, moment_sort
from plugins.archives.standing import DUE, LAST, due_sorts, standings, term_name
from plugins.archives.terms import AUTHOR, TAG, Kind, join_names, slugs_of, term_slug, texts_of
from plugins.newsroom.article import Article

SPELLINGS: Final = "spellings"
WRITTEN: Final = (TAG, AUTHOR)
"""The kinds of terms that are known by what editors wrote."""

Pair = tuple[Article | None, Article | None]
"""An article before and after; None where it was not there or is not there any more."""


class Memory(Lists, Protocol):
    """What a build remembers for the next one."""

    def enter(self, name: str, sort: str, key: str) -> None:
        """Put *key* into the list *name* at *sort*."""

    def leave(self, name: str, sort: str) -> None:
        """Take out of a list what stands at *sort*."""

    def fill(self, name: str, entries: Iterable[tuple[str, str]]) -> None:
        """Replace a list."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return a value."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Set a value."""

    def drop(self, kind: str, key: str) -> None:
        """Forget a value."""

    def clear(self, kind: str) -> None:
        """Forget every value of a kind."""


@dataclass(slots=True)
class Move:
    """
    How one list differs from before.

    Attributes:
        before: How many entries it had.
        count: How many entries it has now.
        start: The first place, in the old list and in the new one alike, at which they differ; None: they do not.
        shown: Places in the new list of articles that stand where they stood and look different.
        tail: Among how many of the newest entries the newest difference is; None: there is none.
    """

    before: int
    count: int = 0
    start: int | None = None
    shown: set[int] = field(default_factory=set)
    tail: int | None = None

    def differ(self, place: int, length: int) -> None:
        """Note that the lists differ from *place* on; the place is of a list of *length* entries."""
        self.start = place if self.start is None else min(self.start, place)
        self._note_tail(length - place)

    def show(self, place: int) -> None:
        """Note that the article at *place* looks different."""
        self.shown.add(place)
        self._note_tail(self.count - place)

    def _note_tail(self, distance: int) -> None:
        self.tail = distance if self.tail is None else min(self.tail, distance)

    @property
    def is_new_or_gone(self) -> bool:
        """Whether the list came or went."""
        return (self.before == 0) != (self.count == 0)

    def concerns(self, number: int) -> bool:
        """Tell whether page *number* of the list can look different."""
        numbered = count_numbered(self.count)
        if any(number_at(place, self.count) == number for place in self.shown):
            return True
        if self.start is None:
            return False
        # The page that was the last numbered one led to the list's own address, and now may lead to another one;
        # those behind it are new.
        last = count_numbered(self.before)
        return number in (0, numbered, last) or number > min(self.start // PAGE_SIZE, last)


@dataclass(slots=True)
class Moves:
    """
    How the register differs from before.

    Attributes:
        lists: Name → how it moved.
        renamed: Lists of tags and authors whose name differs; new and vanished ones too.
    """

    lists: dict[str, Move]
    renamed: set[str]


class Register:
    """The lists and spellings of the last build, in its memory."""

    def __init__(self, memory: Memory, tree: CategoryTree, load: Callable[[str], Article]) -> None:
        """Take the memory, the categories, which are those of the last build, and what reads articles as they are."""
        self._memory = memory
        self._tree = tree
        self._load = load

    def written_name(self, kind: Kind, slug: str) -> str:
        """Return the name of a tag or of an author: what `terms.join_names` makes of its spellings."""
        return join_names(self._spellings(kind, slug))

    def update(self, pairs: Sequence[Pair], before: datetime, now: datetime) -> Moves:
        """
        Bring the lists up to date.

        Args:
            pairs: The articles that differ, or whose visibility does.
            before: The moment that decided what was visible.
            now: The one that decides what is.
        """
        old = [standings(article, before, self._tree) if article else {} for article, _ in pairs]
        new = [standings(article, now, self._tree) if article else {} for _, article in pairs]
        names = dict.fromkeys(name for part in (*old, *new) for name in part)
        moves = {name: Move(before=self._memory.count(name)) for name in names}
        for was, stands in zip(old, new, strict=True):
            for name, sort in was.items():
                if stands.get(name) != sort:
                    moves[name].differ(self._memory.place(name, sort), moves[name].before)
        self._enrol(pairs, old, new)
        for name, move in moves.items():
            move.count = self._memory.count(name)
        for was, stands in zip(old, new, strict=True):
            for name, sort in stands.items():
                place = self._memory.place(name, sort)
                if was.get(name) == sort:
                    moves[name].show(place)
                else:
                    moves[name].differ(place, moves[name].count)
        return Moves(lists=moves, renamed=set(self._respell(pairs, old, new)))

    def _enrol(self, pairs: Sequence[Pair], old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]) -> None:
        """Take articles out of the lists in which they stood, then put them where they stand."""
        for (article, _), was in zip(pairs, old, strict=True):
            for name, sort in was.items():
                self._memory.leave(name, sort)
            for sort in due_sorts(article) if article else ():
                self._memory.leave(DUE, sort)
        for (_, article), stands in zip(pairs, new, strict=True):
            if article is not None:
                for name, sort in stands.items():
                    self._memory.enter(name, sort, article.path)
                for sort in due_sorts(article):
                    self._memory.enter(DUE, sort, article.path)

    def _respell(
        self, pairs: Sequence[Pair], old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]
    ) -> Iterator[str]:
        """Count how tags and authors are spelled now; yield the lists whose name differs, came or went."""
        changed: dict[tuple[Kind, str], dict[str, int]] = {}
        for (before, after), was, stands in zip(pairs, old, new, strict=True):
            for article, standing, step in ((before, was, -1), (after, stands, 1)):
                if article is not None:
                    for kind, slug in written_terms(article, standing):
                        counts = changed.setdefault((kind, slug), {})
                        for text in spellings_of(kind, slug, article):
                            counts[text] = counts.get(text, 0) + step
        for (kind, slug), steps in changed.items():
            name = self.written_name(kind, slug)
            self._count(kind, slug, steps)
            if self.written_name(kind, slug) != name:
                yield term_name(kind, slug)

    def _count(self, kind: Kind, slug: str, steps: Mapping[str, int]) -> None:
        """Bring the spellings of a term up to date; several are counted anew, for their order is that of articles."""
        known = self._spellings(kind, slug)
        counts = {text: known.get(text, 0) + steps.get(text, 0) for text in {**known, **steps}}
        counts = {text: count for text, count in counts.items() if count}
        if len(counts) > 1:
            counts.clear()
            name = term_name(kind, slug)
            for _, path in self._memory.entries(name, 0, self._memory.count(name)):
                for text in spellings_of(kind, slug, self._load(path)):
                    counts[text] = counts.get(text, 0) + 1
        self.put_spellings(kind, slug, counts)

    def _spellings(self, kind: Kind, slug: str) -> dict[str, int]:
        found = self._memory.get(SPELLINGS, term_name(kind, slug))
        return dict(json.loads(found)) if found else {}

    def forget_spellings(self) -> None:
        """Forget how tags and authors are spelled."""
        self._memory.clear(SPELLINGS)

    def put_spellings(self, kind: Kind, slug: str, counts: Mapping[str, int]) -> None:
        """Write down how often each spelling of a term stands in a listed article; none: forget the term."""
        if counts:
            self._memory.put(SPELLINGS, term_name(kind, slug), json.dumps(dict(counts)).encode())
        else:
            self._memory.drop(SPELLINGS, term_name(kind, slug))

    def next_due(self, now: datetime) -> datetime | None:
        """Return the next moment after *now* at which an article appears or goes, None where there is none."""
        found = self._memory.after(DUE, moment_sort(now) + LAST, 1)
        return moment_of_sort(found[0][0]) if found else None

    def due_between(self, before: datetime, now: datetime) -> list[str]:
        """Return the paths of the articles with a moment after *before* and up to *now*."""
        first = self._memory.place(DUE, moment_sort(before) + LAST)
        last = self._memory.place(DUE, moment_sort(now) + LAST)
        return list(dict.fromkeys(path for _, path in self._memory.entries(DUE, first, last)))


def written_terms(article: Article, standing: Container[str]) -> Iterator[tuple[Kind, str]]:
    """Yield kind and slug of the tags and authors in whose lists *article* stands."""
    for kind in WRITTEN:
        yield from ((kind, slug) for slug in slugs_of(kind, article) if term_name(kind, slug) in standing)


def spellings_of(kind: Kind, slug: str, article: Article) -> tuple[str, ...]:
    """Return the distinct texts by which *article* names a tag or an author, in its order."""
    return tuple(dict.fromkeys(text for text in texts_of(kind, article) if term_slug(text) == slug))
