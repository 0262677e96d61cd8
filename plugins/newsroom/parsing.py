"""
One file of any part of the content folder but `site/` and `media/`: what it holds, and what is wrong in it alone.

A file's name decides how it is read; whatever else lies in these parts is told of and not opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from plugins.newsroom.article import Article, Body, Comment, Figures, StaticPage
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.files import Files
from plugins.newsroom.model import make_comments, make_figures
from plugins.newsroom.problem import Problem
from plugins.newsroom.source import read_article, read_page

_ALMOST_ARTICLES: Final = frozenset(
    {".rst", ".html", ".htm", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".docx", ".doc"}
)
_MONTH: Final = re.compile(r"figures/([0-9]{4}-(?:0[1-9]|1[0-2]))\.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """
    What one file holds: an article or a static page with its body, comments, or figures; None where it is not that.

    An article or page is there only with its body. `is_published` is said of a page.
    """

    path: str
    article: Article | None = None
    page: StaticPage | None = None
    is_published: bool = True
    body: Body | None = None
    comments: tuple[Comment, ...] | None = None
    figures: Mapping[str, Figures] | None = None
    problems: tuple[Problem, ...] = ()


def is_markdown(path: str) -> bool:
    """Tell whether *path* names an article or a static page, be there something wrong with it or not."""
    return path.startswith(("articles/", "pages/")) and PurePosixPath(path).suffix == ".md"


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as it lies on the disk; `data` is None where its name or the disk refuses, and `problems` say why."""

    path: str
    data: bytes | None
    problems: tuple[Problem, ...] = ()


def read_raw(folder: Path, path: str) -> Raw:
    """
    Read the bytes of one file of `articles/`, `pages/`, `comments/` or `figures/`.

    Args:
        folder: The content folder.
        path: The file, relative to it.
    """
    refusal = _refuse_name(path)
    if refusal is not None:
        return Raw(path, None, (refusal,))
    files = Files(folder)
    return Raw(path, files.read_bytes(path), tuple(files.problems))


def parse_raw(folder: Path, raw: Raw) -> Parsed:
    """Understand a file that `read_raw` has read."""
    path = raw.path
    if raw.data is None:
        return Parsed(path=path, problems=raw.problems)
    files = Files(folder, list(raw.problems))
    if path.endswith(".md"):
        text = files.decode(path, raw.data)
        return _parse_markdown(path, text, tuple(files.problems))
    tree = files.parse(path, raw.data)
    found = tuple(files.problems)
    if tree is None:
        return Parsed(path=path, problems=found)
    if path.startswith("comments/"):
        comments, problems = make_comments(tree, path)
        return Parsed(path=path, comments=comments, problems=(*found, *problems))
    figures, problems = make_figures(tree, path)
    return Parsed(path=path, figures=figures, problems=(*found, *problems))


def _parse_markdown(path: str, text: str | None, found: tuple[Problem, ...]) -> Parsed:
    """Understand an article or a static page."""
    if text is None:
        return Parsed(path=path, problems=found)
    if path.startswith("articles/"):
        article, body, problems = read_article(path, text)
        if article is None or body is None:
            return Parsed(path=path, problems=(*found, *problems))
        return Parsed(path=path, article=article, body=body, problems=(*found, *problems))
    page, is_published, body, problems = read_page(path, text)
    if page is None or body is None:
        return Parsed(path=path, problems=(*found, *problems))
    return Parsed(path=path, page=page, is_published=is_published, body=body, problems=(*found, *problems))


def _refuse_name(path: str) -> Problem | None:
    """Return why a file of this name is not read; None where it is."""
    suffix = PurePosixPath(path).suffix
    if path.startswith("figures/"):
        return None if _MONTH.fullmatch(path) else make_problem("E419", path, 1)
    if path.startswith("comments/"):
        return None if suffix == ".yaml" and path.count("/") == 1 else make_problem("W103", path, 1)
    if suffix == ".md":
        return None
    if suffix.lower() in _ALMOST_ARTICLES:
        return make_problem("E108", path, 1, suffix=suffix)
    return make_problem("W103", path, 1)
