"""
Tags, topics, authors and units: which articles each of them has, and where its list lies.

A term has a list only while it has listed articles.  Tags and authors are known by what
editors wrote: texts that make one slug share one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plugins.archives.addresses import AUTHORS, TAGS, TOPICS, UNITS
from plugins.archives.parts import Link
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
    articles: tuple[Article, ...]


@dataclass(slots=True)
class _Draft:
    """A term while its articles are collected; `names` are its spellings, each by what makes it distinct."""

    names: dict[str, str] = field(default_factory=dict)
    description: str = ""
    articles: list[Article] = field(default_factory=list)


class Terms:
    """The terms of the listed articles."""

    __slots__ = ("_groups", "_slugs", "_tags", "_topics", "_units")

    def __init__(self, articles: Iterable[Article], site: Site) -> None:
        """Take the listed articles, ascending by (date, slug), and the site's topics and units."""
        self._slugs: dict[str, str] = {}
        self._tags: dict[str, tuple[str, ...]] = {}
        self._topics = {topic.slug: (topic.name, topic.description) for topic in site.topics}
        self._units = {unit.slug: (unit.name, "") for unit in site.units}
        drafts: dict[Kind, dict[str, _Draft]] = {kind: {} for kind in KINDS}
        for article in articles:
            self._tags[article.slug] = self._collect_texts(drafts[TAG], article, article.tags)
            self._collect_texts(drafts[AUTHOR], article, article.authors)
            _collect_slug(drafts[TOPIC], article, article.topic, self._topics)
            _collect_slug(drafts[UNIT], article, article.unit, self._units)
        self._groups = {kind: _make_groups(kind, found) for kind, found in drafts.items()}

    def _collect_texts(self, drafts: dict[str, _Draft], article: Article, texts: Iterable[str]) -> tuple[str, ...]:
        """Put *article* under each of *texts*, and return their distinct slugs in order."""
        slugs: dict[str, None] = {}
        for text in texts:
            slug = self._slug(text)
            if not slug:
                continue
            draft = drafts.get(slug)
            if draft is None:
                draft = drafts[slug] = _Draft()
            if slug not in slugs:
                draft.articles.append(article)
                slugs[slug] = None
            if text not in draft.names:
                draft.names.setdefault(nfc(text.casefold()), text)
        return tuple(slugs)

    def _slug(self, text: str) -> str:
        """Return the slug of *text*, "" where it has none, such as "★"."""
        slug = self._slugs.get(text)
        if slug is None:
            slug = self._slugs[text] = slugify(text)
        return slug

    def groups(self, kind: Kind) -> Mapping[str, Group]:
        """Return slug → group, in alphabetical order of their names."""
        return self._groups[kind]

    def tag_slugs(self, article: Article) -> tuple[str, ...]:
        """Return the slugs of the tags of *article* that have lists, each once, in its order."""
        slugs = self._tags.get(article.slug)
        if slugs is None:  # a hidden article
            known = self._groups[TAG]
            slugs = tuple(dict.fromkeys(slug for slug in map(self._slug, article.tags) if slug in known))
        return slugs

    def tags(self, article: Article) -> tuple[Link, ...]:
        """Return the tags of *article* that lead somewhere, each once, in its order."""
        groups = self._groups[TAG]
        return tuple(groups[slug].link for slug in self.tag_slugs(article))

    def authors(self, article: Article) -> tuple[Link, ...]:
        """Return the authors as *article* spells them; the address is "" where there is no list."""
        return tuple(_link(self._groups[AUTHOR], self._slug(name), name) for name in article.authors)

    def topic(self, article: Article) -> Link | None:
        """Return the running story of *article*, if it is of one; the address is "" where there is no list."""
        return _link(self._groups[TOPIC], article.topic, self._topics[article.topic][0]) if article.topic else None

    def unit(self, article: Article) -> Link | None:
        """Return the office that wrote *article*, if it is named; the address is "" where there is no list."""
        return _link(self._groups[UNIT], article.unit, self._units[article.unit][0]) if article.unit else None


def _collect_slug(drafts: dict[str, _Draft], article: Article, slug: str, known: Mapping[str, tuple[str, str]]) -> None:
    """Put *article* under *slug*, whose name and description are in *known*; "" is none."""
    if not slug:
        return
    draft = drafts.get(slug)
    if draft is None:
        name, description = known[slug]
        draft = drafts[slug] = _Draft(names={name: name}, description=description)
    draft.articles.append(article)


def _make_groups(kind: Kind, drafts: Mapping[str, _Draft]) -> dict[str, Group]:
    """Return slug → group, ordered by name."""
    return {
        slug: Group(
            link=Link(url=f"{kind.url}{slug}/", text=name),
            description=drafts[slug].description,
            articles=tuple(drafts[slug].articles),
        )
        for name, slug in _order(drafts)
    }


def _order(drafts: Mapping[str, _Draft]) -> Iterator[tuple[str, str]]:
    """Yield (name, slug) in alphabetical order; two people whose names make one slug are both named."""
    named = [(", ".join(draft.names.values()), slug) for slug, draft in drafts.items()]
    yield from sorted(named, key=lambda pair: (collation_key(pair[0]), pair[1]))


def _link(groups: Mapping[str, Group], slug: str, text: str) -> Link:
    """Return *text* with the address of its list, "" where there is none."""
    group = groups.get(slug)
    return Link(url=group.link.url if group else "", text=text)
