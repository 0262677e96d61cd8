"""The numbers that Word writes before paragraphs and that stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from importers.word.styles import W, indent_of, to_number

_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_STEP: Final = 720  # half an inch: Word's own distance between two levels
_ROMANS: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN: Final = 4000
_LETTERS: Final = frozenset({"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})
_LAST_LETTERS: Final = 780  # Word itself goes on with a to z thirty times over
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Label:
    """
    What stands before a paragraph.

    Attributes:
        text: As Word shows it, "Điều 3." or "a)"; "" for a bullet.
        number: Its number; 0 for a bullet.
        is_item: Whether a list says the same: it is a bullet, or a number with a point or bracket at most.
        indent: How far such a paragraph stands from the margin, in twentieths of a point.
        font: In which the text is written where that is another one than the paragraph's, else "".
        is_restyled: Whether the list says it with other signs: letters or Roman numerals.
    """

    text: str
    number: int
    is_item: bool
    indent: int
    font: str = ""
    is_restyled: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int
    indent: int
    font: str


class Numbering:
    """Counts a document's numbered paragraphs; ask in the order of the text."""

    def __init__(self, root: etree._Element | None) -> None:
        abstracts = [] if root is None else root.findall(f"{W}abstractNum")
        named = {name: item for item in abstracts if (name := _value(item, "styleLink"))}
        self._levels = {
            item.get(f"{W}abstractNumId", ""): _read_levels(named.get(_value(item, "numStyleLink"), item))
            for item in abstracts
        }
        self._nums = {} if root is None else {num.get(f"{W}numId", ""): num for num in root.findall(f"{W}num")}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def next(self, number: str, depth: int) -> Label | None:
        """
        Count a paragraph and return its label.

        Args:
            number: The `w:numId`.
            depth: The level, from 0.

        Returns:
            None where the document does not say how the list looks, or it shows nothing.
        """
        num = self._nums.get(number)
        if num is None:
            return None
        abstract = _value(num, "abstractNumId")
        levels = {**self._levels.get(abstract, {}), **_overrides(num)}
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for place, start in _restarts(num).items():
                counts[place] = start - 1
        current = counts[depth]
        counts[depth] = level.start if current is None else current + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return _make_label(levels, counts, depth)


def _make_label(levels: Mapping[int, _Level], counts: list[int | None], depth: int) -> Label | None:
    level = levels[depth]
    if level.form == "bullet":
        return Label("", 0, is_item=True, indent=level.indent, font=level.font)

    def show(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        shown = levels.get(place, level)
        count = counts[place]
        return _format(shown.start if count is None else count, shown.form)

    text = _PLACE.sub(show, level.pattern).strip()
    number = counts[depth] or 0
    if level.form == "none" or not text:
        return None
    own = re.escape(f"%{depth + 1}")
    is_plain = level.form == "decimal" and re.fullmatch(rf"\s*\(?{own}[.)]?\s*", level.pattern) is not None
    # Word's own lists go 1. a. i.; "a)" is how a point of a law is cited, and must not become another number.
    is_restyled = level.form in _LETTERS and re.fullmatch(rf"\s*{own}\.?\s*", level.pattern) is not None
    return Label(
        text,
        number,
        is_item=is_plain or is_restyled,
        indent=level.indent,
        font=level.font,
        is_restyled=is_restyled,
    )


def _format(number: int, form: str) -> str:
    """Return a number in one of Word's forms."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _LAST_LETTERS:
        text = _ALPHABET[(number - 1) % 26] * ((number - 1) // 26 + 1)
    elif form in ("lowerRoman", "upperRoman") and 0 < number < _LARGEST_ROMAN:
        text = ""
        for value, sign in _ROMANS:
            text += sign * (number // value)
            number %= value
    elif form == "decimalZero":
        text = f"{number:02}"
    else:
        text = "" if form in ("none", "bullet") else str(number)
    return text.upper() if form.startswith("upper") else text


def _read_levels(abstract: etree._Element) -> dict[int, _Level]:
    return dict(_read_level(item) for item in abstract.findall(f"{W}lvl"))


def _read_level(item: etree._Element) -> tuple[int, _Level]:
    start = to_number(_value(item, "start"))
    depth = _depth(item)
    fonts = item.find(f"{W}rPr/{W}rFonts")
    indent = indent_of(item.find(f"{W}pPr"))
    level = _Level(
        form=_value(item, "numFmt") or "decimal",
        pattern=_value(item, "lvlText"),
        start=1 if start is None else start,
        indent=_STEP * (depth + 1) if indent is None else indent,
        font="" if fonts is None else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or "",
    )
    return depth, level


def _overrides(num: etree._Element) -> dict[int, _Level]:
    """Return the levels that one use of a list says anew."""
    return {
        depth: level
        for override in num.findall(f"{W}lvlOverride")
        for item in override.findall(f"{W}lvl")
        for depth, level in [_read_level(item)]
    }


def _restarts(num: etree._Element) -> dict[int, int]:
    """Return the levels at which one use of a list begins anew, and with which number."""
    return {
        _depth(override): start
        for override in num.findall(f"{W}lvlOverride")
        if (start := to_number(_value(override, "startOverride"))) is not None
    }


def _depth(item: etree._Element) -> int:
    """Return the level that an element is about, from 0 to 8."""
    return max(0, min(to_number(item.get(f"{W}ilvl", "0")) or 0, _LEVELS - 1))


def _value(source: etree._Element, name: str) -> str:
    found = source.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")
