"""Where tones stand in open oa, oe and uy: hòa or hoà. One text keeps to one way; a site may choose it for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desk.proofreading.manuscript import WORD, Manuscript
from desk.proofreading.syllables import place_tone
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import TonePlacement

# How a rhyme looks with its tone in either place; nothing more of the word follows.
_RHYMES: Final[Mapping[TonePlacement, re.Pattern[str]]] = {
    "old": re.compile(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)"),
    "new": re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)"),
}
OTHER: Final[Mapping[TonePlacement, TonePlacement]] = {"old": "new", "new": "old"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word whose tone can stand in two places: where it is in the text, as it stands there, and the other way."""

    place: int
    word: str
    meant: str


def find_spelled(manuscript: Manuscript, placement: TonePlacement) -> Iterator[Spelled]:
    """
    Find the words that have their tone in one of the two places, and could have it in the other.

    Words with a capital are left out: they may be names, and names keep the spelling that their owners chose.
    """
    rhyme, other = _RHYMES[placement], OTHER[placement]
    if rhyme.search(manuscript.text) is None:
        return
    prose = manuscript.prose
    for match in rhyme.finditer(prose):
        start = match.start()
        while start and WORD.fullmatch(prose[start - 1]):
            start -= 1
        word = prose[start : match.end()]
        if word != word.lower() or prose[start - 1 : start] == "\\":  # the "\n" of quoted YAML is no letter n
            continue
        meant = place_tone(word, other)
        if meant != word:
            yield Spelled(start, word, meant)


def check_tones(manuscript: Manuscript, choice: TonePlacement | None) -> Iterator[Problem]:
    """
    Find that a text has both placements, or another one than the site's.

    Args:
        manuscript: The file.
        choice: The site's placement, None where it has none.
    """
    if choice is not None:
        wrong = tuple(find_spelled(manuscript, OTHER[choice]))
        if wrong:
            line = manuscript.line_of(wrong[0].place)
            values = {"seen": wrong[0].word, "right": wrong[0].meant, "count": len(wrong)}
            yield make_problem("H331", manuscript.path, line, **values)
    elif all(rhyme.search(manuscript.text) for rhyme in _RHYMES.values()):
        few, many = sorted((tuple(find_spelled(manuscript, placement)) for placement in _RHYMES), key=len)
        if few:
            line = manuscript.line_of(few[0].place)
            values = {"seen": few[0].word, "other": many[0].word, "few": len(few), "many": len(many)}
            yield make_problem("H330", manuscript.path, line, **values)
