"""
What is remembered of a content folder from one build to the next, and under which names.

Everything is filed here under a `Kind`, so that whoever writes and whoever reads mean the same. What keeps
the bytes is told by `Store` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from plugins.newsroom.article import Article, Body, Comment, Figures, StaticPage
from plugins.newsroom.codec import decode, encode
from plugins.newsroom.finding import Finding
from plugins.newsroom.problem import Problem
from plugins.newsroom.scan import Listing
from plugins.newsroom.site import Media, Site
from plugins.newsroom.spelling import First

_T = TypeVar("_T")
_Filed_co = TypeVar("_Filed_co", covariant=True)


class Store(Protocol):
    """Keeps bytes under a kind and a key, and which texts refer to which."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the value of *key*, None where there is none."""

    def put_many(self, kind: str, entries: Iterable[tuple[str, bytes]]) -> None:
        """Set the values of many keys."""

    def drop(self, kind: str, key: str) -> None:
        """Forget the value of *key*, if there is one."""

    def items(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield the keys of a kind and their values, ascending."""

    def clear(self, kind: str) -> None:
        """Forget every value of a kind."""

    def refer_many(self, references: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Let each source refer to its targets and to nothing else."""

    def referrers(self, target: str) -> list[str]:
        """Return the sources that refer to *target*, ascending."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[_Filed_co]):
    """A name under which values of one type are filed."""

    name: str
    type: type[_Filed_co]


# Of one file each, by its path.
ARTICLES: Final = Kind("article", Article)
"""With the numbers of `figures/`."""
BARE: Final = Kind("bare", Article)
"""With those of its front matter, where `figures/` adds to them."""
BODIES: Final = Kind("body", Body)
LINKS: Final = Kind("links", Body)
"""What is left of a body without its text, where that is anything (see `references.links_of`)."""
PAGES: Final = Kind("page", tuple[StaticPage, bool])
"""And whether it is published."""
COMMENTS: Final = Kind("comments", tuple[Comment, ...])
FIGURES: Final = Kind("figures", dict[str, Figures])
PROBLEMS: Final = Kind("problems", tuple[Problem, ...])
"""What is wrong in this file alone."""
FINDINGS: Final = Kind("findings", tuple[tuple[Finding, Problem], ...])
"""What does not fit together and is told of this file."""

# Of one folder each.
LISTINGS: Final = Kind("listing", Listing)
DIGESTS: Final = Kind("digests", bytes)
"""Git's ids of the files, 20 bytes each, in the order of `Listing.names`; zeros where none is known."""

# Of the folder as a whole.
SITE: Final = Kind("site", Site)
"""Key: "site"."""
ASIDE: Final = Kind("aside", tuple[Problem, ...])
"""What is wrong in `site/` and `media/`. Key: "site", "media"."""
MEDIA: Final = Kind("media", Media)
"""Key: the address."""
SLUGS: Final = Kind("slug", str)
"""Article's slug → path."""
TAGS: Final = Kind("tag", str)
"""Slug of a tag → how it is spelled, without regard to capitals."""
AUTHORS: Final = Kind("author", tuple[First, ...])
"""Slug of an author → each spelling with the article that has it first; where there is one, it may be any article."""
STEMS: Final = Kind("stem", bool)
"""The last part, without its ending, of each address of this portal that is linked to and not there."""
GAPS: Final = Kind("gap", bool)
"""Each folder of `media/` that lacks a file which is named somewhere."""
WITHDRAWN: Final = Kind("withdrawn", bool)
"""Address or path of each file that a withdrawn article names."""
DECOMPOSED: Final = Kind("decomposed", str)
"""An article or page whose path is not NFC, if there is any. Key: "path"."""

PER_FILE: Final[tuple[Kind[Any], ...]] = (
    ARTICLES,
    BARE,
    BODIES,
    LINKS,
    PAGES,
    COMMENTS,
    FIGURES,
    PROBLEMS,
    FINDINGS,
)


class UnreadableError(Exception):
    """
    What is remembered cannot be understood: the store was damaged, and had better be forgotten.

    Args:
        kind, key: What was looked up.
    """

    def __init__(self, kind: Kind[Any], key: str) -> None:
        super().__init__(f"{kind.name} {key}")


class Memory:
    """
    Reads and writes typed values in a store.

    Whatever reads raises `UnreadableError` where the store holds something else than was written.
    """

    __slots__ = ("store",)

    def __init__(self, store: Store) -> None:
        self.store = store

    def get(self, kind: Kind[_T], key: str) -> _T | None:
        """Return the value of *key*, None where there is none."""
        data = self.store.get(kind.name, key)
        return None if data is None else _understand(kind, key, data)

    def has(self, kind: Kind[Any], key: str) -> bool:
        """Tell whether *key* has a value."""
        return self.store.get(kind.name, key) is not None

    def put(self, kind: Kind[_T], key: str, value: _T) -> None:
        """Set the value of *key*."""
        self.store.put_many(kind.name, ((key, encode(value)),))

    def put_many(self, kind: Kind[_T], entries: Iterable[tuple[str, _T]]) -> None:
        """Set the values of many keys; ascending keys are quickest."""
        self.store.put_many(kind.name, ((key, encode(value)) for key, value in entries))

    def replace(self, kind: Kind[_T], entries: Iterable[tuple[str, _T]]) -> None:
        """Make *entries* the only ones of a kind."""
        self.store.clear(kind.name)
        self.put_many(kind, entries)

    def drop(self, kind: Kind[Any], key: str) -> None:
        """Forget the value of *key*, if there is one."""
        self.store.drop(kind.name, key)

    def items(self, kind: Kind[_T]) -> Iterator[tuple[str, _T]]:
        """Yield all keys of a kind, ascending, and their values."""
        return ((key, _understand(kind, key, data)) for key, data in self.store.items(kind.name))


def _understand(kind: Kind[_T], key: str, data: bytes) -> _T:
    """Return what was filed."""
    try:
        return decode(data, kind.type)
    except ValueError as error:
        raise UnreadableError(kind, key) from error


class Recalled(Mapping[str, _T]):
    """All values of a kind, each looked up when it is asked for; the key may have something before and behind it."""

    __slots__ = ("_after", "_before", "_kind", "_memory")

    def __init__(self, memory: Memory, kind: Kind[_T], before: str = "", after: str = "") -> None:
        self._memory = memory
        self._kind = kind
        self._before = before
        self._after = after

    def __getitem__(self, key: str) -> _T:
        value = self._memory.get(self._kind, self._before + key + self._after)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        for key, _ in self._memory.store.items(self._kind.name):
            yield key.removeprefix(self._before).removesuffix(self._after)

    def __len__(self) -> int:
        return sum(1 for _ in self._memory.store.items(self._kind.name))


class RecalledBySlug(Mapping[str, Article]):
    """All articles by their slugs, each looked up when it is asked for."""

    __slots__ = ("_memory",)

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def __getitem__(self, slug: str) -> Article:
        path = self._memory.get(SLUGS, slug)
        article = None if path is None else self._memory.get(ARTICLES, path)
        if article is None:
            raise KeyError(slug)
        return article

    def __iter__(self) -> Iterator[str]:
        return (slug for slug, _ in self._memory.store.items(SLUGS.name))

    def __len__(self) -> int:
        return sum(1 for _ in self)
