"""What a Vietnamese syllable looks like, and where its tone stands."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from plugins.newsroom.site import TonePlacement

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_TONE: Final = re.compile(f"[{_TONES}]")
# Source: Hoàng Phê, Từ điển tiếng Việt: initials, rhymes of one to three vowels, finals.
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdđghklmnprstvx])?"
    r"(?:iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|uya|oai|oay|oao|oeo|uay|uây|iêu|yêu|uôi|ươi|ươu|ai|ay|ao|au|âu|ây|eo|êu"
    r"|ia|iu|oi|ôi|ơi|ua|ui|uơ|uyu|ưa|ưi|ưu|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_OPEN: Final = re.compile(r"(?:[bcdđghklmnprstvx]*)(?:oa|oe|uy)")


def is_syllable(word: str) -> bool:
    """Tell whether *word* (NFC, any case) is built as a Vietnamese syllable, with a tone at the most."""
    marks = unicodedata.normalize("NFD", word.lower())
    letters, tones = _TONE.subn("", marks)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)) is not None


def place_tone(syllable: str, placement: TonePlacement) -> str:
    """
    Move the tone of an open oa, oe or uy.

    Args:
        syllable: NFC, lower case.
        placement: `old` has hòa, khỏe, thủy, `new` has hoà, khoẻ, thuỷ.

    Returns:
        The syllable as that placement spells it; any other word as it is (quý, hoàn, thuở, của).
    """
    marks = unicodedata.normalize("NFD", syllable)
    tones = _TONE.findall(marks)
    letters = unicodedata.normalize("NFC", _TONE.sub("", marks))
    if len(tones) != 1 or _OPEN.fullmatch(letters) is None:
        return syllable
    first, second = letters[:-1], letters[-1]
    moved = first + tones[0] + second if placement == "old" else letters + tones[0]
    return unicodedata.normalize("NFC", moved)
