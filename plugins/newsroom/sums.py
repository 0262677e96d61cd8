"""The numbers of `figures/` added to articles of which a few changed, or whose numbers did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.newsroom.article import Article, Figures
from plugins.newsroom.figures import add_figures
from plugins.newsroom.memory import ARTICLES, BARE, FIGURES, SLUGS, Memory
from plugins.newsroom.refresh import Held
from plugins.newsroom.suspicion import DoubtError, Edit


class Sums:
    """
    Adds up.

    Args:
        memory: What is remembered: of each file as it is now.
        before: Path → what was remembered of the files that changed.
        files: Paths of the files of `figures/` that changed.
    """

    def __init__(self, memory: Memory, before: Mapping[str, Held], files: Sequence[str]) -> None:
        self._memory = memory
        self._before = before
        self._files = files
        self._months: dict[str, Mapping[str, Figures]] = {}

    def entries(self, file: str) -> Mapping[str, Figures]:
        """Return what a file of figures says now."""
        if file not in self._months:
            self._months[file] = self._memory.get(FIGURES, file) or {}
        return self._months[file]

    def add_to(self, edits: Iterable[Edit]) -> Iterator[tuple[Article | None, Article | None]]:
        """
        Add the numbers, and remember the sums.

        Args:
            edits: The articles that changed, with the numbers of their front matter.

        Yields:
            Articles before and after, both with sums, where they differ.

        Raises:
            DoubtError: Figures do not fit to their articles.
        """
        changed = {edit.path: edit for edit in edits}
        for path in sorted(changed.keys() | self._counted()):
            edit = changed.get(path)
            before = edit.before if edit is not None else self._memory.get(ARTICLES, path)
            bare = edit.after if edit is not None else self._memory.get(BARE, path) or before
            after = None if bare is None else self._add(bare)
            if bare is not None and after is not None:
                self._memory.put(ARTICLES, path, after)
                if after == bare:
                    self._memory.drop(BARE, path)
                else:
                    self._memory.put(BARE, path, bare)
            if before != after:
                yield before, after

    def _counted(self) -> frozenset[str]:
        """Return the paths of the articles to whose numbers the files add something else than before."""
        paths: set[str] = set()
        for file in self._files:
            old, new = self._before[file].figures or {}, self.entries(file)
            for slug in sorted(old.keys() | new.keys()):
                path = self._memory.get(SLUGS, slug)
                article = None if path is None else self._memory.get(ARTICLES, path)
                if slug in new and (article is None or file != _month_of(article)):
                    raise DoubtError(f'{file} không đúng chỗ của "{slug}" (its figures do not belong there)')
                if article is not None and old.get(slug) != new.get(slug):
                    paths.add(article.path)
        return frozenset(paths)

    def _add(self, article: Article) -> Article:
        """Return the article with the numbers of its month's file."""
        month = _month_of(article)
        figures = self.entries(month).get(article.slug)
        if figures is None:
            return article
        (summed,), findings = add_figures((article,), {month: {article.slug: figures}}, ())
        if findings:
            raise DoubtError(f"{month} có số không hợp (its numbers do not fit)")
        return summed


def _month_of(article: Article) -> str:
    """Return the file of figures that an article's entry belongs into."""
    return f"figures/{article.date:%Y-%m}.yaml"
