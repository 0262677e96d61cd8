"""
Letters that look right and are not: other scripts, the Icelandic Ð, invisible signs.

Readers do not see the difference; the search, addresses and screen readers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desk.proofreading.manuscript import WORD, Manuscript
from desk.proofreading.syllables import is_syllable
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.problem import Problem

# Source: Unicode Technical Standard 39, confusables.txt: the letters that are drawn alike in common fonts.
_CYRILLIC: Final = ("АВЕЅІЈКМНОРСТХУаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTXYaesijopcyxhdqw")
_GREEK: Final = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι", "ABEZHIKMNOPTYXovi")
_ALIKE: Final = str.maketrans(_CYRILLIC[0] + _GREEK[0], _CYRILLIC[1] + _GREEK[1])
_FOREIGN: Final = re.compile(f"[{_CYRILLIC[0]}{_GREEK[0]}]")
_STROKED: Final = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_STROKE: Final = re.compile("[ÐƉðɖ]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_UPPER: Final = re.compile("[A-Z\u0110]+")
# Zero-width space, word joiner, byte order mark, soft hyphen; the joiners of other scripts and emoji are let be.
INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff\u00ad]")
_CUT: Final = re.compile(rf"(?<=[^\W\d_]){INVISIBLE.pattern}(?=[^\W\d_])")
_SUSPECT: Final = re.compile(f"{_FOREIGN.pattern}|{_STROKE.pattern}")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A word that holds letters which only look right: where it is in the text, and what is meant."""

    place: int
    word: str
    meant: str


def find_lookalikes(manuscript: Manuscript) -> Iterator[Lookalike]:
    """Find words that are Vietnamese or Latin but for letters that look alike; addresses and code are left out."""
    if _SUSPECT.search(manuscript.text) is None:
        return
    for match in WORD.finditer(manuscript.prose):
        word = match[0]
        if not word.isascii() and _SUSPECT.search(word):
            meant = _correct(word)
            if meant != word:
                yield Lookalike(match.start(), word, meant)


def check_letters(manuscript: Manuscript) -> Iterator[Problem]:
    """Find look-alike letters and invisible signs, each told once with the number of places."""
    found = tuple(find_lookalikes(manuscript))
    if found:
        first = found[0]
        sign = next(a for a, b in zip(first.word, first.meant, strict=True) if a != b)
        values = {"seen": shorten(first.word), "meant": shorten(first.meant), "sign": f"U+{ord(sign):04X}"}
        line = manuscript.line_of(first.place)
        yield make_problem("W332", manuscript.path, line, count=len(found), **values)
    hidden = tuple(find_invisible(manuscript))
    if hidden:
        values = {"sign": f"U+{ord(manuscript.text[hidden[0]]):04X}", "count": str(len(hidden))}
        yield make_problem("W333", manuscript.path, manuscript.line_of(hidden[0]), **values)


def find_invisible(manuscript: Manuscript) -> Iterator[int]:
    """Find invisible signs with a letter on either side: they cut a word in two."""
    if INVISIBLE.search(manuscript.text) is not None:
        for match in _CUT.finditer(manuscript.prose):
            yield match.start()


def plain_letters(text: str) -> str:
    """Return *text* with the letter that is meant in the place of each that looks like it, whatever the word."""
    return text.translate(_STROKED).translate(_ALIKE)


def _correct(word: str) -> str:
    """Return what *word* is meant to be; the word itself where it is right, or no more than a guess."""
    meant = word
    if _FOREIGN.search(word):
        latin = word.translate(_ALIKE)
        # All letters must have become Latin, and one must have been: а whole word in Russian is Russian.
        if all(map(_LATIN.match, latin)) and any(map(_LATIN.match, word)):
            meant = latin
    if _STROKE.search(meant):
        stroked = meant.translate(_STROKED)
        # Đ begins a Vietnamese syllable and stands in abbreviations; elsewhere it is Icelandic.
        if is_syllable(stroked) or (_UPPER.fullmatch(stroked) and len(stroked) > 1) or len(stroked) == 1:
            meant = stroked
    return meant
