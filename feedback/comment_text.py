"""What a comment may say: plain text that a page, a terminal and a YAML file can hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from feedback.refusal import Refusal, RefusedError
from plugins.newsroom.vietnamese import nfc

NAME_LENGTH: Final = 60
TEXT_LENGTH: Final = 3_000
LEAST_SECONDS: Final = 3  # nobody reads a form, writes and sends it faster
MOST_SECONDS: Final = 24 * 3600

_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS: Final = "\u200c\u200d"  # within emoji and some scripts
_NO_CHARACTERS: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
# A letter of ours carries two marks at most; towers of them cover the lines around.
_MOST_MARKS: Final = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment as a reader sent it, cleaned: NFC, lines parted by single or double line ends."""

    name: str
    text: str

    @property
    def digest(self) -> bytes:
        """Equal where two readers would see the same text, whoever sent it."""
        return hashlib.sha256(" ".join(self.text.casefold().split()).encode()).digest()[:16]


def clean(name: str, text: str) -> Draft:
    """
    Return a comment as it would be published.

    Raises:
        RefusedError: Name or text is missing, too long, or holds what nobody can read.
    """
    name, text = nfc(name), re.sub(r"\r\n?", "\n", nfc(text))
    if not _is_readable(name, "\t") or not _is_readable(text, "\t\n"):
        raise RefusedError(Refusal.BAD_SIGNS)
    name = " ".join(name.split())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in text.split("\n"))).strip()
    if len(name) > NAME_LENGTH or not any(map(str.isalpha, name)):
        raise RefusedError(Refusal.BAD_NAME)
    if not any(map(str.isalnum, text)):
        raise RefusedError(Refusal.EMPTY_TEXT)
    if len(text) > TEXT_LENGTH:
        raise RefusedError(Refusal.LONG_TEXT)
    return Draft(name, text)


def check_age(seconds: int) -> None:
    """
    Hold the time between a form's handing out and its sending against what people need.

    Raises:
        RefusedError: It came back too soon, or too late.
    """
    if seconds > MOST_SECONDS or seconds < 0:
        raise RefusedError(Refusal.BAD_STAMP)
    if seconds < LEAST_SECONDS:
        raise RefusedError(Refusal.TOO_SOON, wait=LEAST_SECONDS)


def _is_readable(text: str, allowed: str) -> bool:
    """Tell whether *text* has no unseen character but those *allowed* and joiners, and no tower of marks."""
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in _UNSEEN and character not in _JOINERS + allowed:
            return False
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS:
            return False
    return _NO_CHARACTERS.search(text) is None
