"""Everything that a content folder says: what the rooms to the right work from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.newsroom.article import Article, Body, Comment, StaticPage
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import Media, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """
    A content folder, read.

    Attributes:
        site: Site data.
        articles: Every readable article whatever its status, ascending by (date, slug); the numbers of
            `figures/` are added to its views and its rating.
        pages: The static pages, ascending by (order, slug).
        bodies: `Article.path` or `StaticPage.path` → body.
        comments: `Article.slug` → its approved comments, in the file's order.
        media: Address (`/media/…`) → file.
        problems: What is wrong, sorted; with an error among them nothing may be published.
    """

    site: Site
    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...] = ()
    bodies: Mapping[str, Body]
    comments: Mapping[str, tuple[Comment, ...]]
    media: Mapping[str, Media]
    problems: tuple[Problem, ...]
