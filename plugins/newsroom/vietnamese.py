"""Vietnamese text: folding, slugs, spelling variants, dates, numbers, alphabetical order."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

# U+0110 has no decomposition; U+00D0 and U+0189 look the same and occur in old texts.
_STROKED = str.maketrans("đðɖĐÐƉ", "dddDDD")
_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_SLUG = re.compile("[^a-z0-9]+")
_SLUG_LENGTH = 240

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_TONE = re.compile(f"[{_TONES}]")
_OPEN = re.compile("([bcdđghklmnprstvx]*)(oa|oe|uy)")
_SHORT = re.compile("(h|k|l|m|qu|s|t)([iy])")

_KILO = 1024
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=0x1000)}


def nfc(text: str) -> str:
    """Return *text* in Unicode's composed form."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """
    Return *text* in lower case, without marks (U+0300 to U+036F), with đ and its look-alikes as d, in NFC.

    Idempotent; equal for the composed and the decomposed form.
    """
    text = text.lower()
    if text.isascii():
        return text
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_STROKED)
    return unicodedata.normalize("NFC", plain)


def slugify(text: str) -> str:
    """Return the name for addresses that *text* makes: `[a-z0-9-]`, up to 240 characters, "" where nothing is left."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")[:_SLUG_LENGTH].rstrip("-")


def canonical_syllable(syllable: str) -> str:
    """
    Unify the spelling variants of one syllable.

    The tone of an open oa, oe, uy stands on the first vowel (hoà → hòa; not after q), and a
    rhyme that is y alone after h, k, l, m, qu, s, t becomes i (kỹ → kĩ, quý → quí). Everything else
    stays: thuở, quá, của, hai and hay, tai and tay, thúi and thúy.

    Args:
        syllable: NFC, lower case; anything that is no such syllable comes back as it is.

    Returns:
        NFC. Idempotent; for Vietnamese syllables folding before and after give the same.
    """
    marks = unicodedata.normalize("NFD", syllable)
    tones = _TONE.findall(marks)
    if len(tones) > 1:
        return syllable
    letters = unicodedata.normalize("NFC", _TONE.sub("", marks))
    tone = tones[0] if tones else ""
    if match := _OPEN.fullmatch(letters):
        initial, rhyme = match.groups()
        return unicodedata.normalize("NFC", f"{initial}{rhyme[0]}{tone}{rhyme[1]}")
    if match := _SHORT.fullmatch(letters):
        return unicodedata.normalize("NFC", f"{match[1]}i{tone}")
    return syllable


def format_moment(moment: datetime) -> str:
    """Return `Thứ hai - 24/06/2019 22:33`."""
    return f"{_WEEKDAYS[moment.weekday()]} - {format_day(moment)} {moment.hour:02}:{moment.minute:02}"


def format_day(day: date) -> str:
    """Return `24/06/2019`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_number(number: int) -> str:
    """Return `71.244`."""
    return f"{number:,}".replace(",", ".")


def format_size(size: int) -> str:
    """Return a number of bytes as `812 byte`, `120 KB` or `1,5 MB`, in steps of 1,024, rounded half up."""
    if size < _KILO:
        return f"{format_number(size)} byte"
    kilobytes = (2 * size + _KILO) // (2 * _KILO)
    if kilobytes < _KILO:
        return f"{format_number(kilobytes)} KB"
    tenths = (20 * size + _KILO**2) // (2 * _KILO**2)
    whole = format_number(tenths // 10)
    return f"{whole},{tenths % 10} MB" if tenths % 10 else f"{whole} MB"


def collation_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """
    Return what orders texts as a Vietnamese dictionary does.

    Words are compared one after the other: first by letters (a ă â b c d đ e ê …; signs and digits
    before letters), then by tones (none, huyền, hỏi, ngã, sắc, nặng).
    """
    return tuple(_word_key(word) for word in text.lower().split())


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ranks of the letters and those of the tones of *word*."""
    marks = unicodedata.normalize("NFD", word)
    letters = unicodedata.normalize("NFC", _TONE.sub("", marks))
    tones = tuple(_TONES.index(tone) + 1 for tone in _TONE.findall(marks))
    return tuple(_letter_rank(letter) for letter in letters), tones


def _letter_rank(letter: str) -> int:
    """Return the place of *letter*: ASCII signs and digits, the alphabet, then everything else."""
    point = ord(letter)
    return _ALPHABET.get(letter, point if point < 0x80 else 0x2000 + point)  # noqa: PLR2004 - the end of ASCII
