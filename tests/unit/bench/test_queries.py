"""What is asked."""

from __future__ import annotations

import pytest

from bench.measure import BenchError, corpus_of
from bench.queries import sample, slug_of, without_accents


def test_typing_without_accents_keeps_everything_else() -> None:
    """Composed or not; case, digits, signs and other letters stay."""
    assert without_accents("Đường Hoà Bình, số 42/2022/NĐ-CP: ß?") == "Duong Hoa Binh, so 42/2022/ND-CP: ß?"
    assert without_accents("đươ\u0300ng") == "duong"


def test_a_sample_is_spread_evenly() -> None:
    """From the first on; never more than there are."""
    assert list(sample(range(300), 3)) == [0, 100, 200]
    assert list(sample(range(10), 4)) == [0, 2, 4, 6]
    assert list(sample(range(2), 60)) == [0, 1]


def test_an_address_ends_in_the_slug() -> None:
    """Whatever it stands under."""
    assert slug_of("/kinh-te/gia-gao-1234abcd.html") == "gia-gao-1234abcd"
    assert slug_of("gia-gao.html") == "gia-gao"


def test_more_articles_than_there_are_cannot_be_measured() -> None:
    """The message says how many there are."""
    with pytest.raises(BenchError, match="100,000"):
        corpus_of(100_001)
