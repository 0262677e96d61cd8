"""
The words of all documents as files, by which a browser verifies phrases; and which titles have a word.

The postings of words leave few documents to verify, and these are read only as results are shown, so a phrase costs
the list of files and some ten files.  Files hold a few documents of one month, so that a new article renames one.

JS twin: theme/static/js/search/texts.js.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from plugins.newsroom.vietnamese import fold
from plugins.search.columns import gaps
from plugins.search.names import content_hash, pack_hashes

VERSION: Final = 2

# Documents a file.  At 10,000 articles the list of files is 10 KB with 4, and ten files 50 KB; with more articles
# files grow in place of the list.
_SIZES: Final = ((20_000, 4), (1 << 62, 16))
# Documents for each of the files that share the words of titles, by what a word is without its accents; and the most.
_BUCKET: Final = 32
_BUCKETS: Final = 64


@dataclass(frozen=True, slots=True)
class Texts:
    """`hash` is what the root says of the tier; `files` are (path below the search folder, bytes)."""

    hash: str
    files: tuple[tuple[str, bytes], ...]


def encode_texts(tier: str, documents: Sequence[tuple[str, str]]) -> Texts:
    """
    Return the files of a tier.

    Args:
        tier: Its name.
        documents: In the order of the index: ISO date, and the tokens with a line a block, the title's first.
    """
    size = next(size for most, size in _SIZES if len(documents) <= most)
    months = [(month, [text for _, text in run]) for month, run in groupby(documents, key=lambda pair: pair[0][:7])]
    chunks = list(_chunks(months, size))
    hashes = [content_hash(data) for _, data in chunks]
    files = [(f"x/{name}-{digest.hex()}.json", data) for (name, data), digest in zip(chunks, hashes, strict=True)]
    count = _buckets(len(documents))
    buckets = [_to_json({"terms": terms}) for terms in _titles([text for _, text in documents], count)]
    bucket_hashes = [content_hash(data) for data in buckets]
    for number, (data, digest) in enumerate(zip(buckets, bucket_hashes, strict=True)):
        files.append((f"x/{tier}-title-{number}-{digest.hex()}.json", data))
    counts = [[month, len(run)] for month, run in months]
    index = _to_json(
        {"size": size, "months": counts, "hashes": pack_hashes(hashes), "titles": pack_hashes(bucket_hashes)}
    )
    name = content_hash(index).hex()
    return Texts(name, (*files, (f"x/{tier}-{name}.json", index)))


def _chunks(months: Sequence[tuple[str, list[str]]], size: int) -> Iterator[tuple[str, bytes]]:
    """Yield the beginning of each file's name, and its bytes."""
    for month, texts in months:
        for number, first in enumerate(range(0, len(texts), size)):
            yield f"{month}-{number}", _to_json({"documents": texts[first : first + size]})


def _buckets(documents: int) -> int:
    """Return how many files share the words of titles."""
    return max(1, min(_BUCKETS, documents // _BUCKET))


def _titles(texts: Sequence[str], count: int) -> list[dict[str, str]]:
    """Return for each bucket its tokens, ascending, with `gaps` of the documents that have them in the title."""
    held: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for token in dict.fromkeys(text.partition("\n")[0].split()):
            held.setdefault(token, []).append(number)
    buckets: list[dict[str, str]] = [{} for _ in range(count)]
    for token in sorted(held):
        buckets[sum(map(ord, fold(token))) % count][token] = gaps(held[token], 0)
    return buckets


def _to_json(value: dict[str, object]) -> bytes:
    """Return a file's bytes."""
    return json.dumps({"format": VERSION, **value}, ensure_ascii=False, separators=(",", ":")).encode()
