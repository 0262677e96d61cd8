"""
Tags, topics, authors and units: which articles each of them has, and where its list lies.

A term has a list only while it has listed articles.  Tags and authors are known by what
editors wrote: texts that make one slug share one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from plugins.archives.addresses import AUTHORS, TAGS, TOPICS, UNITS
from plugins.archives.parts import Link
from plugins.archives.shelves import HeldShelf, Shelf
from plugins.newsroom.article import Article
from plugins.newsroom.site import Site
from plugins.newsroom.vietnamese import collation_key, nfc, slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What sort of term: the address and the name of the page of all, and whether each one has a feed."""

    url: str
    heading: str
    has_feeds: bool


TAG = Kind(url=TAGS, heading="Từ khóa", has_feeds=True)
TOPIC = Kind(url=TOPICS, heading="Dòng sự kiện", has_feeds=True)
AUTHOR = Kind(url=AUTHORS, heading="Tác giả", has_feeds=False)
UNIT = Kind(url=UNITS, heading="Đơn vị", has_feeds=False)
KINDS = (TAG, TOPIC, AUTHOR, UNIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One term with its listed articles, ascending by (date, slug); never empty."""

    link: Link
    description: str
    articles: Shelf


Groups = Mapping[str, Group]
"""Slug → group, in alphabetical order of their names."""


@dataclass(slots=True)
class _Draft:
    """A term while its articles are collected; `names` are its spellings, each by what makes it distinct."""

    names: dict[str, str] = field(default_factory=dict)
    articles: list[Article] = field(default_factory=list)


@cache
def term_slug(text: str) -> str:
    """Return the slug of a tag or an author, "" where it has none, such as "★"."""
    return slugify(text)


def term_slugs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct slugs of *texts*, in order."""
    return tuple(dict.fromkeys(slug for slug in map(term_slug, texts) if slug))


def join_names(texts: Iterable[str]) -> str:
    """
    Return the name of a tag or an author that is spelled in one or several ways.

    Args:
        texts: The distinct spellings, by first appearance: the first names it where they differ in
            capitals alone; two people whose names make one slug are both named.
    """
    names: dict[str, str] = {}
    for text in texts:
        names.setdefault(nfc(text.casefold()), text)
    return ", ".join(names.values())


class Terms:
    """The terms of the listed articles."""

    __slots__ = ("_groups", "_names")

    def __init__(self, groups: Mapping[Kind, Groups], site: Site) -> None:
        """Take the groups of each kind, and the site's topics and units."""
        self._groups = groups
        self._names = term_names(site)

    def groups(self, kind: Kind) -> Groups:
        """Return slug → group, in alphabetical order of their names."""
        return self._groups[kind]

    def tag_slugs(self, article: Article) -> tuple[str, ...]:
        """Return the slugs of the tags of *article* that have lists, each once, in its order."""
        known = self._groups[TAG]
        return tuple(slug for slug in term_slugs(article.tags) if slug in known)

    def tags(self, article: Article) -> tuple[Link, ...]:
        """Return the tags of *article* that lead somewhere, each once, in its order."""
        groups = self._groups[TAG]
        return tuple(groups[slug].link for slug in self.tag_slugs(article))

    def authors(self, article: Article) -> tuple[Link, ...]:
        """Return the authors as *article* spells them; the address is "" where there is no list."""
        return tuple(_link(self._groups[AUTHOR], term_slug(name), name) for name in article.authors)

    def topic(self, article: Article) -> Link | None:
        """Return the running story of *article*, if it is of one; the address is "" where there is no list."""
        return self._named(TOPIC, article.topic)

    def unit(self, article: Article) -> Link | None:
        """Return the office that wrote *article*, if it is named; the address is "" where there is no list."""
        return self._named(UNIT, article.unit)

    def _named(self, kind: Kind, slug: str) -> Link | None:
        return _link(self._groups[kind], slug, self._names[kind][slug][0]) if slug else None


def term_names(site: Site) -> Mapping[Kind, Mapping[str, tuple[str, str]]]:
    """Return kind → slug → (name, description) of the terms that site data name: topics and units."""
    return {
        TOPIC: {topic.slug: (topic.name, topic.description) for topic in site.topics},
        UNIT: {unit.slug: (unit.name, "") for unit in site.units},
    }


def slugs_of(kind: Kind, article: Article) -> tuple[str, ...]:
    """Return the slugs of the terms of *kind* under which *article* stands while it is listed."""
    if kind is TAG:
        return term_slugs(article.tags)
    if kind is AUTHOR:
        return term_slugs(article.authors)
    slug = article.topic if kind is TOPIC else article.unit
    return (slug,) if slug else ()


def texts_of(kind: Kind, article: Article) -> tuple[str, ...]:
    """Return what *article* writes for its tags or its authors."""
    return article.tags if kind is TAG else article.authors if kind is AUTHOR else ()


def collect_groups(articles: Iterable[Article], site: Site) -> dict[Kind, Groups]:
    """Return the groups of the listed *articles*, which ascend by (date, slug)."""
    drafts: dict[Kind, dict[str, _Draft]] = {kind: {} for kind in KINDS}
    for article in articles:
        for kind in KINDS:
            found = drafts[kind]
            for slug in slugs_of(kind, article):
                draft = found.get(slug)
                if draft is None:
                    draft = found[slug] = _Draft()
                draft.articles.append(article)
            for text in texts_of(kind, article):
                if slug := term_slug(text):
                    found[slug].names.setdefault(text, text)
    names = term_names(site)
    return {
        kind: order_groups(
            make_group(
                kind,
                slug,
                names[kind][slug] if kind in names else (join_names(draft.names), ""),
                HeldShelf(draft.articles),
            )
            for slug, draft in found.items()
        )
        for kind, found in drafts.items()
    }


def make_group(kind: Kind, slug: str, words: tuple[str, str], articles: Shelf) -> tuple[str, Group]:
    """Return slug and group of a term; *words* are its name and its description."""
    name, description = words
    return slug, Group(link=Link(url=f"{kind.url}{slug}/", text=name), description=description, articles=articles)


def order_groups(groups: Iterable[tuple[str, Group]]) -> Groups:
    """Return slug → group in alphabetical order of their names."""
    return dict(sorted(groups, key=lambda pair: (collation_key(pair[1].link.text), pair[0])))


def _link(groups: Groups, slug: str, text: str) -> Link:
    """Return *text* with the address of its list, "" where there is none."""
    group = groups.get(slug)
    return Link(url=group.link.url if group else "", text=text)
