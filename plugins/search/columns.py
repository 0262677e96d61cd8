"""
The facets of a tier's documents as files: fetched when a reader opens the filters or has set one.

Columns have a letter a document, which stands for its set of options (or for the days since the document
before); what few kinds of letters cost is left to the server's compression.  A tag has a file of its own, because
there are many of them and few documents each.

JS twin: theme/static/js/search/columns.js.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from plugins.newsroom.vietnamese import collation_key
from plugins.search.facets import Faceted, Option
from plugins.search.names import content_hash

VERSION: Final = 2

# Column → its facets.  Of a category and a unit alone there are so few that compression finds repetitions where there
# is no rule, and takes a quarter more than for both together.
_TOGETHER: Final = {"origin": ("category", "unit"), "rating": ("rating",)}

_FIRST_LETTER: Final = 48
_SURROGATES: Final = (0xD800, 0xE000)
_NAME_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """`hashes` is what the root says of the tier: column → hash; `files` are (path below the search folder, bytes)."""

    hashes: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...]


def encode_columns(tier: str, documents: Sequence[Faceted]) -> Columns:
    """Return the columns of the *documents* of a tier, which are in the order of the index."""
    columns = {column: _sets(documents, names) for column, names in _TOGETHER.items()}
    columns["day"] = _days(documents)
    columns["tag"], files = _tags(tier, [document.options["tag"] for document in documents])
    hashes = {}
    for name, column in columns.items():
        data = _to_json(column)
        hashes[name] = content_hash(data).hex()
        files[f"c/{tier}-{name}-{hashes[name]}.json"] = data
    return Columns(hashes, tuple(files.items()))


def gaps(numbers: Iterable[int], before: int) -> str:
    """Return ascending *numbers* as letters for their differences."""
    letters = []
    for number in numbers:
        letters.append(_letter(number - before))
        before = number
    return "".join(letters)


def numbers_of(letters: str, before: int) -> list[int]:
    """Return the ascending numbers that `gaps` wrote as *letters*."""
    return [*accumulate(map(_number, letters), initial=before)][1:]


def _sets(documents: Sequence[Faceted], names: Sequence[str]) -> dict[str, Any]:
    """Return the column of some facets: options as [slug, name, facet], sets of them, and each document's set."""
    options = [
        (*option, name) for name in names for option in _offered(document.options[name] for document in documents)
    ]
    places = {(slug, facet): place for place, (slug, _, facet) in enumerate(options)}
    held = [
        tuple(sorted({places[option.slug, name] for name in names for option in document.options[name]}))
        for document in documents
    ]
    sets = sorted(set(held))
    letters = {kind: _letter(place) for place, kind in enumerate(sets)}
    return {"options": options, "sets": sets, "rows": "".join(letters[kind] for kind in held)}


def _offered(documents: Iterable[tuple[Option, ...]]) -> list[Option]:
    """Return every option once, by name; where names share a slug, the first name stands."""
    named = dict(sorted({option for own in documents for option in own}, reverse=True))
    return sorted((Option(slug, name) for slug, name in named.items()), key=lambda option: collation_key(option.name))


def _days(documents: Sequence[Faceted]) -> dict[str, Any]:
    """Return the first day, and for each document the days since the one before."""
    days = [document.day.toordinal() for document in documents]
    return {"first": documents[0].day.isoformat(), "rows": gaps(days, days[0])}


def _tags(tier: str, documents: Sequence[tuple[Option, ...]]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the list of tags, each with its number of documents and the hash of its file; and these files."""
    held: dict[str, list[int]] = {}
    for number, own in enumerate(documents):
        for slug in dict.fromkeys(option.slug for option in own):
            held.setdefault(slug, []).append(number)
    rows, files = [], {}
    for option in _offered(documents):
        data = _to_json({"rows": gaps(held[option.slug], 0)})
        digest = content_hash(data).hex()
        files[f"c/{tier}-tag-{option.slug[:_NAME_LENGTH]}-{digest}.json"] = data
        rows.append([*option, len(held[option.slug]), digest])
    return {"options": rows}, files


def _letter(number: int) -> str:
    """Return the character that stands for a number, which is no surrogate."""
    code = _FIRST_LETTER + number
    return chr(code if code < _SURROGATES[0] else code + _SURROGATES[1] - _SURROGATES[0])


def _number(letter: str) -> int:
    """Return the number that a character stands for."""
    code = ord(letter)
    return (code if code < _SURROGATES[0] else code - _SURROGATES[1] + _SURROGATES[0]) - _FIRST_LETTER


def _to_json(value: Mapping[str, Any]) -> bytes:
    """Return a file's bytes."""
    return json.dumps({"format": VERSION, **value}, ensure_ascii=False, separators=(",", ":")).encode()
