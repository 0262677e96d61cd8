"""One Markdown file with its front matter: an article or a static page, and what is wrong in this file alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from plugins.newsroom.article import Article, Body, StaticPage
from plugins.newsroom.body import render_body
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.header import Parts, parse_yaml, split_front_matter
from plugins.newsroom.model import make_article, make_page
from plugins.newsroom.problem import Problem
from plugins.newsroom.tree import EMPTY_TREE, Tree
from plugins.newsroom.vietnamese import nfc

# Some programs take these for yes, no and nothing; here they are the words.
_WORD: Final = re.compile(r"\n(title|summary):[ \t]+(yes|no|on|off|true|false|null|~)[ \t]*(?=\n)", re.IGNORECASE)


def read_article(path: str, text: str) -> tuple[Article | None, Body | None, tuple[Problem, ...]]:
    """
    Read one article.

    Args:
        path: The file, relative to the content folder.
        text: Its clean text (see `decoding`).

    Returns:
        The article and its body as far as they can be read, and what is wrong in this file alone.
    """
    parts, tree, found = _cut(path, text)
    if parts is None:
        return None, None, found
    article: Article | None = None
    if tree is not None:
        article, wrong = make_article(tree, path, PurePosixPath(nfc(path)).stem)
        found = (*found, *wrong)
    rendered = render_body(
        parts.body,
        path,
        parts.body_line,
        is_legacy=article is not None and article.legacy is not None,
        takes_lead=article is not None and not article.summary,
    )
    if article is not None and rendered.lead:
        article = replace(article, summary=rendered.lead)
    return article, rendered.body, (*found, *rendered.problems)


def read_page(path: str, text: str) -> tuple[StaticPage | None, bool, Body | None, tuple[Problem, ...]]:
    """Read one static page, as `read_article`; the second says whether it is published."""
    parts, tree, found = _cut(path, text)
    if parts is None:
        return None, True, None, found
    page: StaticPage | None = None
    is_published = True
    if tree is not None:
        page, is_published, wrong = make_page(tree, path, PurePosixPath(nfc(path)).stem)
        found = (*found, *wrong)
    rendered = render_body(parts.body, path, parts.body_line, is_legacy=False, takes_lead=False)
    return page, is_published, rendered.body, (*found, *rendered.problems)


def _cut(path: str, text: str) -> tuple[Parts | None, Tree | None, tuple[Problem, ...]]:
    """Return the parts of a file, and the tree of its front matter where that can be read."""
    parts, problems = split_front_matter(text, path)
    if parts is None:
        return None, None, problems
    tree, found = parse_yaml(parts.header, path, parts.header_line)
    if tree is None and not found:
        tree = EMPTY_TREE
    header = f"\n{parts.header}"
    for match in _WORD.finditer(header):
        line = header.count("\n", 0, match.start()) + parts.header_line
        found = (*found, make_problem("H201", path, line, match[1], seen=match[2]))
    return parts, tree, found
