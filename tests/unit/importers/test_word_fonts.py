"""Fonts of old: what readers saw is what the article says."""

from __future__ import annotations

import unicodedata

import pytest
from viparse.normalize import tables, tcvn3, vni

from importers.legacy_fonts import Encoding, LegacyFont, begins_with_mark, decode, find_font, to_unicode

VOWELS = "aăâeêioôơuưy"
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
]


def pairs_of(charmap: tables.Charmap) -> list[tuple[str, str]]:
    """Return what an independent table says: characters of the font → letter."""
    return list(charmap.pairs)


@pytest.mark.parametrize(("typed", "letter"), pairs_of(tcvn3.TCVN3))
def test_tcvn3_says_what_another_table_says(typed: str, letter: str) -> None:
    """That table was checked by its author against documents of ministries."""
    assert to_unicode(typed, ".VnTime") == letter


@pytest.mark.parametrize(("typed", "letter"), pairs_of(vni.VNI))
def test_vni_says_what_another_table_says(typed: str, letter: str) -> None:
    """The same for VNI."""
    assert to_unicode(typed, "VNI-Times") == letter


@pytest.mark.parametrize("name", [".VnTime", "VNI-Times"])
def test_each_small_letter_of_the_alphabet_can_be_typed(name: str) -> None:
    """No Vietnamese letter is missing: all sixty-six vowels and đ come out of some one or two characters."""
    signs = [*"aeiouyd", *map(chr, range(0xA1, 0x100))]
    typed = [*signs, *(first + second for first in signs for second in signs)]
    assert {*LETTERS, "đ"} - {to_unicode(text, name) for text in typed} == set()


def test_fonts_for_capitals_draw_small_letters_as_capitals() -> None:
    """`.VnTimeH` has the same characters as `.VnTime`."""
    assert to_unicode("ñy ban nh©n d©n tØnh", ".VnTime") == "ủy ban nhân dân tỉnh"
    assert to_unicode("ñy ban nh©n d©n tØnh", ".VnTimeH") == "ỦY BAN NHÂN DÂN TỈNH"


def test_sentences_come_back_whole() -> None:
    """The letter ư of TCVN3 is a soft hyphen elsewhere; VNI's ẳ and ỵ are in no corpus and in its layout."""
    assert to_unicode("N\u00adíc ta cã ®\u00adêng s¾t", ".VnArial") == "Nước ta có đường sắt"
    assert to_unicode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Helve") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert to_unicode("ÑÖÔØNG SAÉT, haún hoi, kieát lî", "VNI-Times") == "ĐƯỜNG SẮT, hẳn hoi, kiết lỵ"


def test_characters_that_a_program_shifted_are_understood() -> None:
    """Some programs take these fonts for sets of signs and add F000 to each character."""
    shifted = "".join(chr(0xF000 + ord(character)) for character in "C«ng nghÖ")
    assert to_unicode(shifted, ".VnTime") == "Công nghệ"


@pytest.mark.parametrize("name", ["Times New Roman", "Vni", "VnTime", "", "Arial"])
def test_other_fonts_say_nothing(name: str) -> None:
    """Nothing is guessed from characters alone."""
    assert find_font(name) is None
    assert to_unicode("C«ng", name) is None


@pytest.mark.parametrize("name", [".VnTime", ".vntime", "'.VnTime'", " .VnArial "])
def test_names_are_read_as_programs_write_them(name: str) -> None:
    """With quotes, blanks and whatever capitals."""
    assert find_font(name) == LegacyFont(Encoding.TCVN3)


@pytest.mark.parametrize("text", ["Công nghệ thông tin", "Đường", "ỷ lại", unicodedata.normalize("NFD", "việc")])
def test_text_that_is_unicode_already_stays(text: str) -> None:
    """A font's name often outlives a conversion."""
    assert to_unicode(text, ".VnTime") == unicodedata.normalize("NFC", text)


def test_a_mark_alone_belongs_to_the_vowel_before_it() -> None:
    """Word cuts a word into runs anywhere; only VNI's marks are characters of their own."""
    vni_font, tcvn3_font = LegacyFont(Encoding.VNI), LegacyFont(Encoding.TCVN3)
    assert begins_with_mark("øng", "la", vni_font)
    assert not begins_with_mark("øng", "l", vni_font)
    assert not begins_with_mark("ng", "la", vni_font)
    assert not begins_with_mark("¸ng", "la", tcvn3_font)
    assert decode("laø", vni_font) == "là"
