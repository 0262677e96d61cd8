"""Which month an article's figures are filed under, found without reading the archive."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml, split_front_matter
from plugins.newsroom.moment import parse_moment

_HAS_SLUG: Final = re.compile(rb"^slug:", re.MULTILINE)


def find_months(content: Path, slugs: Collection[str]) -> dict[str, str]:
    """
    Return the month (`YYYY-MM`) of each article that *slugs* name; what names none is left out.

    A file that is named as its article is opened alone; only for others are all files looked into that say a slug.

    Args:
        content: A content folder.
        slugs: Slugs of articles, or of what looked like one.

    Raises:
        OSError: The folder cannot be read.
    """
    wanted = set(slugs)
    months: dict[str, str] = {}
    others: list[Path] = []
    for path in _files(content / "articles"):
        if path.stem in wanted:
            months |= _month_of(path, path.read_bytes(), wanted)
        else:
            others.append(path)
    if wanted - months.keys():
        for path in others:
            data = path.read_bytes()
            if _HAS_SLUG.search(data):
                months |= _month_of(path, data, wanted)
    return months


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".md") and not name.startswith("."))


def _month_of(path: Path, data: bytes, wanted: Collection[str]) -> dict[str, str]:
    """Return slug and month of a file's article; nothing where it is none of the wanted, or has no readable header."""
    text, _ = decode_text(data, str(path))
    parts, _ = split_front_matter(text, str(path))
    tree = parse_yaml(parts.header, str(path))[0] if parts is not None else None
    fields = tree.root.plain_value() if tree is not None else None
    if not isinstance(fields, dict):
        return {}
    slug, day = fields.get("slug", path.stem), fields.get("date")
    if slug not in wanted or not isinstance(day, str):
        return {}
    try:
        return {slug: f"{parse_moment(day):%Y-%m}"}
    except ValueError:
        return {}
