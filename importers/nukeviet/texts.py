"""
From a dump's bytes, or a page's, to text: charsets that were mixed up, entities that NukeViet makes itself.

Nothing is guessed over: what cannot be undone exactly stays as it is and is named.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from importers.legacy_fonts import is_unicode, to_unicode

# What UTF-8 looks like when it is taken for Latin-1 or Windows-1252: a lead byte and a byte that follows one.
_LEADS: Final = "[\u00c2-\u00c6\u00e1\u00e2]"
_FOLLOWS: Final = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030"
    "\u2039\u203a\u20ac\u2122]"
)
_MOJIBAKE: Final = re.compile(_LEADS + _FOLLOWS)
_LONGEST_CUT: Final = 6  # what is left of a letter at the end of a text that a column cut off
_TWICE: Final = 2

# Letters of TCVN3 that stand for none in Western languages, within a word.
_TCVN3_SIGNS: Final = re.compile(
    r"[a-z][\u00a8-\u00b9\u00be\u00c6\u00c7\u00cb-\u00d0\u00d6-\u00d8]|[\u00ab\u00ad\u00ae\u00b5\u00b8\u00b9\u00d6][a-z]"
)
_FEWEST_SIGNS: Final = 2

# The entities that NukeViet's filter writes besides HTML's five: source: its function nv_htmlspecialchars.
_HOME_MADE: Final = re.compile(
    r"&(?:amp;)?(?:quot|lt|gt|apos|nbsp|#0*(?:39|40|41|33|34|37|91|93|42|94|123|125|96|126|92|35|47|58|61)"
    r"|#x0*(?:2f|3a|3d|25|27|22|28|29|21|5b|5d|2a|5e|7b|7d|60|7e|5c|23));",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Repairs:
    """How often each thing was set right, or could not be: kind, as the account names it → count."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str) -> None:
        """Count one."""
        self.counts[kind] += 1


def decode_bytes(raw: bytes, repairs: Repairs) -> str:
    """
    Return the text of a string of a dump, in NFC.

    UTF-8 where it is that; UTF-8 that went through Latin-1 once or twice is led back where every
    character allows it; bytes of TCVN3 are read as such where the text then is Vietnamese, any others as Windows-1252.
    """
    if raw.isascii():
        return raw.decode("ascii")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_old(raw, repairs)
    text = undo_double_encoding(text, repairs)
    if not unicodedata.is_normalized("NFC", text):
        repairs.note("decomposed")
        text = unicodedata.normalize("NFC", text)
    return text


def undo_double_encoding(text: str, repairs: Repairs) -> str:
    """Return what was meant where UTF-8 was taken for Latin-1; the text as it is where that does not come out even."""
    for _ in range(_TWICE):
        if text.isascii() or _MOJIBAKE.search(text) is None:
            break
        undone = _undo(text)
        if undone is None:
            if _looks_wrong(text):
                repairs.note("unrepaired")
            break
        repairs.note("double-encoded")
        text = undone
    return text


def looks_like_tcvn3(text: str) -> bool:
    """Tell whether a text seems to be typed in a font of old, without saying so."""
    return not is_unicode(text) and len(_TCVN3_SIGNS.findall(text.lower())) >= _FEWEST_SIGNS


def decode_entities(text: str, repairs: Repairs) -> str:
    """Return a text that NukeViet stored escaped as it was typed; escaped twice is undone only for its own entities."""
    if "&" not in text:
        return text
    decoded = html.unescape(text)
    for _ in range(_TWICE):
        if "&" not in decoded or not _HOME_MADE.search(decoded):
            break
        repairs.note("entities")
        decoded = _HOME_MADE.sub(lambda match: html.unescape(html.unescape(match[0])), decoded)
    return decoded


def _decode_old(raw: bytes, repairs: Repairs) -> str:
    """Return the text of bytes that are no UTF-8."""
    cut = raw[-_LONGEST_CUT:]
    for length in range(1, 4):  # a column that was cut in the middle of a letter
        try:
            text = raw[:-length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        if not cut.isascii():
            repairs.note("cut")
            return text
    latin = raw.decode("latin-1")
    converted = to_unicode(latin, ".VnTime") if looks_like_tcvn3(latin) else None
    if converted is not None:
        repairs.note("tcvn3")
        return converted
    repairs.note("not-utf8")
    return "".join(_from_1252(byte) for byte in raw)


def _from_1252(byte: int) -> str:
    raw = bytes((byte,))
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _undo(text: str) -> str | None:
    """Return the text whose UTF-8 was taken for Windows-1252, as MySQL's `latin1` is; None where it was not."""
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:  # noqa: PLR2004 - the end of Latin-1
                return None
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut = error.start >= len(raw) - _LONGEST_CUT and "end of data" in error.reason
        return raw[: error.start].decode("utf-8") if is_cut else None


def _looks_wrong(text: str) -> bool:
    """Tell whether a text has more signs of a mixed-up charset than chance would put into it."""
    return len(_MOJIBAKE.findall(text)) > _TWICE
