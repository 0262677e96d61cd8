from __future__ import annotations

import re

from hypothesis import given, strategies as st

from plugins.newsroom.vietnamese import canonical_syllable, collation_key, fold, nfc, slugify

_INITIALS = [
    "",
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "gi",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ngh",
    "nh",
    "p",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RHYMES = [
    "a",
    "ă",
    "â",
    "e",
    "ê",
    "i",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "y",
    "oa",
    "oe",
    "uy",
    "ai",
    "ay",
    "oai",
    "oay",
    "ua",
    "ưa",
    "uơ",
    "ui",
    "uê",
    "an",
    "oan",
    "oat",
    "uyên",
    "iêu",
    "ươi",
]
_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A syllable with its tone on any of the rhyme's letters."""
    rhyme = draw(st.sampled_from(_RHYMES))
    place = draw(st.integers(1, len(rhyme)))
    return nfc(draw(st.sampled_from(_INITIALS)) + rhyme[:place] + draw(st.sampled_from(_TONES)) + rhyme[place:])


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """Folding what is folded changes nothing, and composition does not matter."""
    assert fold(fold(text)) == fold(text)
    assert not re.search("[\u0300-\u036f]", fold(text))


@given(syllables())
def test_canonical_syllable_is_idempotent_and_goes_with_fold(syllable: str) -> None:
    """One form is enough, and it does not matter whether a syllable is folded before or after."""
    canonical = canonical_syllable(syllable)
    assert canonical_syllable(canonical) == canonical
    assert fold(canonical) == canonical_syllable(fold(syllable))


@given(st.text())
def test_canonical_syllable_takes_anything(text: str) -> None:
    """No text makes it stumble or change twice."""
    assert canonical_syllable(canonical_syllable(text)) == canonical_syllable(text)


@given(st.text())
def test_slugs_hold_nothing_else(text: str) -> None:
    """Only a-z, 0-9 and single hyphens within."""
    assert re.fullmatch("|[a-z0-9]+(-[a-z0-9]+)*", slugify(text))
    assert slugify(slugify(text)) == slugify(text)


@given(st.lists(st.text(alphabet="aàảãáạăâbdđeêoôơuư xz1")))
def test_collation_is_an_order(texts: list[str]) -> None:
    """Any texts can be ordered, whatever order they come in."""
    assert [collation_key(text) for text in sorted(texts, key=collation_key)] == sorted(map(collation_key, texts))
