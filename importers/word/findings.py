"""
What is known of a document beside its HTML: its paragraphs, pictures, losses, fonts of old.

The HTML names paragraphs and pictures by marks made of private characters, which no text keeps.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from importers.word.styles import Role

PARAGRAPH_MARK: Final = re.compile("\ue000(\\d+)\ue001")
PICTURE_MARK: Final = re.compile("\ue002(\\d+)\ue003")

# What joins two pictures of people into one of a family is kept; in words it only hides them from a search.
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0e\ufeff"
    "\ufff0-\uffff\ue000-\uf8ff]|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_BLANK: Final = re.compile("[\t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """
    A paragraph of the document.

    Attributes:
        role: Its part in the text.
        level: Of a heading, from 1.
        alignment: "center", "right" or "".
        list_name: The list that it is in, "" where it is in none.
        depth: Its level in that list, from 0.
        indent: How far it stands from the margin, in twentieths of a point.
        number: As an item of a numbered list; 0 of one with bullets, None where it is no item.
        label: What Word shows before an item.
    """

    role: Role = Role.TEXT
    level: int = 0
    alignment: str = ""
    list_name: str = ""
    depth: int = 0
    indent: int = 0
    number: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the part that holds it, and the text that Word has for those who cannot see it."""

    part: str
    alt: str


@dataclass(slots=True)
class Findings:
    """
    Collects what is found while a document is read.

    Attributes:
        paragraphs, pictures: What the marks in the HTML stand for.
        losses: (kind, example), see `losses.KINDS`.
        notes: (kind, text) of what a person should look at, see `report.WORDS`.
        fonts: Font of old → how many pieces of text were in it.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    losses: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    fonts: Counter[str] = field(default_factory=Counter)

    def lose(self, kind: str, example: str = "") -> None:
        """Note that something does not come along; *kind* is one of `losses.KINDS`."""
        self.losses.append((kind, " ".join(clean(example).split())))

    def mark_paragraph(self, paragraph: Paragraph) -> str:
        """Keep a paragraph and return the mark that stands for it."""
        self.paragraphs.append(paragraph)
        return f"\ue000{len(self.paragraphs) - 1}\ue001"

    def mark_picture(self, picture: Picture) -> str:
        """Keep a picture and return the mark that stands for it."""
        self.pictures.append(picture)
        return f"\ue002{len(self.pictures) - 1}\ue003"


def clean(text: str) -> str:
    """Return *text* without what no reader sees: controls, marks of direction, private characters; tabs are spaces."""
    return _DROPPED.sub("", _BLANK.sub(" ", text))
