"""Search by reading every document: the oracle for the index and for the browser, written from the rules alone."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plugins.newsroom.vietnamese import canonical_syllable
from plugins.search.documents import Document
from plugins.search.emphasis import FUNCTION_WORDS
from plugins.search.symbols import find_symbols

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
    words = list(dict.fromkeys(words_of(query)))
    scores = [0.0] * len(ordered)
    held = [0] * len(ordered)
    asked = words_of(query)
    has_accents = any(bare(word) != word for word in asked)
    for word in words:
        typed = [text.count(word) for text in texts]
        meant = [sum(bare(other) == bare(word) for other in text) for text in texts]
        counts = typed if bare(word) != word and any(typed) else meant
        held = [number + bool(count) for number, count in zip(held, counts, strict=True)]
        mixed = has_accents and bare(word) == word and any(typed)
        worth = 0.25 if _is_function_word(word, has_accents) else 1
        _add(scores, counts, texts, 0.25 * worth if mixed else worth)
        _add(scores, typed, texts, 0.75 * worth if mixed else 0)
    for pair in dict.fromkeys(itertools.pairwise(asked)):
        typed = [_count_pair(document, pair, str.__eq__) for document in ordered]
        meant = [_count_pair(document, pair, _is_variant) for document in ordered]
        accented = all(bare(word) != word for word in pair)
        mixed = has_accents and not accented and any(typed)
        worth = (0.5, 0.25, 0.125)[sum(_is_function_word(word, has_accents) for word in pair)]
        _add(scores, typed if accented else meant, texts, worth * 0.25 if mixed else worth)
        _add(scores, typed, texts, worth * 0.75 if mixed else 0)
    best = sorted((number for number in range(len(ordered)) if held[number]), key=lambda n: (-scores[n], -n))
    complete = sum(bool(words) and count == len(words) for count in held)
    return Found([(ordered[number].url, scores[number]) for number in best], complete)


def _add(scores: list[float], counts: list[int], texts: list[list[str]], worth: float) -> None:
    """Add to *scores* what something is worth that each document holds so often."""
    rarity = _rounded(math.log(max(1, len(texts) / (sum(map(bool, counts)) + 1))) + 0.5)
    half = math.sqrt(rarity)
    for number, (text, count) in enumerate(zip(texts, counts, strict=True)):
        if count:
            length = next(value for longest, value in _LEVELS if len(text) <= longest)
            saturation = count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / 450))
            quarters = min(8, max(2, math.floor(4 * saturation + 0.5)))
            scores[number] += worth * _rounded(rarity * half * math.sqrt(half)) * quarters / 4


def _is_function_word(word: str, has_accents: bool) -> bool:
    """Tell whether a word of a query makes it a sentence."""
    return word in FUNCTION_WORDS if has_accents else bare(word) in map(bare, FUNCTION_WORDS)


def _is_variant(asked: str, own: str) -> bool:
    """Tell whether two words differ in their marks alone."""
    return bare(asked) == bare(own)


def _count_pair(document: Document, pair: tuple[str, str], suits: Callable[[str, str], bool]) -> int:
    """Return how often two words stand side by side in one block; in the title it counts twice."""
    count = 0
    for text in (document.title, document.title, document.summary, *document.blocks):
        words = words_of(text)
        for found in itertools.pairwise(words):
            count += all(suits(asked, own) for own, asked in zip(found, pair, strict=True))
    return count


def _weighted_words(document: Document) -> list[str]:
    """Return the words of a document, those of the title twice."""
    rest = [word for text in (document.summary, *document.blocks) for word in words_of(text)]
    return 2 * words_of(document.title) + rest


def words_of(text: str) -> list[str]:
    """Return the syllables of *text* in one spelling."""
    plain = unicodedata.normalize("NFC", text).lower().replace("ð", "đ").replace("ɖ", "đ")
    found: list[str] = []
    start = 0
    for end, symbol in find_symbols(plain):
        found += [_spelling(word) for word in re.findall(r"[^\W_]+", plain[start:end])] + [symbol]
        start = end
    return found + [_spelling(word) for word in re.findall(r"[^\W_]+", plain[start:])]


def _spelling(word: str) -> str:
    """Return a syllable or a number in one spelling."""
    return str(int(word)) if re.fullmatch("[0-9]+", word) else canonical_syllable(word)[:64]


def bare(word: str) -> str:
    """Return *word* without its marks."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not "\u0300" <= c <= "\u036f"))


def _rounded(number: float) -> float:
    """Round to a multiple of 1/1024."""
    return math.floor(number * 1024 + 0.5) / 1024
