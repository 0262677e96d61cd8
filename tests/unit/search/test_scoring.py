"""Scores: quantised, and a function of what Whoosh keeps."""

from __future__ import annotations

from whoosh.util.numeric import byte_to_length, length_to_byte

from plugins.search import scoring


def test_whoosh_keeps_of_a_length_what_its_level_needs() -> None:
    """Whoosh stores a length in one byte; the level is the same before and after."""
    for length in range(1, 20_000):
        assert scoring.level_of(byte_to_length(length_to_byte(length))) == scoring.level_of(length)


def test_levels_ascend_and_use_all_of_four_bits() -> None:
    """Sixteen levels, each of a length that belongs to it."""
    assert [scoring.level_of(length) for length in scoring.LEVELS] == list(range(16))


def test_both_factors_are_multiples_of_a_power_of_two() -> None:
    """So products and sums are exact in doubles."""
    for number in range(1, 200):
        assert (scoring.inverse_frequency(9999, number) * 1024).is_integer()
        assert (scoring.worth_of(scoring.impact_of(number, number % 16)) * 4).is_integer()


def test_a_word_in_every_document_still_counts() -> None:
    """The weight is above zero whatever the numbers, so a match never scores nothing."""
    assert scoring.inverse_frequency(1, 1) == scoring.inverse_frequency(10_000, 10_000) > 0.29


def test_more_occurrences_never_count_less_nor_do_shorter_texts() -> None:
    """All steps are used, from the least for a long text to the most for one full of a word."""
    for level in range(16):
        counted = [scoring.impact_of(number, level) for number in range(1, 200)]
        assert counted == sorted(counted)
    for number in range(1, 20):
        assert [-scoring.impact_of(number, level) for level in range(16)] == sorted(
            -scoring.impact_of(number, level) for level in range(16)
        )
    found = {scoring.impact_of(number, level) for number in range(1, 200) for level in range(16)}
    assert found == set(range(scoring.STEPS))
