"""Shelves and terms of a large archive, looked up entry by entry in the lists that the last build kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice

from plugins.archives.categories import CategoryTree
from plugins.archives.inventory import Shelves
from plugins.archives.links import Places
from plugins.archives.shelves import Lists, Shelf, StoredShelf
from plugins.archives.standing import (
    CATEGORY,
    LISTED,
    MAIN,
    MONTH,
    RATED,
    VIEWED,
    period_named,
    rated_name,
    term_name,
    votes_named,
)
from plugins.archives.terms import AUTHOR, KINDS, TAG, Group, Kind, make_group, order_groups, term_names
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content
from plugins.newsroom.links import encode_path
from plugins.newsroom.site import Site
from plugins.newsroom.vietnamese import nfc
from plugins.ratings.ranking import LIMIT, order_votes

Load = Callable[[str], Article]
"""Returns the article of a path."""


def keep_shelves(lists: Lists, content: Content, tree: CategoryTree, now: datetime) -> Shelves:
    """Return the shelves that *lists* hold at *now*; articles are read from *content* when they are asked for."""
    load = content.heads.__getitem__

    def shelf(name: str) -> Shelf:
        return StoredShelf(lists, name, load)

    def find(slug: str) -> Article | None:
        article = content.find(slug)
        return article if article is not None and article.is_listed(now) else None

    return Shelves(
        listed=shelf(LISTED),
        by_category={category.slug: shelf(CATEGORY + category.slug) for category in tree.ordered},
        by_main={category.slug: shelf(MAIN + category.slug) for category in tree.ordered},
        by_month={period_named(name): shelf(name) for name, _ in lists.names(MONTH)},
        rated=[load(path) for path in _rated(lists)],
        viewed=[load(path) for _, path in lists.entries(VIEWED, 0, LIMIT)],
        find=find,
    )


def _rated(lists: Lists) -> Iterator[str]:
    """Yield the paths of the best rated articles, best first."""
    counts = {votes_named(name): count for name, count in lists.names(RATED)}
    groups = (lists.entries(rated_name(votes), 0, LIMIT) for votes in order_votes(counts))
    return islice((path for _, path in chain.from_iterable(groups)), LIMIT)


class KeptGroups(Mapping[str, Group]):
    """The terms of a kind: slug → group; the names of all are read only when all are asked for."""

    def __init__(self, kind: Kind, lists: Lists, load: Load, words: Callable[[str], tuple[str, str]]) -> None:
        """Take the kept lists, and what returns name and description of a slug."""
        self._kind = kind
        self._lists = lists
        self._load = load
        self._words = words

    def __getitem__(self, slug: str) -> Group:
        """Return one group."""
        name = term_name(self._kind, slug)
        if not self._lists.count(name):
            raise KeyError(slug)
        return make_group(self._kind, slug, self._words(slug), StoredShelf(self._lists, name, self._load))[1]

    def __contains__(self, slug: object) -> bool:
        """Tell whether there is such a term."""
        return isinstance(slug, str) and bool(self._lists.count(term_name(self._kind, slug)))

    def __iter__(self) -> Iterator[str]:
        """Yield the slugs in alphabetical order of their names."""
        prefix = term_name(self._kind, "")
        slugs = [name.removeprefix(prefix) for name, _ in self._lists.names(prefix)]
        return iter(order_groups((slug, self[slug]) for slug in slugs))

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self._lists.names(term_name(self._kind, "")))


def keep_groups(
    lists: Lists, content: Content, written_name: Callable[[Kind, str], str]
) -> dict[Kind, Mapping[str, Group]]:
    """Return the groups of each kind; *written_name* returns the name of a tag or an author."""
    return {
        kind: KeptGroups(kind, lists, content.heads.__getitem__, _words(kind, content.site, written_name))
        for kind in KINDS
    }


def _words(kind: Kind, site: Site, written_name: Callable[[Kind, str], str]) -> Callable[[str], tuple[str, str]]:
    if kind in (TAG, AUTHOR):
        return lambda slug: (written_name(kind, slug), "")
    return term_names(site)[kind].__getitem__


class KeptAddresses(Mapping[str, str]):
    """Path below the content folder → address of what has a page or a file at the moment, as `Places.urls`."""

    def __init__(self, content: Content, now: datetime) -> None:
        """Take the content and the moment that decides which articles have pages."""
        self._content = content
        self._now = now
        self._texts = {nfc(page.path): page.url for page in content.pages}

    def __getitem__(self, path: str) -> str:
        """Return one address."""
        if path in self._texts:
            return self._texts[path]
        if "/" + path in self._content.media:
            return encode_path("/" + path)
        article = self._content.heads[path]
        if not article.has_page(self._now):
            raise KeyError(path)
        return article.url

    def __iter__(self) -> Iterator[str]:
        """Not offered: nothing needs all of a large archive's addresses."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Not offered, as `__iter__`."""
        raise NotImplementedError


def keep_places(content: Content, now: datetime) -> Places:
    """Return where the files of the content folder lie, looked up when it is asked for."""
    return Places(urls=KeptAddresses(content, now), media=content.media)
