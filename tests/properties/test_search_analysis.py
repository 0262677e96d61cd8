"""Analysis: what spelling does not change, and how keys sort."""

from __future__ import annotations

import unicodedata

from hypothesis import given, strategies as st

from plugins.newsroom.vietnamese import fold
from plugins.search.analysis import VARIANT, folded_part, query_tokens, spelt_part, term_key, token, tokens
from tests.corpora import texts

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạòóỏõọùúủũụỳýỷỹỵìíỉĩịèéẻẽẹ", min_size=1, max_size=7)


@given(texts() | st.text())
def test_composed_and_decomposed_text_in_either_case_gives_the_same_tokens(text: str) -> None:
    """NFC, NFD and case are no difference."""
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(text)


@given(st.text())
def test_tokens_of_tokens_are_themselves(text: str) -> None:
    """Analysis is idempotent, so that a stored token can be asked for."""
    made = tokens(text)
    assert [token(one) for one in made] == made


@given(VIETNAMESE)
def test_a_word_typed_without_accents_finds_the_folded_part_of_its_own_key(word: str) -> None:
    """Folding before or after analysis leads to the same group of variants."""
    key = term_key(token(word))
    assert folded_part(key) == token(fold(word))
    assert spelt_part(key) == token(word)


@given(st.lists(VIETNAMESE, max_size=20))
def test_variants_of_one_folded_form_are_neighbours_among_sorted_keys(words: list[str]) -> None:
    """Sorted as Whoosh sorts, by the bytes of UTF-8."""
    keys = sorted({term_key(token(word)) for word in words}, key=str.encode)
    groups = [folded_part(key) for key in keys]
    assert groups == sorted(groups)
    assert all(key.count(VARIANT) <= 1 for key in keys)


@given(texts(6))
def test_a_query_asks_for_each_token_once(text: str) -> None:
    """Repetition changes nothing."""
    assert query_tokens(f"{text} {text}") == query_tokens(text) == tuple(dict.fromkeys(tokens(text)))
