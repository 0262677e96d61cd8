"""Search by reading every document: the oracle for the index and for the browser, written from the rules alone."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.newsroom.vietnamese import canonical_syllable
from plugins.search.documents import Document

_LEVELS = (
    (32, 24), (45, 38), (63, 54), (89, 75), (129, 107), (182, 153), (253, 215), (360, 302), (508, 428), (714, 602),
    (1032, 858), (1438, 1218), (2066, 1724), (2869, 2435), (4112, 3435), (math.inf, 5000),
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a query finds: (url, score), best first, and how many of them hold all its words."""

    hits: list[tuple[str, float]]
    complete: int


def scan(documents: Sequence[Document], query: str) -> Found:
    """Return what *query* finds among *documents*."""
    if not documents:
        return Found([], 0)
    ordered = sorted(documents, key=lambda document: (document.date, document.slug))
    texts = [_weighted_words(document) for document in ordered]
    average = max(1, math.floor(sum(map(len, texts)) / len(texts) + 0.5))
    words = list(dict.fromkeys(_words(query)))
    scores = [0.0] * len(ordered)
    held = [0] * len(ordered)
    for word in words:
        counts = [text.count(word) for text in texts]
        if _bare(word) == word or not any(counts):
            counts = [sum(_bare(other) == _bare(word) for other in text) for text in texts]
        weight = _rounded(math.log(len(texts) / (sum(map(bool, counts)) + 1)) + 1)
        for number, (text, count) in enumerate(zip(texts, counts, strict=True)):
            if count:
                length = next(value for longest, value in _LEVELS if len(text) <= longest)
                part = _rounded(count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / average)))
                scores[number] += weight * part
                held[number] += 1
    best = sorted((number for number in range(len(ordered)) if held[number]), key=lambda n: (-scores[n], -n))
    complete = sum(bool(words) and count == len(words) for count in held)
    return Found([(ordered[number].url, scores[number]) for number in best], complete)


def _weighted_words(document: Document) -> list[str]:
    """Return the words of a document, those of the title twice."""
    rest = [word for text in (document.summary, *document.blocks) for word in _words(text)]
    return 2 * _words(document.title) + rest


def _words(text: str) -> list[str]:
    """Return the syllables of *text* in one spelling."""
    plain = unicodedata.normalize("NFC", text).lower().replace("ð", "đ").replace("ɖ", "đ")
    return [canonical_syllable(word)[:64] for word in re.findall(r"[^\W_]+", plain)]


def _bare(word: str) -> str:
    """Return *word* without its marks."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not "\u0300" <= c <= "\u036f"))


def _rounded(number: float) -> float:
    """Round to a multiple of 1/1024."""
    return math.floor(number * 1024 + 0.5) / 1024
