"""
What an editor can get wrong, as data.

A mistake in the content is a `Problem`, never an exception and never only a log
line.  All problems are collected, sorted and shown together; a build with errors
publishes nothing.  What each code says is in `catalogue`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["vi", "en"]


class Level(StrEnum):
    """How bad a problem is: an error stops the build, a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """
    One mistake in the content.

    Attributes:
        path: The file, relative to the content folder, with "/".
        line: Line in the file, from 1.
        field: Dotted name of the field (`rating.points`), "" where none is concerned.
        code: Stable name of the kind of mistake: E, W or H and three digits.
        level: How bad it is.
        vi, en: What is wrong, with the value seen, in Vietnamese and English.
        fix_vi, fix_en: What to do about it.
    """

    path: str
    line: int
    code: str
    field: str
    level: Level
    vi: str
    en: str
    fix_vi: str
    fix_en: str

    def message(self, language: Language = "vi") -> str:
        """Return what is wrong."""
        return self.vi if language == "vi" else self.en

    def fix(self, language: Language = "vi") -> str:
        """Return how to mend it."""
        return self.fix_vi if language == "vi" else self.fix_en

    def report(self, language: Language = "vi") -> str:
        """Return the line `path:line: field: CODE message. Cách sửa: remedy`."""
        field = f"{self.field}: " if self.field else ""
        remedy = "Cách sửa" if language == "vi" else "Fix"
        return f"{self.path}:{self.line}: {field}{self.code} {self.message(language)}. {remedy}: {self.fix(language)}."


class ContentProblems(Exception):  # noqa: N818 - the name says what it carries; it is data more than a failure
    """
    The content has errors, so nothing is published.

    `str()` is the whole report.  `exitcode` is what Pelican's command line ends with.
    """

    exitcode = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(problem.report() for problem in self.problems))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build, sorted."""
    return tuple(sorted(problem for problem in problems if problem.level is Level.ERROR))
