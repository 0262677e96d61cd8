"""
Which files of a content folder could make a difference to a few of them: found by their bytes, nothing is parsed.

A file too many costs its reading; one too few would be a mistake. So a word that might stand in a file the way it is
looked for counts, wherever it stands.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from plugins.newsroom.article import Article, Body, StaticPage
from plugins.newsroom.links import decode_path, is_reference, resolve_reference
from plugins.newsroom.references import files_of, old_addresses
from plugins.newsroom.rules_links import Addresses, internal_links
from plugins.newsroom.spelling import author_spelling, tag_spelling
from plugins.newsroom.vietnamese import fold, nfc

_FIRST: Final = 4096
_SLUG: Final = re.compile(rb"slug[\"']?\s*:\s*[\"']?([a-z0-9-]+)")
_FIELD: Final = rb"(?s)\n[\"']?%s[\"']?[ ]*:(.*?)(?=\n[A-Za-z\"']|\Z)"
# Letters by their numbers, and front matter in one pair of braces: what stands there is not looked for.
_ODD: Final = re.compile(rb"\\[uUx]|\A---\s*\{")
_TAGS: Final = re.compile(_FIELD % b"tags")
_AUTHORS: Final = re.compile(_FIELD % b"authors")
_NOT_WORD: Final = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    What to look for in other files.

    Attributes:
        slugs: Names of articles and static pages: an article asked for has them, or links to them.
        old: Last parts of addresses that could be those of the old portal.
        ids: Ids that it had there.
        tags, authors: Slug → how it is spelled, without regard to capitals.
        files: Names of media that nothing else may name any more.
    """

    slugs: frozenset[str]
    old: frozenset[str]
    ids: frozenset[str]
    tags: Mapping[str, str]
    authors: Mapping[str, str]
    files: frozenset[str]


def want(
    articles: Sequence[Article],
    pages: Sequence[StaticPage],
    names: Iterable[str],
    bodies: Mapping[str, Body],
    base: str,
) -> Wanted:
    """
    Tell what others could have that concerns these.

    Args:
        articles: Those asked for, as far as they could be read.
        pages: The same of static pages.
        names: Slugs that comments and figures name.
        bodies: Path → body.
        base: The portal's own root address.
    """
    addresses = Addresses((), (), (), frozenset(), frozenset(), base)
    written: tuple[Article | StaticPage, ...] = (*articles, *pages)
    linked: set[str] = set()
    for page in written:
        body = bodies.get(page.path)
        linked |= {path for _, path in internal_links(page, body, addresses)}
        linked |= {resolve_reference(link, page.path) for link in (body.links if body else ()) if is_reference(link)}
    legacies = [article.legacy for article in articles if article.legacy is not None]
    own = {path for legacy in legacies for path in old_addresses(legacy)}
    ends = {_last(path) for path in (*linked, *own, *(page.url for page in written))} - {""}
    withdrawn = [article for article in articles if article.withdrawn is not None]
    files = {path for article in withdrawn for path in files_of(article, bodies[article.path])}
    return Wanted(
        slugs=frozenset((*names, *(page.slug for page in written), *map(stem_of, ends))),
        old=frozenset(ends),
        ids=frozenset(str(legacy.id) for legacy in legacies if legacy.id is not None),
        tags=dict(tag_spelling(tag) for article in articles for tag in article.tags),
        authors=dict(author_spelling(name) for article in articles for name in article.authors),
        files=frozenset(map(_last, files)),
    )


def find_kin(folder: Path, paths: Iterable[str], wanted: Wanted) -> Iterator[str]:
    """
    Yield the files that could have something of what is wanted.

    Args:
        folder: The content folder.
        paths: The Markdown files in it.
        wanted: What is looked for.
    """
    has_tag, has_author = _other_spelling(_TAGS, wanted.tags), _other_spelling(_AUTHORS, wanted.authors)
    words = [word.encode() for file in wanted.files for word in (file, quote(file))]
    slugs = frozenset(slug.encode() for slug in wanted.slugs)
    for path in paths:
        data = _read(f"{folder}/{path}", whole=bool(words))
        header = data[: data.find(b"\n---", 3)]
        slug = _SLUG.search(header)
        if (
            stem_of(path) in wanted.slugs
            or (slug is not None and slug[1] in slugs)
            or _ODD.search(header)
            or has_tag(header)
            or has_author(header)
            or (b"legacy" in header and _is_namesake(header, wanted))
            or any(word in data for word in words)
        ):
            yield path


def find_naming(folder: Path, paths: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Yield the files in whose text one of these names stands, as it is or percent-encoded."""
    words = {word.encode() for name in names for word in (name, nfc(name), quote(nfc(name)))}
    for path in paths if words else ():
        data = _read(f"{folder}/{path}", whole=True)
        if any(word in data for word in words):
            yield path


def _read(file: str, *, whole: bool) -> bytes:
    """Return what a file holds, or its beginning with all of the front matter; nothing where it cannot be read."""
    try:
        handle = os.open(file, os.O_RDONLY)
    except OSError:  # whoever reads it says so
        return b""
    try:
        data = os.read(handle, _FIRST)
        if len(data) == _FIRST and (whole or b"\n---" not in data[3:]):
            while piece := os.read(handle, 1 << 20):
                data += piece
    except OSError:
        return b""
    else:
        return data
    finally:
        os.close(handle)


def _is_namesake(header: bytes, wanted: Wanted) -> bool:
    """Tell whether a front matter may hold an id or an address of the old portal that is wanted."""
    text = nfc(unquote(header.decode("utf-8", "replace")))
    return any(word in text for word in (*wanted.old, *wanted.ids))


def _other_spelling(field: re.Pattern[bytes], spellings: Mapping[str, str]) -> Callable[[bytes], bool]:
    """Return what tells whether the names in a field of a front matter may be one of these, spelled in another way."""

    @cache
    def judge(names: bytes) -> bool:
        text = nfc(names.decode("utf-8", "replace")).casefold()
        folded = f"-{_NOT_WORD.sub('-', fold(text))}-"
        return any(f"-{slug}-" in folded and spelling not in text for slug, spelling in spellings.items())

    def search(header: bytes) -> bool:
        names = field.search(header)
        return names is not None and judge(names[1])

    return search if spellings else lambda _: False


def _last(address: str) -> str:
    """Return the last part of an address."""
    return decode_path(address).rstrip("/").rpartition("/")[2]


def stem_of(path: str) -> str:
    """Return the last part of a path without its ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
