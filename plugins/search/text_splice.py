"""
The files of a tier's texts after edits of a few documents.

They tell which documents differ, and which words these had.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from plugins.search.columns import gaps, numbers_of
from plugins.search.document_edits import Edited
from plugins.search.names import unpack_hashes
from plugins.search.published import LostError, Published, Splice
from plugins.search.texts import (
    bucket_of,
    bucket_path,
    chunk_path,
    chunk_size,
    encode_bucket,
    encode_chunk,
    encode_index,
    index_path,
    title_tokens,
)


class TextSplice:
    """
    The texts of a tier.

    Args:
        tier: Its name.
        name: What the root says of its texts.
        counts: How many documents its months have, as they had before.
        published: Its files.

    Raises (here and below):
        LostError: The files are not there as they were published.
    """

    def __init__(self, tier: str, name: str, counts: Mapping[str, int], published: Published) -> None:
        self._tier = tier
        self._path = index_path(tier, name)
        self._counts = counts
        self._published = published
        index = json.loads(published.read(self._path))
        self._size = chunk_size(sum(counts.values()))
        if index["months"] != [[month, count] for month, count in counts.items()] or index["size"] != self._size:
            raise LostError
        self._hashes, self._titles = unpack_hashes(index["hashes"]), unpack_hashes(index["titles"])

    def edit(self, texts: Mapping[str, Sequence[str]], made: Splice) -> list[Edited]:
        """
        Return the documents that differ, and bring the files of their texts up to date.

        Args:
            texts: All documents of some months: their tokens with a line a block, the title's first.
            made: Takes the changes.
        """
        chunks = [-(-count // self._size) for count in self._counts.values()]
        places = zip(
            self._counts, accumulate(self._counts.values(), initial=0), accumulate(chunks, initial=0), strict=False
        )
        return [
            document
            for month, first, chunk in places
            if month in texts
            for document in self._edited(month, first, chunk, texts[month], made)
        ]

    def _edited(self, month: str, first: int, chunk: int, texts: Sequence[str], made: Splice) -> Iterator[Edited]:
        """Yield the documents of a month that differ; *first* and *chunk* are the first ones of the month."""
        for number, start in enumerate(range(0, len(texts), self._size)):
            after = texts[start : start + self._size]
            digest, path, data = encode_chunk(month, number, after)
            old = chunk_path(month, number, self._hashes[chunk + number])
            if path == old and self._published.holds(path, data):
                continue
            before = json.loads(self._published.read(old))["documents"]
            self._hashes[chunk + number] = digest
            made.gone.add(old)
            made.files[path] = data
            for place, (one, other) in enumerate(zip(before, after, strict=True), start=first + start):
                if one != other:
                    yield Edited(place, one, other)

    def finish(self, edited: Sequence[Edited], made: Splice) -> str:
        """Bring the files that are of the whole tier up to date; return what the root says of them."""
        for number, tokens in self._changed_titles(edited).items():
            old = bucket_path(self._tier, number, self._titles[number])
            terms: dict[str, str] = json.loads(self._published.read(old))["terms"]
            for token, holders in tokens.items():
                held = set(numbers_of(terms.pop(token, ""), 0))
                held.difference_update(document for document, is_held in holders.items() if not is_held)
                held.update(document for document, is_held in holders.items() if is_held)
                if held:
                    terms[token] = gaps(sorted(held), 0)
            self._titles[number], path, data = encode_bucket(self._tier, number, dict(sorted(terms.items())))
            made.gone.add(old)
            made.files[path] = data
        name, path, data = encode_index(self._tier, [*self._counts.items()], self._hashes, self._titles)
        made.gone.add(self._path)
        made.files[path] = data
        return name

    def _changed_titles(self, edited: Sequence[Edited]) -> dict[int, dict[str, dict[int, bool]]]:
        """Return the tokens that titles got or lost, by file: token → document → whether its title has it."""
        changed: defaultdict[int, defaultdict[str, dict[int, bool]]] = defaultdict(lambda: defaultdict(dict))
        for document in edited:
            before, after = set(title_tokens(document.before)), set(title_tokens(document.after))
            for token in before ^ after:
                number = bucket_of(token, len(self._titles))
                changed[number][token][document.number] = token in after
        return {number: dict(tokens) for number, tokens in changed.items()}
