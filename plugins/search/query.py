"""
The query language: what a reader's line asks for.

`"exact phrase"`, `-word`, `title:word`, and any of them together (`-title:"a b"`).
Everything else is plain text: a quotation mark without its fellow, a minus by itself or a colon elsewhere
means nothing, and nothing is an error.

The browser's twin is theme/static/js/search/query.js; both pass tests/contract/query.json.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.newsroom.vietnamese import fold
from plugins.search import analysis

# Code points; what comes after them is not read, in either language.
LONGEST: Final = 1000

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟″", '"'))
_TITLE: Final = "[Tt][Ii][Tt][Ll][Ee]:"
_PART: Final = re.compile(rf'(-?)({_TITLE})?"([^"]*)"|(-?)({_TITLE})?([^\t\n\r \u00a0\u3000]+)')


@dataclass(frozen=True, slots=True)
class Condition:
    """Tokens that must stand side by side, in the title or anywhere, or must not where `is_excluded`."""

    tokens: tuple[str, ...]
    in_title: bool
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Query:
    """`text` is all that scores, the words of conditions included; the conditions narrow, and never score."""

    text: str
    conditions: tuple[Condition, ...]


def parse(line: str) -> Query:
    """Return what *line* asks for."""
    texts: list[str] = []
    conditions: list[Condition] = []
    for match in _PART.finditer(line[:LONGEST].translate(_QUOTES)):
        minus, title, quoted, word_minus, word_title, word = match.groups()
        is_excluded, in_title = bool(minus or word_minus), bool(title or word_title)
        content = word if quoted is None else quoted
        tokens = tuple(analysis.tokens(content))
        if not tokens or (quoted is None and not is_excluded and not in_title):
            texts.append(match[0])
            continue
        conditions.append(Condition(tokens, in_title, is_excluded))
        if not is_excluded:
            texts.append(content)
    return Query(" ".join(texts), tuple(dict.fromkeys(conditions)))


def holds(lines: Sequence[Sequence[str]], condition: Condition) -> bool:
    """
    Tell whether a document meets *condition*.

    A token typed with accents means itself, one typed without any variant.

    Args:
        lines: The document's tokens, a list a block; the title is the first.
        condition: What is asked.
    """
    within = lines[:1] if condition.in_title else lines
    return any(_stands_in(line, condition.tokens) for line in within) != condition.is_excluded


def _stands_in(line: Sequence[str], tokens: Sequence[str]) -> bool:
    """Tell whether *tokens* stand side by side in *line*."""
    last = len(line) - len(tokens)
    return any(
        all(means(wanted, line[start + place]) for place, wanted in enumerate(tokens)) for start in range(last + 1)
    )


def means(wanted: str, token: str) -> bool:
    """Tell whether a query's token asks for *token*."""
    return token == wanted or (fold(wanted) == wanted and fold(token) == wanted)
