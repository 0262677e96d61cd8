"""
Which words of a query matter less: those that make it a sentence or a question.

They are searched for like all others; only what they add to a score is less.  The browser finds them in the root.
Those whose folded form is mostly another word's (tại and tai nạn) or that deny (không) are not among them.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom.vietnamese import fold

FUNCTION_WORDS: Final = frozenset(
    [
        "gì",
        "nào",
        "ai",
        "đâu",
        "sao",
        "bao",
        "nhiêu",
        "mấy",
        "là",
        "những",
        "các",
        "được",
        "bị",
        "có",
        "của",
        "ở",
        "thế",
        "như",
        "khi",
        "vì",
        "cho",
        "với",
        "để",
        "do",
        "hay",
        "phải",
        "về",
        "này",
        "đó",
        "đã",
        "sẽ",
        "đến",
        "thì",
        "nên",
        "khiến",
    ]
)
_FOLDED: Final = frozenset(map(fold, FUNCTION_WORDS))

# Of a word or pair that is made of such words, and of a pair of one such and one other.
ALL_WEIGHT: Final = 0.25
SOME_WEIGHT: Final = 0.5


def weight_of(asked: tuple[str, ...], *, has_accents: bool) -> float:
    """Return what a token or a pair of a query counts; in a query without accents words are known by folded forms."""
    known = FUNCTION_WORDS if has_accents else _FOLDED
    count = sum(token in known for token in asked)
    if count == len(asked):
        return ALL_WEIGHT
    return SOME_WEIGHT if count else 1.0
