"""
The terms of the newest month as files, with places in the documents, from which pairs are found.

There is a fixed number of files, so that an edit renames those alone whose words it touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from plugins.search.analysis import folded_part, term_key
from plugins.search.names import part_of
from plugins.search.scoring import TITLE_WEIGHT
from plugins.search.shards import Coder, Term

# Files: so many a document, and at most.
PARTS_EACH, MOST_PARTS = 4, 128
# Places in a document are counted in lines of so many words, so that an edit moves no place in another block.
_LINE = 256


def encode_positions(coder: Coder, documents: Sequence[str]) -> list[bytes]:
    """
    Return the files of the newest month.

    Args:
        coder: Of this tier.
        documents: Their tokens, a line a block, the title's first.
    """
    places: defaultdict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, text in enumerate(documents):
        own: defaultdict[str, list[int]] = defaultdict(list)
        for position, token in _placed(text):
            own[token].append(position)
        for token, positions in own.items():
            places[token].append((number, positions))
    parts: list[list[Term]] = [[] for _ in range(parts_of(len(documents)))]
    for token, postings in places.items():
        key = term_key(token)
        parts[part_of(folded_part(key), len(parts))].append(coder.positioned(key, postings))
    return [coder.shard(part) for part in parts]


def parts_of(documents: int) -> int:
    """Return how many files the newest month has: a power of two."""
    return min(MOST_PARTS, 1 << (PARTS_EACH * documents - 1).bit_length())


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield every token of a document with its place; words of two blocks are no neighbours."""
    title, *others = text.split("\n")
    position = 0
    for line in (*(title,) * TITLE_WEIGHT, *others):
        count = 0
        for count, token in enumerate(line.split(), start=1):
            yield position + count, token
        position += (count // _LINE + 1) * _LINE
