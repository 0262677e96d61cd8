"""
The words that the articles of the oldest tier use most, as a file.

It is fetched where no article has all the words of a query, to propose another.

JS twin: theme/static/js/search/propose.js.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from plugins.search.names import content_hash

VERSION: Final = 2

# Words in the file, which then has some 20 KB as a server sends it; rarer ones are names and slips of the pen.
_MOST: Final = 6000
# Articles that must have a word.
_LEAST: Final = 2


def count_words(documents: Iterable[str]) -> Counter[str]:
    """Return how many of *documents*, which are their tokens, have each word that may be proposed."""
    counts: Counter[str] = Counter()
    for text in documents:
        counts.update({word for word in text.split() if not word.isdigit()})
    return counts


def encode_known_words(counts: Mapping[str, int]) -> tuple[str, str, bytes]:
    """
    Return the file of the words in so many documents each, those in most first.

    Returns:
        What the root says of the tier, the path below the search folder, the bytes.
    """
    ordered = sorted((-count, word) for word, count in counts.items() if count >= _LEAST)
    value = {"format": VERSION, "words": " ".join(word for _, word in ordered[:_MOST])}
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    name = content_hash(data).hex()
    return name, known_words_path(name), data


def known_words_path(name: str) -> str:
    """Return the path of the file of that hash."""
    return f"w/{name}.json"
