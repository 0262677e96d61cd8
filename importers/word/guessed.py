"""What was guessed of a document: its fields, and for each what spoke for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from importers.word.blocks import Block

NO_DATE: Final = "2000-01-01"
"""Stands where nothing says a date: no editor takes it for true."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that was guessed: what it became and what spoke for it; value "" where nothing was found."""

    name: str
    value: str
    basis: str


@dataclass(slots=True)
class Guessed:
    """
    The fields of an article, and what is left of its document.

    Attributes:
        title, summary, date: As front matter has them; summary may be "".
        authors, source, source_url: The signature, as far as there is one.
        blocks: What the body is made of.
        guesses: What was guessed, for the editor.
        is_weekday_odd: The date's line names a weekday that it was not.
    """

    blocks: list[Block]
    title: str = ""
    summary: str = ""
    date: str = NO_DATE
    authors: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    guesses: list[Guess] = field(default_factory=list)
    is_weekday_odd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What Word keeps about a file: title, and the days it was last saved and made (`YYYY-MM-DD`), "" where unknown."""

    title: str = ""
    saved: str = ""
    made: str = ""
