"""Everything that a content folder says: what the rooms to the right work from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.newsroom.article import Article, Body, Comment
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import Media, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """
    A content folder, read.

    Attributes:
        site: Site data.
        articles: Every readable article whatever its status, ascending by (date, slug).
        bodies: `Article.path` → body.
        comments: `Article.slug` → its approved comments, in the file's order.
        media: Address (`/media/…`) → file.
        problems: What is wrong, sorted; with an error among them nothing may be published.
    """

    site: Site
    articles: tuple[Article, ...]
    bodies: Mapping[str, Body]
    comments: Mapping[str, tuple[Comment, ...]]
    media: Mapping[str, Media]
    problems: tuple[Problem, ...]
