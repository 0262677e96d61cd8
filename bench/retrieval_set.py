"""
Reads a retrieval set: documents, questions, and which documents are right.

A folder with `docs.jsonl.xz` (id, title, body), `queries.jsonl.xz` (id, text) and `qrels.tsv`
(question, tab, document); text is UTF-8.  A news file, to mix with, has the lines of `docs.jsonl.xz`.
"""

from __future__ import annotations

import json
import lzma
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

DOCUMENTS: Final = "docs.jsonl.xz"
QUESTIONS: Final = "queries.jsonl.xz"
RIGHT: Final = "qrels.tsv"


class RetrievalSetError(Exception):
    """A file of the set is not as it should be; `str()` names it and the line."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document: `body` has paragraphs parted by blank lines."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the ids of the documents that are right."""

    id: str
    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents, ids distinct, and questions; `unjudged` of the file's questions were left out, as none is right."""

    documents: tuple[Text, ...]
    questions: tuple[Question, ...]
    unjudged: int


def read_set(folder: Path) -> RetrievalSet:
    """
    Read the set in *folder*.

    Raises:
        RetrievalSetError: A file is missing, damaged, or has a line that is not understood.
    """
    documents = read_documents(folder / DOCUMENTS)
    texts = _unique(folder / QUESTIONS, ("id", "text"))
    right = _read_right(folder / RIGHT, {document.id for document in documents}, set(texts))
    questions = tuple(Question(key, row["text"], frozenset(right[key])) for key, row in texts.items() if key in right)
    if not questions:
        raise RetrievalSetError(f"{folder / RIGHT}: không có câu hỏi nào có đáp án. (No question is judged.)")
    return RetrievalSet(documents, questions, len(texts) - len(questions))


def read_documents(path: Path) -> tuple[Text, ...]:
    """
    Read a file of documents.

    Raises:
        RetrievalSetError: It is missing, damaged, has a line that is not understood, or an id twice.
    """
    rows = _unique(path, ("id", "title", "body"))
    return tuple(Text(key, row["title"], row["body"]) for key, row in rows.items())


def mix(documents: Sequence[Text], others: Sequence[Text]) -> tuple[Text, ...]:
    """Return *documents* and, after them, those of *others* whose title has not been there yet."""
    seen = {_title_key(document) for document in documents}
    added = []
    for other in others:
        key = _title_key(other)
        if key not in seen:
            seen.add(key)
            added.append(other)
    return (*documents, *added)


def _title_key(document: Text) -> str:
    """Return what two spellings of one title have in common: not case, white space or the form of Unicode."""
    return " ".join(unicodedata.normalize("NFC", document.title).casefold().split())


def _unique(path: Path, names: Sequence[str]) -> dict[str, Mapping[str, str]]:
    """Return the objects in *path* by id, in their order."""
    rows: dict[str, Mapping[str, str]] = {}
    for number, line in _lines(path, lzma.open if path.suffix == ".xz" else open):
        row = _object(line)
        if row is None or not all(isinstance(row.get(name), str) for name in names):
            wanted = ", ".join(names)
            raise _wrong(path, number, f"cần một đối tượng JSON có các chuỗi {wanted}", f"not an object of {wanted}")
        if row["id"] in rows:
            raise _wrong(path, number, f"id {row['id']!r} đã có ở dòng trước", "this id is there already")
        rows[row["id"]] = row
    if not rows:
        raise RetrievalSetError(f"{path}: không có dòng nào. (Empty.)")
    return rows


def _object(line: str) -> dict[str, Any] | None:
    """Return the JSON object on *line*, None where it holds none."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _read_right(path: Path, documents: set[str], questions: set[str]) -> Mapping[str, set[str]]:
    """Return the ids of the right documents by question."""
    right: dict[str, set[str]] = defaultdict(set)
    for number, line in _lines(path, open):
        question, tab, document = line.partition("\t")
        if not tab or "\t" in document:
            raise _wrong(path, number, "cần hai cột, cách nhau bằng dấu tab", "two columns parted by a tab are needed")
        if question not in questions:
            raise _wrong(path, number, f"không có câu hỏi {question!r} trong {QUESTIONS}", "no such question")
        if document not in documents:
            raise _wrong(path, number, f"không có bài {document!r} trong {DOCUMENTS}", "no such document")
        right[question].add(document)
    return right


def _lines(path: Path, opener: Callable[..., Any]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers from 1 and without their ends."""
    number = 0
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if text := line.rstrip("\r\n"):
                    yield number, text
    except FileNotFoundError as error:
        raise RetrievalSetError(f"{path}: không có tệp này. (No such file.)") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, number + 1, "không phải UTF-8", "not UTF-8") from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise _wrong(path, number + 1, f"không đọc tiếp được: {error}", "damaged from here on") from error


def _wrong(path: Path, line: int, problem: str, english: str) -> RetrievalSetError:
    return RetrievalSetError(f"{path}:{line}: {problem}. ({english[0].upper()}{english[1:]}.)")
