"""Short forms of a lead."""

from __future__ import annotations

import pytest

from plugins.archives.summaries import shorten


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("một hai ba", "một hai ba"),
        ("một hai bốn", "một hai…"),
        ("một hai, ba bốn", "một hai…"),
        ("một hai ba bốn", "một hai…"),
        ("một hai b bốn", "một hai b…"),
        ("nghiêngnghiêng", "nghiêngng…"),
    ],
)
def test_cut_at_a_word(text: str, short: str) -> None:
    """At most ten characters with "…", whole words, no loose comma before it."""
    assert shorten(text, 10) == short


def test_default_is_three_hundred() -> None:
    """A lead of 300 characters stays as it is, a longer one is cut."""
    text = "tin " * 75
    assert shorten(text) == text
    assert shorten(text + "x") == "tin " * 74 + "tin…"
