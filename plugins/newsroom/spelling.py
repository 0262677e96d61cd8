"""How tags and authors are spelled: two spellings of one address concern every article that has one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from plugins.newsroom.article import Article
from plugins.newsroom.vietnamese import nfc, slugify

SEVERAL: Final = ""
"""Where there is more than one spelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first article, by date, slug and path, with a name spelled in this way."""

    spelling: str
    date: datetime
    slug: str
    path: str

    @property
    def place(self) -> tuple[datetime, str, str]:
        """Where it stands among the articles."""
        return self.date, self.slug, self.path


def tag_spelling(tag: str) -> tuple[str, str]:
    """Return the slug of a tag's list, and how the tag is spelled without regard to capitals."""
    return slugify(tag), nfc(tag.casefold())


def author_spelling(name: str) -> tuple[str, str]:
    """Return the slug of an author's list, and how the name is spelled without regard to capitals."""
    return slugify(name), name.casefold()


def first_with(article: Article, spelling: str) -> First:
    """Return what is kept of an article that is the first with a spelling."""
    return First(spelling=spelling, date=article.date, slug=article.slug, path=article.path)


def spellings_of_tags(articles: Iterable[Article]) -> Mapping[str, str]:
    """Return slug → the one spelling of all tags, `SEVERAL` where there are more."""
    found: dict[str, str] = {}
    for slug, spelling in map(tag_spelling, dict.fromkeys(tag for article in articles for tag in article.tags)):
        if found.setdefault(slug, spelling) != spelling:
            found[slug] = SEVERAL
    return found


def spellings_of_authors(articles: Iterable[Article]) -> Mapping[str, tuple[First, ...]]:
    """Return slug → the spellings of all authors; *articles* ascend by date, slug and path."""
    found: dict[str, dict[str, First]] = {}
    spelling_of = cache(author_spelling)  # few names stand in many articles
    for article in articles:
        for name in article.authors:
            slug, spelling = spelling_of(name)
            firsts = found.setdefault(slug, {})
            if spelling not in firsts:
                firsts[spelling] = first_with(article, spelling)
    return {slug: tuple(firsts.values()) for slug, firsts in found.items()}
