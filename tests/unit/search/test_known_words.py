"""The words by which a query is proposed in place of one that finds nothing."""

from __future__ import annotations

import json

from plugins.search.known_words import count_words, encode_known_words


def test_words_of_two_articles_stand_by_how_many_have_them() -> None:
    """However often one article has a word; numbers and words of one article are left out."""
    counts = count_words(["tin mới\ntin tin 2022", "công tin\nmới", "tin 2022 công mới", "riêng riêng"])
    name, path, data = encode_known_words(counts)
    assert path == f"w/{name}.json"
    assert json.loads(data)["words"].split() == ["mới", "tin", "công"]
