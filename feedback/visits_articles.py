"""Which month an article's figures are filed under, and its own rating, found without reading the archive."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml, split_front_matter
from plugins.newsroom.moment import parse_moment

_HAS_SLUG: Final = re.compile(rb"^slug:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """An article: its month (`YYYY-MM`), and points and votes of its front matter."""

    month: str
    points: int
    votes: int


def find_months(content: Path, slugs: Collection[str]) -> dict[str, str]:
    """
    Return the month (`YYYY-MM`) of each article that *slugs* name; see `find_articles`.

    Raises:
        OSError: The folder cannot be read.
    """
    return {slug: found.month for slug, found in find_articles(content, slugs).items()}


def find_articles(content: Path, slugs: Collection[str]) -> dict[str, Found]:
    """
    Return each article that *slugs* name; what names none is left out.

    A file that is named as its article is opened alone; only for others are all files looked into that say a slug.

    Args:
        content: A content folder.
        slugs: Slugs of articles, or of what looked like one.

    Raises:
        OSError: The folder cannot be read.
    """
    wanted = set(slugs)
    articles: dict[str, Found] = {}
    others: list[Path] = []
    for path in _files(content / "articles"):
        if path.stem in wanted:
            articles |= _article_in(path, path.read_bytes(), wanted)
        else:
            others.append(path)
    if wanted - articles.keys():
        for path in others:
            data = path.read_bytes()
            if _HAS_SLUG.search(data):
                articles |= _article_in(path, data, wanted)
    return articles


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".md") and not name.startswith("."))


def _article_in(path: Path, data: bytes, wanted: Collection[str]) -> dict[str, Found]:
    """Return slug and article of a file; nothing where it is none of the wanted, or has no readable header."""
    text, _ = decode_text(data, str(path))
    parts, _ = split_front_matter(text, str(path))
    tree = parse_yaml(parts.header, str(path))[0] if parts is not None else None
    fields = tree.root.plain_value() if tree is not None else None
    if not isinstance(fields, dict):
        return {}
    slug, day = fields.get("slug", path.stem), fields.get("date")
    if slug not in wanted or not isinstance(day, str):
        return {}
    rating = fields.get("rating")
    counts = rating if isinstance(rating, dict) else {}
    try:
        month = f"{parse_moment(day):%Y-%m}"
        return {slug: Found(month, int(counts.get("points", 0)), int(counts.get("votes", 0)))}
    except (TypeError, ValueError):
        return {}
