"""
What planning remembers from build to build, and the plan of a build that concerns few pages.

Everything here is a hint that the last build left: `remember` writes it whole after everything
was planned, `plan_reached` goes by it and brings it up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, Protocol

from plugins.archives.categories import CategoryTree
from plugins.archives.plan import Plan
from plugins.archives.redirects import REDIRECT, old_files
from plugins.archives.register import Memory, Register, spellings_of, written_terms
from plugins.archives.standing import DUE, due_sorts, standings
from plugins.archives.terms import Kind
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content

DATED: Final = "dated"
MAPS: Final = "maps"
OLD: Final = "old"
REDIRECTS: Final = "redirects"


class Record(Protocol):
    """An ordered map from text to text."""

    def get(self, key: str) -> str | None:
        """Return the value of *key*."""

    def put(self, key: str, value: str) -> None:
        """Set the value of *key*."""

    def drop(self, key: str) -> None:
        """Forget *key*."""

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield all entries, ascending."""

    def after(self, key: str, limit: int) -> list[tuple[str, str]]:
        """Return up to *limit* entries after *key*, ascending."""

    def fill(self, entries: Iterable[tuple[str, str]]) -> None:
        """Replace all entries."""


class PlanMemory(Memory, Protocol):
    """What a build remembers for the next one, with its records."""

    def records(self, name: str, values: type[str]) -> Record:
        """Return the record *name*."""

    def clear_lists(self) -> None:
        """Empty every list."""


def remember(memory: PlanMemory, content: Content, plan: Plan, now: datetime) -> None:
    """
    Write down what the next build may go by.

    Args:
        memory: What was remembered is replaced.
        content: The whole content.
        plan: The plan of the whole site.
        now: Decided what is visible.
    """
    tree = CategoryTree(content.site.categories)
    lists: dict[str, list[tuple[str, str]]] = {}
    spellings: dict[tuple[Kind, str], dict[str, int]] = {}
    for article in content.articles:
        names = standings(article, now, tree)
        for name, sort in names.items():
            lists.setdefault(name, []).append((sort, article.path))
        lists.setdefault(DUE, []).extend((sort, article.path) for sort in due_sorts(article))
        _count_spellings(article, names, spellings)
    memory.clear_lists()
    for name, entries in lists.items():
        memory.fill(name, sorted(set(entries)))
    register = Register(memory, tree, content.heads.__getitem__)
    register.forget_spellings()
    for (kind, slug), counts in spellings.items():
        register.put_spellings(kind, slug, counts)
    for name, dates in ((DATED, plan.dated), (MAPS, plan.maps)):
        memory.records(name, str).fill((url, text_of(date)) for url, date in sorted(dates.items()))
    old = {file: article.path for article in content.articles for file in old_files(article)}
    memory.records(OLD, str).fill(sorted(old.items()))
    redirects = {page.path: page.source for page in plan.pages if page.template == REDIRECT}
    memory.records(REDIRECTS, str).fill(sorted(redirects.items()))


def _count_spellings(
    article: Article, names: Mapping[str, str], spellings: dict[tuple[Kind, str], dict[str, int]]
) -> None:
    for kind, slug in written_terms(article, names):
        counts = spellings.setdefault((kind, slug), {})
        for text in spellings_of(kind, slug, article):
            counts[text] = counts.get(text, 0) + 1


def text_of(moment: datetime | None) -> str:
    """Return a moment as it is remembered, "" for none."""
    return moment.isoformat() if moment is not None else ""


def moment_of(text: str) -> datetime | None:
    """Return the moment that `text_of` wrote down."""
    return datetime.fromisoformat(text) if text else None
