"""
A leaf of the index of record: a Whoosh index of some documents, written at once and never changed.

Whoosh counts deleted documents until an index is optimised, so a leaf with a changed document is written anew:
statistics are always those of a clean index.  Terms are written through Whoosh's codec, in order, which spares its
sorting pool; what results is an index like any other, and Whoosh's searcher reads it.

Source: the API common to Whoosh 2.7.4 and its forks.
"""

from __future__ import annotations

import json
import shutil
from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.codec import default_codec
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.index import TOC, FileIndex

from plugins.search import analysis, scoring
from plugins.search.rows import FACETS, SHOWN_FIELDS, WORDS, Row, row_terms, stored_row

FIELD = "text"

_STATE = "state.json"
_NAME = "MAIN"
# Postings a block; larger blocks are quicker to write and read, and nothing skips.
_BLOCK_LIMIT = 4096

Postings = dict[str, tuple["array[int]", "array[int]", list[bytes]]]


def schema() -> Schema:
    """Return the fields: one merged text, frequencies as weights and followers as values; and what results show."""
    stored = {name: STORED() for name in (*SHOWN_FIELDS, FACETS, WORDS)}
    return Schema(**{FIELD: FieldType(Format(), None, scorable=True)}, **stored)


def open_leaf(folder: Path) -> Any:
    """Return Whoosh's reader of the leaf in *folder*."""
    return FileIndex(FileStorage(str(folder))).reader()


def is_whole(folder: Path) -> bool:
    """Tell whether a leaf is as `write_leaf` of this version left it."""
    try:
        state = json.loads((folder / _STATE).read_bytes())
        return bool(state["versions"] == _versions() and state["files"] == _file_hashes(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def fingerprints_of(folder: Path) -> list[str]:
    """Return the documents that the leaf in *folder* says it has, in order; none where it does not say so."""
    try:
        held = json.loads((folder / _STATE).read_bytes())["documents"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [str(name) for name in held] if isinstance(held, list) else []


def read_rows(folder: Path) -> Mapping[str, Row]:
    """Return the documents of a leaf that `is_whole`, by fingerprint, in order."""
    reader = open_leaf(folder)
    try:
        rows = [stored_row(reader.stored_fields(number)) for number in range(reader.doc_count_all())]
    finally:
        reader.close()
    return dict(zip(fingerprints_of(folder), rows, strict=True))


def write_leaf(folder: Path, rows: Mapping[str, Row]) -> None:
    """
    Write a leaf of *rows*, which are by fingerprint and in order, in place of what *folder* holds.

    The state file comes last, so that a write broken off is found and done again.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    storage = FileStorage(str(folder))
    codec = default_codec(blocklimit=_BLOCK_LIMIT, compression=1)
    segment = codec.new_segment(storage, _NAME)
    own_schema = schema()
    postings, lengths = _write_documents(codec.per_document_writer(storage, segment), own_schema, [*rows.values()])
    segment.set_doc_count(len(rows))
    writer = codec.field_writer(storage, segment)
    writer.start_field(FIELD, own_schema[FIELD])
    for key in sorted(postings):
        writer.start_term(key.encode())
        for number, frequency, value in zip(*postings[key], strict=True):
            writer.add(number, frequency, value, lengths[number])
        writer.finish_term()
    writer.finish_field()
    writer.close()
    TOC(own_schema, [segment], 1).write(storage, _NAME)
    storage.temp_storage(f"{_NAME}.tmp").destroy()
    state = {"versions": _versions(), "documents": [*rows], "files": _file_hashes(folder)}
    (folder / _STATE).write_text(json.dumps(state), encoding="utf-8")


def _write_documents(writer: Any, own_schema: Schema, rows: Sequence[Row]) -> tuple[Postings, list[int]]:
    """Write what is kept a document; return the postings of each key, and the documents' lengths."""
    postings: Postings = {}
    lengths = []
    for number, row in enumerate(rows):
        terms = row_terms(row)
        length = sum(terms.counts.values())
        writer.start_doc(number)
        writer.add_field(FIELD, own_schema[FIELD], None, length)
        for name, value in zip((*SHOWN_FIELDS, FACETS, WORDS), (*row.shown, row.facets, row.words), strict=True):
            writer.add_field(name, own_schema[name], value, 0)
        writer.finish_doc()
        lengths.append(length)
        for token, frequency in terms.counts.items():
            key = analysis.term_key(token)
            if key not in postings:
                postings[key] = (array("L"), array("L"), [])
            numbers, frequencies, values = postings[key]
            numbers.append(number)
            frequencies.append(frequency)
            # Whoosh leaves an empty value out, and the others would move up.
            values.append(" ".join(terms.followers.get(token, ())).encode() or b" ")
    writer.close()
    return postings, lengths


def _versions() -> list[Any]:
    """Return what a leaf follows from beside its documents."""
    unicode_version = analysis.unicode_version()
    return [analysis.VERSION, scoring.TITLE_WEIGHT, unicode_version, list(whoosh_version)]


def _file_hashes(folder: Path) -> dict[str, str]:
    """Return a hash of each file of an index."""
    files = sorted(path for path in folder.iterdir() if path.name != _STATE)
    return {path.name: blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in files}
