"""The text of a body: the quick way for plain paragraphs says what the HTML parser says."""

from __future__ import annotations

import html

from hypothesis import given, strategies as st

from plugins.search import documents
from plugins.search.documents import text_blocks

PARAGRAPHS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")), max_size=5)


@given(PARAGRAPHS)
def test_plain_paragraphs_give_the_same_with_and_without_the_parser(paragraphs: list[str]) -> None:
    """An empty element at the end forces the parser."""
    body = "\n".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    assert documents._PLAIN.fullmatch(body)
    assert text_blocks(body) == text_blocks(body + "<div></div>")


@given(PARAGRAPHS)
def test_escaped_text_comes_back_with_single_spaces(paragraphs: list[str]) -> None:
    """Nothing is lost and nothing is added."""
    expected = tuple(filter(None, (" ".join(text.split()) for text in paragraphs)))
    assert text_blocks("".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)) == expected


@given(st.text())
def test_any_text_as_a_body_is_no_exception(body: str) -> None:
    """Broken markup is read as far as it goes."""
    text_blocks(body)
