"""
What a withdrawn article leaves behind: its notice tells nothing, yet its pictures and documents stay on the site.

Pure: works on values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from plugins.newsroom.article import Article, Body, StaticPage
from plugins.newsroom.finding import Finding
from plugins.newsroom.links import decode_path, is_reference, resolve_reference
from plugins.newsroom.rules import body_files, named_files
from plugins.newsroom.tree import Step


def check_withdrawn(
    written: Sequence[Article | StaticPage], bodies: Mapping[str, Body], media: Collection[str]
) -> Iterator[Finding]:
    """
    Find the files of withdrawn articles that readers can still open and that nothing else shows.

    Args:
        written: All articles and static pages.
        bodies: Path → body.
        media: Addresses of all media.
    """
    if not any(_is_withdrawn(article) for article in written):
        return
    shown = {
        address
        for article in written
        if not _is_withdrawn(article)
        for address, _, _ in _files(article, bodies.get(article.path))
    }
    for article in written:
        if _is_withdrawn(article):
            for address, steps, needle in _files(article, bodies.get(article.path)):
                if address in media and address not in shown:
                    yield Finding(key="W432", path=article.path, steps=steps, needle=needle, values={"file": address})


def _is_withdrawn(article: Article | StaticPage) -> bool:
    return isinstance(article, Article) and article.withdrawn is not None


def _files(article: Article | StaticPage, body: Body | None) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    """Yield the files that an article names, each once: its address, and the field or the words of the body."""
    found: dict[str, tuple[tuple[Step, ...], str]] = {}
    for steps, address in named_files(article):
        found.setdefault(decode_path(address), (steps, ""))
    for written in (*body_files(body), *body.links) if body is not None else ():
        path = "/" + resolve_reference(written, article.path) if is_reference(written) else decode_path(written)
        found.setdefault(path, ((), written))
    for address, (steps, needle) in found.items():
        yield address, steps, needle
