"""
The words of all documents as files, by which a browser verifies phrases; and which titles have a word.

The postings of words leave few documents to verify, and these are read only as results are shown, so a phrase costs
the list of files and some ten files.  Files hold a few documents of one month, so that a new article renames one.

JS twin: theme/static/js/search/texts.js.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from plugins.newsroom.vietnamese import fold
from plugins.search.columns import gaps
from plugins.search.names import content_hash, pack_hashes

VERSION: Final = 2

# Takes a file: path below the search folder, bytes.
Put = Callable[[str, bytes], object]
# Hash, path, bytes.
File = tuple[bytes, str, bytes]

# Documents a file.  At 10,000 articles the list of files is 10 KB with 4, and ten files 50 KB; with more articles
# files grow in place of the list.
_SIZES: Final = ((20_000, 4), (1 << 62, 16))
# Documents for each of the files that share the words of titles, by what a word is without its accents; and the most.
_BUCKET: Final = 32
_BUCKETS: Final = 64


class TextWriter:
    """
    Makes the files of a tier, of documents that come one after the other.

    Args:
        tier: Its name.
        documents: How many it has.
        put: Takes each file: path below the search folder, bytes.
    """

    def __init__(self, tier: str, documents: int, put: Put) -> None:
        self._tier = tier
        self._size = chunk_size(documents)
        self._put = put
        self._months: list[tuple[str, int]] = []
        self._hashes: list[bytes] = []
        self._count = 0
        self._titles: dict[str, list[int]] = {}

    def add(self, month: str, texts: Sequence[str]) -> None:
        """Add the documents of a month, in order: their tokens with a line a block, the title's first."""
        self._months.append((month, len(texts)))
        for number, first in enumerate(range(0, len(texts), self._size)):
            digest, path, data = encode_chunk(month, number, texts[first : first + self._size])
            self._hashes.append(digest)
            self._put(path, data)
        for text in texts:
            for token in title_tokens(text):
                self._titles.setdefault(token, []).append(self._count)
            self._count += 1

    def finish(self) -> str:
        """Put the files that are of the whole tier; return what the root says of it."""
        count = bucket_count(self._count)
        buckets: list[dict[str, str]] = [{} for _ in range(count)]
        for token in sorted(self._titles):
            buckets[bucket_of(token, count)][token] = gaps(self._titles[token], 0)
        titles = []
        for number, bucket in enumerate(buckets):
            digest, path, data = encode_bucket(self._tier, number, bucket)
            titles.append(digest)
            self._put(path, data)
        name, path, data = encode_index(self._tier, self._months, self._hashes, titles)
        self._put(path, data)
        return name


def chunk_size(documents: int) -> int:
    """Return how many documents a file has in a tier of so many."""
    return next(size for most, size in _SIZES if documents <= most)


def encode_chunk(month: str, number: int, texts: Sequence[str]) -> File:
    """Return the file of some documents of a month, which is one of several, from 0."""
    data = _to_json({"documents": texts})
    digest = content_hash(data)
    return digest, chunk_path(month, number, digest), data


def chunk_path(month: str, number: int, digest: bytes) -> str:
    """Return the path of the file of some documents."""
    return f"x/{month}-{number}-{digest.hex()}.json"


def title_tokens(text: str) -> list[str]:
    """Return the tokens of a document's title, each once."""
    return [*dict.fromkeys(text.partition("\n")[0].split())]


def bucket_count(documents: int) -> int:
    """Return how many files share the words of titles."""
    return max(1, min(_BUCKETS, documents // _BUCKET))


def bucket_of(token: str, count: int) -> int:
    """Return which of *count* files tells of the titles that have a token."""
    return sum(map(ord, fold(token))) % count


def encode_bucket(tier: str, number: int, terms: Mapping[str, str]) -> File:
    """Return a file of titles' tokens, ascending, with `gaps` of the documents that have them there."""
    data = _to_json({"terms": terms})
    digest = content_hash(data)
    return digest, bucket_path(tier, number, digest), data


def bucket_path(tier: str, number: int, digest: bytes) -> str:
    """Return the path of a file of titles' tokens."""
    return f"x/{tier}-title-{number}-{digest.hex()}.json"


def encode_index(
    tier: str, months: Sequence[tuple[str, int]], hashes: Sequence[bytes], titles: Sequence[bytes]
) -> tuple[str, str, bytes]:
    """Return the file that names a tier's others: what the root says of the tier, its path, its bytes."""
    size = chunk_size(sum(count for _, count in months))
    names = {"hashes": pack_hashes(hashes), "titles": pack_hashes(titles)}
    data = _to_json({"size": size, "months": months, **names})
    name = content_hash(data).hex()
    return name, index_path(tier, name), data


def index_path(tier: str, name: str) -> str:
    """Return the path of the file that names a tier's others."""
    return f"x/{tier}-{name}.json"


def _to_json(value: Mapping[str, object]) -> bytes:
    """Return a file's bytes."""
    return json.dumps({"format": VERSION, **value}, ensure_ascii=False, separators=(",", ":")).encode()
