"""Names on the new portal: slugs of categories, articles and topics, and one spelling for each tag."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from importers.canonical import clean_line
from plugins.newsroom.rules_site import RESERVED
from plugins.newsroom.vietnamese import fold, slugify

_SLUG: Final = re.compile(r"[a-z0-9-]{1,240}")
_LONGEST: Final = 240
_FILE_NAME: Final = re.compile(
    r"^\d|_|\.(?:jpe?g|png|gif|webp|bmp)$|^(?:img|image|dsc|screenshot|untitled|hinh|anh)[-_ ]?\d*$", re.IGNORECASE
)


def article_slug(alias: str, title: str, number: int) -> str:
    """Return the slug of an imported article: its alias as it was, and its number at the end."""
    plain = alias.lower()
    stem = plain if _SLUG.fullmatch(plain) else slugify(alias) or slugify(title) or "bai"
    tail = f"-{number}" if number > 0 else ""
    return stem[: _LONGEST - len(tail)].strip("-") + tail


def plain_slug(alias: str, title: str, otherwise: str) -> str:
    """Return the slug of a category or topic."""
    plain = alias.lower()
    return (plain if _SLUG.fullmatch(plain) else slugify(alias) or slugify(title) or otherwise)[:_LONGEST]


def free_category_slug(slug: str, taken: Iterable[str]) -> str:
    """Return *slug*, or the first of `slug-2`, … that neither the portal nor another category has."""
    used = {*taken, *RESERVED}
    number, candidate = 1, slug
    while candidate in used:
        number += 1
        candidate = f"{slug[: _LONGEST - 4]}-{number}"
    return candidate


def choose_spellings(counts: Mapping[str, int]) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """
    Choose one spelling for all tags that would share an address.

    Args:
        counts: Tag as written → how many articles have it.

    Returns:
        Slug → spelling (the one with most marks, then the most frequent, then by alphabet), and the groups of
        spellings that readers see as different.
    """
    groups: dict[str, Counter[str]] = {}
    for tag, count in counts.items():
        name = clean_line(tag)
        if slug := slugify(name):
            groups.setdefault(slug, Counter())[name] += count
    chosen: dict[str, str] = {}
    merged: list[tuple[str, ...]] = []
    for slug, spellings in sorted(groups.items()):
        ordered = sorted(spellings, key=lambda name: (-_marks(name), -spellings[name], name))
        chosen[slug] = ordered[0]
        if len({name.casefold() for name in ordered}) > 1:
            merged.append(tuple(ordered))
    return chosen, tuple(merged)


def looks_like_file_name(text: str) -> bool:
    """Tell whether the text for a picture is the name of its file."""
    return bool(text) and _FILE_NAME.search(text) is not None


def _marks(name: str) -> int:
    """Return how many letters of *name* have marks."""
    return sum(before != after for before, after in zip(name.lower(), fold(name), strict=False))
