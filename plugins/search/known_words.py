"""
The words that the articles of the oldest tier use most, as a file.

It is fetched where no article has all the words of a query, to propose another.

JS twin: theme/static/js/search/propose.js.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from plugins.search.names import content_hash

VERSION: Final = 2

# Words in the file, which then has some 20 KB as a server sends it; rarer ones are names and slips of the pen.
_MOST: Final = 6000
# Articles that must have a word.
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class KnownWords:
    """`hash` is what the root says of the tier; `files` is the one file as (path below the search folder, bytes)."""

    hash: str
    files: tuple[tuple[str, bytes], ...]


def encode_known_words(documents: Iterable[str]) -> KnownWords:
    """Return the file for *documents*, which are their tokens: those in most articles first."""
    counts: Counter[str] = Counter()
    for text in documents:
        counts.update(set(text.split()))
    ordered = sorted((-count, word) for word, count in counts.items() if count >= _LEAST and not word.isdigit())
    value = {"format": VERSION, "words": " ".join(word for _, word in ordered[:_MOST])}
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    digest = content_hash(data).hex()
    return KnownWords(digest, ((f"w/{digest}.json", data),))
