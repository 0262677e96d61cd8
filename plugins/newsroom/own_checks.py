"""The rules between files, asked about one article alone: what would be told of its own file."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from plugins.newsroom.article import Article, Body
from plugins.newsroom.finding import Finding
from plugins.newsroom.references import files_of
from plugins.newsroom.rules import (
    check_files,
    check_legacy,
    check_list_names,
    check_names,
    check_slugs,
    check_tags,
)
from plugins.newsroom.rules_links import Addresses, check_links, internal_links
from plugins.newsroom.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """
    What an article may name.

    Attributes:
        site: Site data.
        lists: Which addresses lists and static pages have; knows no article.
        find: Slug → article, None where there is none.
        redirected: Old address → the articles that it leads to.
        has_file: Tells whether a path below the content folder, NFC, is there: a Markdown file, or one of `media/`.
    """

    site: Site
    lists: Addresses
    find: Callable[[str], Article | None]
    redirected: Callable[[str], tuple[Article, ...]]
    has_file: Callable[[str], bool]


def check_article(article: Article, links: Body, neighbours: Neighbours) -> Iterator[Finding]:
    """
    Find what does not fit together, as far as it is told of the file of *article*.

    Args:
        article: The article.
        links: What `references.links_of` left of its body.
        neighbours: What it may name.
    """
    alone, bodies = (article,), {article.path: links}
    files = [path for path in files_of(article, links) if neighbours.has_file(path)]
    media = {f"/{path}" for path in files if path.startswith("media/")}
    addresses = replace(neighbours.lists, articles=(article, *_named(article, links, neighbours)))
    yield from check_slugs(alone)
    yield from check_names(alone, neighbours.site, ())
    yield from check_tags(alone)
    yield from check_list_names(alone)
    yield from check_legacy(alone, addresses.owners)
    yield from check_files(alone, bodies, media, files)
    yield from check_links(alone, bodies, addresses)


def _named(article: Article, links: Body, neighbours: Neighbours) -> Iterator[Article]:
    """Yield the articles that links of *article* can mean."""
    found: dict[str, Article] = {}
    for _, path in internal_links(article, links, neighbours.lists):
        meant = neighbours.find(posixpath.splitext(posixpath.basename(path))[0])
        for other in (*neighbours.redirected(path), *((meant,) if meant is not None else ())):
            if other.path != article.path:
                found[other.path] = other
    yield from found.values()
