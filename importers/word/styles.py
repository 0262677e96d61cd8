"""What a document's styles say about a paragraph and a run: its part in the text, its font, whether it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_HEADING: Final = re.compile(r"heading (\d)")
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
_ALIGNMENTS: Final[Mapping[str, str]] = {"center": "center", "right": "right", "end": "right"}
_BODY_LEVEL: Final = 9  # the outline level that says: no heading
_OFF: Final = frozenset({"0", "false", "off", "none"})


class Role(StrEnum):
    """What a paragraph is in its document."""

    TEXT = "text"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    CONTENTS = "contents"  # a line of a table of contents


_ROLES: Final[Mapping[str, Role]] = {
    "title": Role.TITLE,
    "subtitle": Role.SUBTITLE,
    "sapo": Role.SUBTITLE,
    "caption": Role.CAPTION,
    "quote": Role.QUOTE,
    "intense quote": Role.QUOTE,
    "block text": Role.QUOTE,
    "toc heading": Role.CONTENTS,
    "table of figures": Role.CONTENTS,
}


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """
    A paragraph's formatting, as far as it means something.

    Attributes:
        role: Its part in the text.
        level: Of a heading, from 1; else 0.
        alignment: "center", "right" or "".
        number: The `w:numId` of its list, "" where it is in none.
        depth: Its level in that list, from 0.
        indent: Its distance from the margin where it says one itself, in twentieths of a point.
    """

    role: Role = Role.TEXT
    level: int = 0
    alignment: str = ""
    number: str = ""
    depth: int = 0
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class RunLook:
    """A run's formatting, as far as it means something; `position` is "superscript", "subscript" or ""."""

    font: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    is_hidden: bool = False
    position: str = ""


class Styles:
    """The styles of a document, and the fonts of its theme."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in _find(styles, f"{W}style")}
        self._default = next((style for style in self._styles.values() if _is_default_paragraph(style)), None)
        self._base = [] if styles is None else styles.findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._theme = {place: _latin(theme, f"{place}Font") for place in ("major", "minor")}

    def paragraph(self, properties: etree._Element | None) -> ParagraphLook:
        """Return what a paragraph's `w:pPr` and its styles say."""
        styles = list(self._chain(_value(properties, "pStyle"))) or ([] if self._default is None else [self._default])
        sources = [
            source for source in (properties, *(style.find(f"{W}pPr") for style in styles)) if source is not None
        ]
        role, level = self._role(sources, styles)
        number, depth = _list_place(sources)
        alignment = _ALIGNMENTS.get(_first(sources, "jc"), "")
        return ParagraphLook(role, level, alignment, number, depth, indent_of(properties))

    def run(self, properties: etree._Element | None, paragraph: etree._Element | None) -> RunLook:
        """Return what a run's `w:rPr`, its style and the styles of its paragraph (`w:pPr`) say."""
        own = [] if properties is None else [properties]
        own += [item for style in self._chain(_value(properties, "rStyle")) for item in style.findall(f"{W}rPr")]
        around = list(self._chain(_value(paragraph, "pStyle"))) or ([] if self._default is None else [self._default])
        wide = [*own, *(item for style in around for item in style.findall(f"{W}rPr")), *self._base]
        return RunLook(
            font=self._font(wide),
            is_bold=is_on(own, "b"),
            is_italic=is_on(own, "i"),
            is_struck=is_on(own, "strike") or is_on(own, "dstrike"),
            is_hidden=is_on(wide, "vanish"),
            position={"superscript": "superscript", "subscript": "subscript"}.get(_first(own, "vertAlign"), ""),
        )

    def _chain(self, name: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on, the nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = _value(self._styles[name], "basedOn")

    def _role(self, sources: Iterable[etree._Element], styles: Iterable[etree._Element]) -> tuple[Role, int]:
        for style in styles:
            name = _value(style, "name").strip().lower()
            if match := _HEADING.fullmatch(name):
                return Role.HEADING, int(match[1])
            if name in _ROLES:
                return _ROLES[name], 0
            if name.startswith("toc "):
                return Role.CONTENTS, 0
        outline = to_number(_first(sources, "outlineLvl"))
        if outline is not None and 0 <= outline < _BODY_LEVEL:
            return Role.HEADING, outline + 1
        return Role.TEXT, 0

    def _font(self, sources: Iterable[etree._Element]) -> str:
        """Return the font of letters with marks; the nearest place that names one decides."""
        for source in sources:
            fonts = source.find(f"{W}rFonts")
            if fonts is None:
                continue
            for kind in ("hAnsi", "ascii"):
                place = fonts.get(f"{W}{kind}Theme", "")[:5]
                if name := self._theme.get(place) or fonts.get(f"{W}{kind}"):
                    return name
        return ""


def _find(root: etree._Element | None, tag: str) -> list[etree._Element]:
    return [] if root is None else root.findall(tag)


def _is_default_paragraph(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _latin(theme: etree._Element | None, place: str) -> str:
    """Return the font that a theme has for Latin letters in headings ("majorFont") or text ("minorFont")."""
    found = None if theme is None else theme.find(f".//{A}{place}/{A}latin")
    return "" if found is None else found.get("typeface", "")


def indent_of(properties: etree._Element | None) -> int | None:
    """Return the distance from the margin that a `w:pPr` says, None where it says none."""
    found = None if properties is None else properties.find(f"{W}ind")
    text = "" if found is None else found.get(f"{W}left") or found.get(f"{W}start") or ""
    return to_number(text)


def to_number(text: str) -> int | None:
    """Return the whole number that a text says, None where it says none, or one that nobody means."""
    return int(text) if _NUMBER.fullmatch(text) else None


def _value(source: etree._Element | None, name: str) -> str:
    """Return what the element *name* below *source* says, "" where there is none."""
    found = None if source is None else source.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _first(sources: Iterable[etree._Element], name: str) -> str:
    """Return what the nearest of *sources* that has an element *name* says, "" where none has."""
    return next((_value(source, name) for source in sources if source.find(f"{W}{name}") is not None), "")


def is_on(sources: Iterable[etree._Element], name: str) -> bool:
    """Tell whether the nearest of *sources* that has the switch *name* puts it on."""
    for source in sources:
        found = source.find(f"{W}{name}")
        if found is not None:
            return found.get(f"{W}val", "1").lower() not in _OFF
    return False


def _list_place(sources: Iterable[etree._Element]) -> tuple[str, int]:
    """Return the list that a paragraph is in and its level there; a list of the number 0 is none."""
    found = [item for source in sources for item in source.findall(f"{W}numPr")]
    number, depth = _first(found, "numId"), _first(found, "ilvl")
    return ("" if number == "0" else number), max(to_number(depth) or 0, 0)
