"""
Vietnamese text from before Unicode: letters that are right only in the font they were typed with.

`.VnTime` and its kin (TCVN3, also called ABC) keep a letter in one character; the fonts whose names end in H
draw it as a capital.  `VNI-Times` and its kin write a vowel and behind it a second character for its marks.
Programs hand both over as Latin-1.  Nothing is converted without a font's name: the same characters are
right in other fonts.

Source: TCVN 5712:1993, table VN3; the charsets "TCVN3 (ABC)" and "VNI Windows" of UniKey.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plugins.newsroom.vietnamese import nfc


class Encoding(StrEnum):
    """How letters were kept."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """A font with letters of its own; `is_capital` where it draws small letters as capitals."""

    encoding: Encoding
    is_capital: bool = False


# The letters of the characters from U+00A1 on; "·" where the fonts have none.
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ"
_TCVN3: Final[Mapping[int, str]] = {
    code: letter for code, letter in enumerate(_TCVN3_LETTERS, start=0xA1) if letter != "·"
}

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT, _CIRCUMFLEX, _BREVE = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306"
_TONES: Final[Mapping[str, str]] = {"ø": _GRAVE, "ù": _ACUTE, "õ": _TILDE, "û": _HOOK, "ï": _DOT}
_ROOFS: Final[Mapping[str, str]] = {
    "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + _GRAVE,
    "á": _CIRCUMFLEX + _ACUTE,
    "ã": _CIRCUMFLEX + _TILDE,
    "å": _CIRCUMFLEX + _HOOK,
    "ä": _CIRCUMFLEX + _DOT,
}
_BOWLS: Final[Mapping[str, str]] = {
    "ê": _BREVE,
    "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE,
    "ü": _BREVE + _TILDE,
    "ú": _BREVE + _HOOK,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS: Final[Mapping[str, str]] = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_VOWELS: Final[Mapping[str, Mapping[str, str]]] = {
    "a": {**_TONES, **_ROOFS, **_BOWLS},
    "e": {**_TONES, **_ROOFS},
    "o": {**_TONES, **_ROOFS},
    **dict.fromkeys("iuyôö", _TONES),
}


def _make_vni() -> dict[str, str]:
    """Return VNI's characters and pairs → letter; the vowel says whether it is a capital, whatever the mark's case."""
    table: dict[str, str] = {}
    for typed, letter in _VNI_LETTERS.items():
        table[typed], table[typed.upper()] = letter, letter.upper()
    for vowel, marks in _VNI_VOWELS.items():
        for mark, accents in marks.items():
            letter = nfc(_VNI_LETTERS.get(vowel, vowel) + accents)
            for sign in (mark, mark.upper()):
                table[vowel + sign], table[vowel.upper() + sign] = letter, letter.upper()
    return table


_VNI: Final[Mapping[str, str]] = _make_vni()
_VNI_PAIR_OR_LETTER: Final = re.compile("|".join(sorted(_VNI, key=lambda piece: (-len(piece), piece))))
_VNI_MARKS: Final = "".join(dict.fromkeys("".join((*_TONES, *_ROOFS, *_BOWLS))))
_SPLIT_PAIR: Final = re.compile(f"[{_VNI_MARKS}]", re.IGNORECASE)

# Letters that none of these fonts has: such a text was typed in Unicode, and only the font's name stayed.
_UNICODE: Final = re.compile(
    "[\u0102-\u0103\u0110-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_LATIN: Final = frozenset(map(chr, range(0xC0, 0x100)))
_NO_VNI: Final = re.compile("[\u00c0-\u00cb\u00ce-\u00eb\u00ee-\u00ff]")  # all but ì and í, which VNI has as they are
# Some programs shift the characters of fonts that they take for sets of signs.
_SHIFTED: Final = {0xF000 + code: code for code in range(0x20, 0x100)}


def find_font(name: str) -> LegacyFont | None:
    """Return what the name of a font says about its letters, None where they are Unicode's."""
    plain = name.strip().strip("\"'").strip()
    if plain.lower().startswith(".vn"):
        return LegacyFont(Encoding.TCVN3, is_capital=plain.endswith("H"))
    if plain.lower().startswith(("vni-", "vni ")):
        return LegacyFont(Encoding.VNI)
    return None


def is_unicode(text: str) -> bool:
    """Tell whether a text holds letters that fonts of old do not have."""
    return _UNICODE.search(text) is not None


def has_strays(text: str, font: LegacyFont) -> bool:
    """Tell whether a text holds letters that *font* does not have, or marks without their vowels: it is in another."""
    text = text.translate(_SHIFTED)
    if font.encoding is Encoding.VNI:
        return _NO_VNI.search(_VNI_PAIR_OR_LETTER.sub("", text)) is not None
    return any(letter in _LATIN and ord(letter) not in _TCVN3 for letter in text)


def decode(text: str, font: LegacyFont) -> str:
    """Return what a reader saw of *text* in *font*, in NFC; a text that is Unicode already stays as it is."""
    text = text.translate(_SHIFTED)
    if is_unicode(text) or has_strays(text, font):
        return nfc(text)
    if font.encoding is Encoding.VNI:
        return nfc(_VNI_PAIR_OR_LETTER.sub(lambda match: _VNI[match[0]], text))
    letters = text.translate(_TCVN3)
    return nfc(letters.upper() if font.is_capital else letters)


def to_unicode(text: str, font: str) -> str | None:
    """Return *text* as readers of a font of this name saw it, None where the font is none of old."""
    legacy = find_font(font)
    return None if legacy is None else decode(text, legacy)


def begins_with_mark(text: str, before: str, font: LegacyFont) -> bool:
    """Tell whether the first character of *text* is the mark of the vowel on which *before* ends; only VNI has such."""
    return (
        font.encoding is Encoding.VNI
        and before[-1:].lower() in _VNI_VOWELS
        and _SPLIT_PAIR.match(text) is not None
        and before[-1:] + text[:1] in _VNI
    )
