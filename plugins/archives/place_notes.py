"""
Notes on places that got another name after an article was written.

The text stays as it was written, for old names are facts of their time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from plugins.archives.parts import PlaceNote
from plugins.newsroom.article import Article
from plugins.newsroom.naming import Name
from plugins.newsroom.site import Place

_BLOCK_TAG = re.compile(
    r"</?(?:blockquote|br|d[dlt]|div|caption|figcaption|figure|h[1-6]|hr|li|ol|p|pre|t[dhr]|table|ul)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")


class PlaceRegister:
    """The places that are called otherwise now, in the register's order."""

    __slots__ = ("_places",)

    def __init__(self, places: Sequence[Place]) -> None:
        """Take the register."""
        self._places = tuple((place, Name(place.old)) for place in places)

    def notes(self, article: Article, body: str) -> tuple[PlaceNote, ...]:
        """
        Return the places that an article names by what they were called when it was written.

        Args:
            article: Only changes after its day are told.
            body: Its HTML, sanitised.

        Returns:
            A note for each old name that stands in title, lead or body, in whole words and
            with the same capitals.
        """
        day = article.date.date()
        later = [(place, name) for place, name in self._places if day < place.date]
        if not later:
            return ()
        text = "\n".join((article.title, article.summary, _plain(body)))
        found = (place for place, name in later if name.stands_in(text))
        return tuple(PlaceNote(old=place.old, new=place.new, date=place.date) for place in found)


def _plain(body: str) -> str:
    """Return what readers see of *body*: a name may be partly bold and run over two lines, not over two blocks."""
    blocks = (html.unescape(_TAG.sub("", block)) for block in _BLOCK_TAG.split(body))
    return "\n".join(" ".join(block.split()) for block in blocks)
