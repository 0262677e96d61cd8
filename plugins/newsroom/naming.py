"""Names in running text: of places, of offices, abbreviations."""

from __future__ import annotations

import re


class Name:
    """A name that is looked for in whole words and with the same capitals."""

    __slots__ = ("_pattern", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")

    def stands_in(self, text: str) -> bool:
        """Tell whether *text* holds the name."""
        # A plain search is many times quicker than a pattern and rules out nearly all.
        return self.text in text and self._pattern.search(text) is not None
