"""Short forms of any text."""

from __future__ import annotations

from hypothesis import given, strategies as st

from plugins.archives.summaries import shorten

WORDS = st.lists(st.text("aăđệỹ,.…-", min_size=1, max_size=12), max_size=30)


@given(WORDS, st.integers(2, 60))
def test_a_short_form_is_a_beginning_of_whole_words(words: list[str], limit: int) -> None:
    """Never longer than asked for; what is kept is the beginning, up to a word's end or within a long first word."""
    text = " ".join(words)
    short = shorten(text, limit)
    assert len(short) <= limit or short == text
    if len(text) <= limit:
        assert short == text
        return
    assert short.endswith("…")
    kept = short[:-1]
    assert text.startswith(kept)
    rest = text[len(kept) :].lstrip(",.…-")
    assert rest == "" or rest.startswith(" ") or " " not in text[: limit - 1]


@given(WORDS, st.integers(2, 60))
def test_no_whole_word_is_wasted(words: list[str], limit: int) -> None:
    """One word more would not have fitted."""
    text = " ".join(words)
    short = shorten(text, limit)
    if short != text:
        fitting = [end for end in range(len(text)) if text[end] == " " and end <= limit - 1]
        if fitting:
            assert short == text[: fitting[-1]].rstrip(" ,.…-") + "…"
