"""
What the index keeps of a document, which is all that its postings and files are made from.

So a document that did not change is taken from the index as it stands, without its article.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from plugins.search import analysis, scoring
from plugins.search.blocks import Shown
from plugins.search.documents import Document
from plugins.search.facets import Faceted, Facets, Option, faceted

SHOWN_FIELDS = ("title", "url", "date", "category", "summary", "rating")
FACETS, WORDS = "facets", "words"


@dataclass(frozen=True, slots=True)
class Row:
    """
    A document as it is stored.

    Attributes:
        shown: The values of `SHOWN_FIELDS`.
        facets: Its facets as JSON.
        words: Its tokens, a line a block: the title's first, then the summary's.
    """

    shown: tuple[str, ...]
    facets: str
    words: str


@dataclass(frozen=True, slots=True)
class Terms:
    """How often each token stands in a document, and the tokens that follow it, each as often as it does."""

    counts: dict[str, int]
    followers: dict[str, list[str]]


def make_row(document: Document) -> Row:
    """Return what is stored of *document*."""
    date_text = document.date.isoformat()
    shown = (document.title, document.url, date_text, document.category, document.summary, document.rating)
    facets = {name: own for name, own in asdict(document.facets).items() if own}
    texts = (document.title, document.summary, *document.blocks)
    words = "\n".join(" ".join(analysis.tokens(text)) for text in texts)
    return Row(shown, json.dumps(facets, ensure_ascii=False), words)


def stored_row(fields: dict[str, Any]) -> Row:
    """Return the row that stands in the stored *fields* of an index."""
    return Row(tuple(fields[name] for name in SHOWN_FIELDS), fields[FACETS], fields[WORDS])


def row_terms(row: Row) -> Terms:
    """Return the tokens of a document: the title counts `TITLE_WEIGHT` times, all else once."""
    return terms_of(row.words)


def terms_of(words: str) -> Terms:
    """Return the same from the *words* of a row."""
    counts: Counter[str] = Counter()
    followers: defaultdict[str, list[str]] = defaultdict(list)
    title, *others = words.split("\n")
    for line in (*(title,) * scoring.TITLE_WEIGHT, *others):
        found = line.split(" ") if line else []
        counts.update(found)
        for first, second in pairwise(found):
            followers[first].append(second)
    return Terms(counts, followers)


def length_of(words: str) -> int:
    """Return the length in tokens of a document with the *words* of a row, those of the title `TITLE_WEIGHT` times."""
    title, _, rest = words.partition("\n")
    return scoring.TITLE_WEIGHT * len(title.split()) + len(rest.split())


def row_shown(row: Row) -> Shown:
    """Return what a result shows of a document."""
    return Shown(*row.shown)


def row_faceted(row: Row) -> Faceted:
    """Return what a document can be narrowed by."""
    options = {name: tuple(Option(*pair) for pair in own) for name, own in json.loads(row.facets).items()}
    shown = row_shown(row)
    return faceted(Facets(**options), date.fromisoformat(shown.date[:10]), shown.rating)
