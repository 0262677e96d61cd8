"""
The index of record: one Whoosh index a calendar year, together one.

Whoosh counts deleted documents until an index is optimised, so a year that changed is
written anew: statistics are always those of a clean index.  A year is judged by a digest
of its documents and of the files that were written, so that a damaged or foreign index
is written anew too.  Terms are written through Whoosh's codec, in order, which spares its
sorting pool; what results is an index like any other, and Whoosh's searcher reads it.

Source: the API common to Whoosh 2.7.4 and its forks.
"""

from __future__ import annotations

import json
import shutil
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.codec import default_codec
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.index import TOC, FileIndex
from whoosh.reading import MultiReader

from plugins.search import analysis, scoring
from plugins.search.blocks import Shown
from plugins.search.documents import Document
from plugins.search.facets import Faceted, Facets, Option, faceted

FIELD = "text"

_STATE = "state.json"
_NAME = "MAIN"
_SHOWN_FIELDS = ("title", "url", "date", "category", "summary", "rating")
_FACETS, _WORDS = "facets", "words"
# Postings a block; larger blocks are quicker to write and read, and nothing skips.
_BLOCK_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Index:
    """An open index: `reader` is Whoosh's own over all years, whose document numbers ascend by (date, slug)."""

    reader: Any

    @property
    def count(self) -> int:
        """Return the number of documents."""
        return int(self.reader.doc_count_all())

    @property
    def average_length(self) -> int:
        """Return the mean length that scores are computed with."""
        return scoring.average_length(int(self.reader.field_length(FIELD)), self.count)

    def length_level(self, document: int) -> int:
        """Return the length level of a document."""
        return scoring.level_of(self.reader.doc_field_length(document, FIELD) or 0)

    def shown(self, document: int) -> Shown:
        """Return what a result shows of a document."""
        stored = self.reader.stored_fields(document)
        return Shown(*(stored[name] for name in _SHOWN_FIELDS))

    def documents_of(self, token: str) -> set[int]:
        """Return the documents that hold what a query's token means: itself when accented, else every variant."""
        folded = analysis.folded_part(analysis.term_key(token))
        found: set[int] = set()
        for leaf, base in self.reader.leaf_readers():
            for field, text in leaf.terms_from(FIELD, folded.encode()):
                key = text.decode()
                if field != FIELD or analysis.folded_part(key) != folded:
                    break
                if analysis.fits(token, analysis.spelt_part(key)):
                    found.update(base + document for document in leaf.postings(FIELD, text).all_ids())
        return found

    def faceted(self, document: int) -> Faceted:
        """Return what a document can be narrowed by."""
        stored = self.reader.stored_fields(document)
        facets = Facets(**{name: tuple(Option(*pair) for pair in own) for name, own in stored[_FACETS].items()})
        return faceted(facets, date.fromisoformat(stored["date"][:10]), stored["rating"])

    def words(self, document: int) -> str:
        """Return a document's tokens, a line a block; the title's is the first."""
        return str(self.reader.stored_fields(document)[_WORDS])


def update(folder: Path, documents: Iterable[Document]) -> tuple[int, ...]:
    """
    Make the index in *folder* that of *documents*, and return the years that had to be written.

    Args:
        folder: Belongs to the index; made when missing.
        documents: In any order; (date, slug) are distinct.

    Raises:
        OSError: The disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(documents, key=lambda document: document.key)
    years = {year: tuple(run) for year, run in groupby(ordered, key=lambda document: document.date.year)}
    wanted = {f"{year:04}": year for year in years}
    for entry in folder.iterdir():
        if entry.name not in wanted:
            _remove(entry)
    written = []
    for name, year in wanted.items():
        digest = _digest(years[year])
        if _is_current(folder / name, digest):
            continue
        _write_year(folder / name, years[year], digest)
        written.append(year)
    return tuple(written)


@contextmanager
def open_index(folder: Path) -> Iterator[Index]:
    """
    Open the index that `update` made in *folder*.

    Raises:
        FileNotFoundError: There is none.
    """
    readers = [FileIndex(FileStorage(str(year))).reader() for year in sorted(folder.iterdir())]
    reader = MultiReader(readers)
    reader.schema = _schema()
    try:
        yield Index(reader)
    finally:
        reader.close()


def iter_postings(index: Index) -> Iterator[tuple[str, array[int], array[int], list[bytes]]]:
    """Yield every term by ascending key: its documents, ascending, how often each holds it, and `followers` there."""
    leaves = [(leaf, base, leaf.all_terms()) for leaf, base in index.reader.leaf_readers()]
    heads = {position: next(terms, None) for position, (_, _, terms) in enumerate(leaves)}
    while keys := [head[1] for head in heads.values() if head is not None]:
        key = min(keys)
        documents, frequencies, values = array("L"), array("L"), []
        for position, (leaf, base, terms) in enumerate(leaves):
            head = heads[position]
            if head is None or head[1] != key:
                continue
            matcher = leaf.postings(FIELD, key)
            while matcher.is_active():
                documents.append(base + matcher.id())
                frequencies.append(int(matcher.weight()))
                values.append(matcher.value())
                matcher.next()
            heads[position] = next(terms, None)
        yield key.decode(), documents, frequencies, values


@dataclass(frozen=True, slots=True)
class Terms:
    """How often each token stands in a document, and the tokens that follow it, each as often as it does."""

    counts: dict[str, int]
    followers: dict[str, list[str]]


def document_terms(document: Document) -> Terms:
    """Return the tokens of *document*: the title counts `TITLE_WEIGHT` times, all else once."""
    counts: Counter[str] = Counter()
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for text in (*(document.title,) * scoring.TITLE_WEIGHT, document.summary, *document.blocks):
        found = analysis.tokens(text)
        counts.update(found)
        for first, second in pairwise(found):
            followers[first].append(second)
    return Terms(counts, followers)


def followers(value: bytes) -> list[str]:
    """Return the tokens that follow a term in a document, from the value of its posting there."""
    return value.decode().split()


def _schema() -> Schema:
    """Return the fields: one merged text, frequencies as weights and followers as values; and what results show."""
    stored = {name: STORED() for name in (*_SHOWN_FIELDS, _FACETS, _WORDS)}
    return Schema(**{FIELD: FieldType(Format(), None, scorable=True)}, **stored)


def _digest(documents: Sequence[Document]) -> str:
    """Return a hash of everything that the index of a year follows from."""
    versions = (analysis.VERSION, scoring.VERSION, scoring.TITLE_WEIGHT, analysis.unicode_version(), whoosh_version)
    digest = blake2b(repr(versions).encode(), digest_size=16)
    for document in documents:
        values = (document.slug, *_shown_values(document), _facets(document), *document.blocks)
        digest.update(json.dumps(values, ensure_ascii=False).encode())
    return digest.hexdigest()


def _shown_values(document: Document) -> tuple[str, ...]:
    """Return the values of `_SHOWN_FIELDS`."""
    date = document.date.isoformat()
    return (document.title, document.url, date, document.category, document.summary, document.rating)


def _facets(document: Document) -> dict[str, list[list[str]]]:
    """Return a document's facets as they are stored."""
    return {name: [list(option) for option in own] for name, own in asdict(document.facets).items()}


def _words(document: Document) -> str:
    """Return a document's tokens as they are stored."""
    texts = (document.title, document.summary, *document.blocks)
    return "\n".join(" ".join(analysis.tokens(text)) for text in texts)


def _is_current(folder: Path, digest: str) -> bool:
    """Tell whether the year's index in *folder* was written from what *digest* stands for, and is still whole."""
    try:
        state = json.loads((folder / _STATE).read_bytes())
        return bool(state == {"documents": digest, "files": _file_hashes(folder)})
    except (OSError, ValueError):
        return False


def _file_hashes(folder: Path) -> dict[str, str]:
    """Return a hash of each file of an index."""
    files = sorted(path for path in folder.iterdir() if path.name != _STATE)
    return {path.name: blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in files}


def _write_year(folder: Path, documents: Sequence[Document], digest: str) -> None:
    """Write a year's index; the state file comes last, so that a write broken off is found and done again."""
    if folder.exists():
        _remove(folder)
    folder.mkdir()
    storage = FileStorage(str(folder))
    codec = default_codec(blocklimit=_BLOCK_LIMIT, compression=1)
    segment = codec.new_segment(storage, _NAME)
    schema = _schema()
    postings, lengths = _write_documents(codec.per_document_writer(storage, segment), schema, documents)
    segment.set_doc_count(len(documents))
    writer = codec.field_writer(storage, segment)
    writer.start_field(FIELD, schema[FIELD])
    for key in sorted(postings):
        writer.start_term(key.encode())
        for number, frequency, value in zip(*postings[key], strict=True):
            writer.add(number, frequency, value, lengths[number])
        writer.finish_term()
    writer.finish_field()
    writer.close()
    TOC(schema, [segment], 1).write(storage, _NAME)
    storage.temp_storage(f"{_NAME}.tmp").destroy()
    state = {"documents": digest, "files": _file_hashes(folder)}
    (folder / _STATE).write_text(json.dumps(state), encoding="utf-8")


def _write_documents(
    writer: Any,
    schema: Schema,
    documents: Sequence[Document],
) -> tuple[dict[str, tuple[array[int], array[int], list[bytes]]], list[int]]:
    """Write what is kept a document; return the postings of each key, and the documents' lengths."""
    postings: dict[str, tuple[array[int], array[int], list[bytes]]] = {}
    lengths = []
    for number, document in enumerate(documents):
        terms = document_terms(document)
        length = sum(terms.counts.values())
        writer.start_doc(number)
        writer.add_field(FIELD, schema[FIELD], None, length)
        for name, value in zip(_SHOWN_FIELDS, _shown_values(document), strict=True):
            writer.add_field(name, schema[name], value, 0)
        writer.add_field(_FACETS, schema[_FACETS], _facets(document), 0)
        writer.add_field(_WORDS, schema[_WORDS], _words(document), 0)
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


def _remove(path: Path) -> None:
    """Remove a file or a folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
