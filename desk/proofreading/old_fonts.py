"""
Text from before Unicode that was taken over without its font: `C«ng nghÖ`, `Coâng ngheä`; and UTF-8 read as Latin-1.

Nothing here is mended: the passage had better be fetched from its source once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desk.proofreading.manuscript import Manuscript
from desk.proofreading.syllables import is_syllable
from importers.legacy_fonts import Encoding, LegacyFont, decode
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.problem import Problem

FEWEST: Final = 3
"""So many words are more than a foreign name."""

_FONTS: Final = (LegacyFont(Encoding.TCVN3), LegacyFont(Encoding.VNI))
# What Unicode Vietnamese does not have, side by side with what it has.
_FOREIGN: Final = re.compile(
    "[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)
_WORD: Final = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
# The first two of the bytes that most Vietnamese letters have in UTF-8, as Windows-1252 shows them.
_DOUBLED: Final = re.compile("á[º»]\\S|Ã[\u00a0-\u00bf]|Æ[°¡]|Ä[\u0091‘]")


def check_old_fonts(manuscript: Manuscript) -> Iterator[Problem]:
    """Find words that become Vietnamese when they are read in a font of old, or as UTF-8."""
    if _FOREIGN.search(manuscript.text) is None:
        return
    prose = manuscript.prose
    doubled = list(_DOUBLED.finditer(prose))
    if len(doubled) >= FEWEST:
        place = doubled[0].start()
        seen = shorten(prose[place : place + 40].partition("\n")[0])
        line = manuscript.line_of(place)
        yield make_problem("W334/doubled", manuscript.path, line, seen=seen, count=len(doubled))
        return
    for font in _FONTS:
        found = [match for match in _WORD.finditer(prose) if _is_typed_in(match[0], font)]
        if len(found) >= FEWEST:
            line, words = manuscript.line_of(found[0].start()), [match[0] for match in found[:FEWEST]]
            values = {"seen": " ".join(words), "meant": " ".join(decode(word, font) for word in words)}
            values |= {"encoding": font.encoding.value, "count": str(len(found))}
            yield make_problem("W334", manuscript.path, line, **values)
            return


def _is_typed_in(word: str, font: LegacyFont) -> bool:
    """Tell whether *word* is no Vietnamese as it stands, and is when it is read in *font*."""
    if word.isascii() or len(word) == 1 or is_syllable(word):
        return False
    meant = decode(word, font)
    return meant != word and is_syllable(meant)
