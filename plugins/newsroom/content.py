"""Everything that a content folder says: what the rooms to the right work from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.newsroom.article import Article, Body, Comment, StaticPage
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import Media, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """
    A content folder, read.

    Of a large archive the mappings may look up each value when it is asked for.

    Attributes:
        site: Site data.
        articles: Every readable article whatever its status, ascending by (date, slug); the numbers of
            `figures/` are added to its views and its rating. Where only differences from an earlier state
            are followed up (see `change`), those that differ.
        pages: The static pages, ascending by (order, slug).
        bodies: `Article.path` or `StaticPage.path` → body.
        comments: `Article.slug` → its approved comments, in the file's order.
        media: Address (`/media/…`) → file.
        problems: What is wrong, sorted; with an error among them nothing may be published.
        heads: `Article.path` → article, of all; made of `articles` where it is not given.
        by_slug: `Article.slug` → article, likewise.
    """

    site: Site
    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...] = ()
    bodies: Mapping[str, Body]
    comments: Mapping[str, tuple[Comment, ...]]
    media: Mapping[str, Media]
    problems: tuple[Problem, ...]
    heads: Mapping[str, Article] = field(default_factory=dict, repr=False)
    by_slug: Mapping[str, Article] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.heads, dict) and not self.heads:
            object.__setattr__(self, "heads", {article.path: article for article in self.articles})
        if isinstance(self.by_slug, dict) and not self.by_slug:
            object.__setattr__(self, "by_slug", {article.slug: article for article in self.articles})

    def find(self, slug: str) -> Article | None:
        """Return the article of a slug, None where there is none."""
        return self.by_slug.get(slug)
