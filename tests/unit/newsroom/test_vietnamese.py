from __future__ import annotations

from datetime import date, datetime

import pytest

from plugins.newsroom.moment import ZONE
from plugins.newsroom.vietnamese import (
    canonical_syllable,
    collation_key,
    fold,
    format_day,
    format_moment,
    format_number,
    format_size,
    slugify,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường về ĐẮK LẮK", "duong ve dak lak"),
        ("Ðà Nẵng", "da nang"),
        ("Ɖồng", "dong"),
        ("Nghi\u0323\u0302", "nghi"),
        ("ƯƠ", "uo"),
        ("42/2022/NĐ-CP", "42/2022/nd-cp"),
    ],
)
def test_fold_takes_marks_off(text: str, folded: str) -> None:
    """Marks go, đ and its look-alikes become d, capitals become small."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("variants", "canonical"),
    [
        (("hòa", "hoà"), "hòa"),
        (("khỏe", "khoẻ"), "khỏe"),
        (("thủy", "thuỷ"), "thủy"),
        (("úy", "uý"), "úy"),
        (("kỹ", "kĩ"), "kĩ"),
        (("lý", "lí"), "lí"),
        (("mỹ", "mĩ"), "mĩ"),
        (("sỹ", "sĩ"), "sĩ"),
        (("quý", "quí"), "quí"),
        (("tỷ", "tỉ"), "tỉ"),
        (("hy", "hi"), "hi"),
    ],
)
def test_spelling_variants_are_one(variants: tuple[str, ...], canonical: str) -> None:
    """Old and new placement of tones, and y or i as the whole rhyme, have one form."""
    assert {canonical_syllable(variant) for variant in variants} == {canonical}


@pytest.mark.parametrize(
    "syllable",
    ["thuở", "quá", "của", "hai", "hay", "tai", "tay", "thúi", "thúy", "hoàn", "toán", "qua", "quê", "ý", "y", "thi"],
)
def test_other_syllables_stay(syllable: str) -> None:
    """A rhyme that is not one of the variants is left alone."""
    assert canonical_syllable(syllable) == syllable


def test_slug_of_a_headline() -> None:
    """What is no letter or digit becomes one hyphen."""
    assert slugify(" Họp báo: quý 2 – “Đất đai”! ") == "hop-bao-quy-2-dat-dai"
    assert slugify("!!!") == ""
    assert len(slugify("a " * 500)) <= 240


def test_dates_and_numbers_as_the_old_portal_writes_them() -> None:
    """The seed page's date line and its count with the Vietnamese separator."""
    assert format_moment(datetime(2019, 6, 24, 22, 33, tzinfo=ZONE)) == "Thứ hai - 24/06/2019 22:33"
    assert format_moment(datetime(2019, 6, 30, 0, 5, tzinfo=ZONE)) == "Chủ nhật - 30/06/2019 00:05"
    assert format_day(date(2019, 1, 2)) == "02/01/2019"
    assert [format_number(n) for n in (0, 999, 71244, 383090054)] == ["0", "999", "71.244", "383.090.054"]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 byte"),
        (1023, "1.023 byte"),
        (1024, "1 KB"),
        (122_880, "120 KB"),
        (1_048_063, "1.023 KB"),
        (1_048_064, "1 MB"),
        (1_572_864, "1,5 MB"),
        (2**31, "2.048 MB"),
    ],
)
def test_sizes_have_a_unit_and_a_decimal_comma(size: int, words: str) -> None:
    """A number of bytes is said in the largest unit that leaves a whole, rounded once."""
    assert format_size(size) == words


def test_alphabetical_order() -> None:
    """Letters by the Vietnamese alphabet, then tones: none, huyền, hỏi, ngã, sắc, nặng; word by word."""
    words = [
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "băm",
        "bân",
        "cá",
        "da",
        "đa",
        "em",
        "êm",
        "on",
        "ôn",
        "ơn",
        "ưa",
        "vu",
    ]
    assert sorted(set(words), key=collation_key) == words
    assert sorted(["ba mươi", "bà", "ba"], key=collation_key) == ["ba", "ba mươi", "bà"]
