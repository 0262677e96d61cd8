"""The figures of a ranking: what is right and where it stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from bench.judgement import judge


def test_a_question_counts_by_its_first_right_document() -> None:
    """Two right documents do not count twice; what is right for another question does not count."""
    figures = judge([(["a", "b", "c"], {"c", "b"}), (["a"], {"a"}), (["a"], {"b"}), ([], {"a"})])
    assert figures.mrr10 == pytest.approx((1 / 2 + 1) / 4)
    assert (figures.hit1, figures.hit10, figures.queries) == (1 / 4, 2 / 4, 4)


def test_the_eleventh_document_is_too_late() -> None:
    """Ten are looked at."""
    documents = [str(number) for number in range(20)]
    assert judge([(documents, {"9"})]).mrr10 == pytest.approx(1 / 10)
    assert judge([(documents, {"10"})]).hit10 == 0


def test_no_question_is_no_division() -> None:
    """All figures are 0."""
    figures = judge([])
    assert (figures.mrr10, figures.hit1, figures.hit10, figures.queries) == (0, 0, 0, 0)


@given(
    st.lists(st.tuples(st.permutations(list("abcdefghijkl")), st.sets(st.sampled_from("abcdefghijklm"))), min_size=1)
)
def test_the_figures_are_those_of_the_definition(answers: list[tuple[list[str], set[str]]]) -> None:
    """Against exact fractions, worked out from the definition."""
    ranks = [[rank for rank, one in enumerate(found[:10], 1) if one in right] for found, right in answers]
    exact = sum((Fraction(1, min(own)) for own in ranks if own), Fraction()) / len(ranks)
    figures = judge(answers)
    assert figures.mrr10 == pytest.approx(float(exact))
    assert figures.hit1 * len(ranks) == pytest.approx(sum(1 in own for own in ranks))
    assert figures.hit10 * len(ranks) == pytest.approx(sum(bool(own) for own in ranks))
