"""The contents of a long article: its headings get names that links can lead to."""

from __future__ import annotations

import html
import re
from typing import Final

from plugins.archives.parts import Link
from plugins.newsroom.vietnamese import slugify

FEWEST: Final = 3
"""An article of fewer headings needs no list of them."""
SHORTEST: Final = 3000
"""Nor does one that is read in two minutes: the characters of its markup."""

_HEADING: Final = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


def name_headings(body: str) -> tuple[str, tuple[Link, ...]]:
    """
    Give the second-level headings of a long body names.

    Args:
        body: The sanitiser's HTML.

    Returns:
        The body, and links to its headings in their order; a short body as it is, and none.
    """
    if len(body) < SHORTEST or body.count("<h2>") < FEWEST:
        return body, ()
    links: dict[str, Link] = {}

    def name(match: re.Match[str]) -> str:
        text = html.unescape(_TAG.sub("", match[1])).strip()
        stem = "muc-" + (slugify(text) or str(len(links) + 1))
        anchor, number = stem, 2
        while anchor in links:
            anchor, number = f"{stem}-{number}", number + 1
        links[anchor] = Link(url=f"#{anchor}", text=text)
        return f'<h2 id="{anchor}">{match[1]}</h2>'

    return _HEADING.sub(name, body), tuple(links.values())
