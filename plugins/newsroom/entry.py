"""What one code of the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.newsroom.problem import Level

_LEVELS = {"E": Level.ERROR, "W": Level.WARNING, "H": Level.HINT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    A kind of mistake, in words; `{name}` in a text is filled in with a value seen.

    Attributes:
        vi, en: What is wrong.
        fix_vi, fix_en: What to do about it; no full stop at the end.
    """

    vi: str
    en: str
    fix_vi: str
    fix_en: str


def code_of(key: str) -> str:
    """Return the code of a catalogue key: a key is a code, or `code/variant` where one mistake has two wordings."""
    return key.partition("/")[0]


def level_of(key: str) -> Level:
    """Return how bad a problem with this catalogue key is; the first letter tells."""
    return _LEVELS[key[0]]
