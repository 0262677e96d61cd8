"""The words of any HTML, read by another parser than the importers': what their results are held against."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

from importers.tree import BLOCKS


class _Reader(HTMLParser):
    """Collects text, with blanks where lines begin and end."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.parts.append(" " if tag in BLOCKS or tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words(html: str) -> list[str]:
    """Return the words of *html* in their order, in NFC."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return unicodedata.normalize("NFC", "".join(reader.parts)).split()


def letters(html: str) -> str:
    """Return the letters of *html* without blanks, in NFC."""
    return "".join(words(html))
