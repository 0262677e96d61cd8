"""The letters of runs, made Unicode where their font is one of old."""

from __future__ import annotations

from lxml import etree

from importers.legacy_fonts import LegacyFont, begins_with_mark, decode, find_font, has_strays
from importers.word.findings import Findings, clean


class Letters:
    """Writes text into elements; remembers the last one, since Word cuts runs between a vowel and its mark too."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._last: tuple[etree._Element, str, LegacyFont] | None = None

    def pause(self) -> None:
        """Forget what was written last: something else than text follows."""
        self._last = None

    def write(self, element: etree._Element, text: str, name: str) -> None:
        """Write into *element* what a reader sees of *text* in the font called *name*."""
        font = find_font(name)
        if font is None:
            self._last = None
            element.text = clean(text)
            return
        text = self._take_mark(text, font)
        self._last = (element, text, font)
        self._note(text, name, font)
        element.text = clean(decode(text, font))

    def _take_mark(self, text: str, font: LegacyFont) -> str:
        """Give a mark at the beginning of *text* to the vowel before it: Word cuts runs anywhere; return the rest."""
        if self._last is None:
            return text
        element, before, before_font = self._last
        if font != before_font or not begins_with_mark(text, before, font):
            return text
        element.text = clean(decode(before + text[0], font))
        return text[1:]

    def _note(self, text: str, name: str, font: LegacyFont) -> None:
        """Note that a text was in a font of old, and whether it looks as if it were not."""
        if text.isascii():
            return
        if has_strays(text, font):
            self._findings.notes.append(("letters", f"{text.strip()} ({name})"))
        else:
            self._findings.fonts[name] += 1
