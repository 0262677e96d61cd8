"""
What a text is made of for search: tokens, and the keys under which they are found.

The browser's twin is theme/static/js/search/{fold,terms}.js; both pass
tests/contract/analysis.json.  A change here moves `VERSION`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from plugins.newsroom.vietnamese import canonical_syllable, fold, nfc
from plugins.search.symbols import find_symbols

VERSION = 3

# Sorts before every character of a token and before the space of a key of several syllables, so that all accent
# variants of "cong" stand together: "cong", "cong␟công", "cong nghe␟công nghệ", "conga".
VARIANT = "\x1f"

# Code points; what is longer is no word (a pasted key, a base64 block), and its beginning tells enough.
TOKEN_LENGTH = 64

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"[0-9]")
_STROKED = str.maketrans("ðɖ", "đđ")


@lru_cache(maxsize=1 << 17)
def token(word: str) -> str:
    """
    Return the canonical spelling of a run of letters and digits in NFC and lower case: what its spellings share.

    Look-alikes of đ become đ; tone placement and i/y follow `newsroom.vietnamese.canonical_syllable`; a number has no
    zeros before it.
    """
    if word[0] == "0" and word.isascii() and word.isdigit():
        word = word.lstrip("0") or "0"
    spelt = canonical_syllable(word.translate(_STROKED))
    return spelt if len(spelt) <= TOKEN_LENGTH else spelt[:TOKEN_LENGTH]


def tokens(text: str) -> list[str]:
    """Return the canonical tokens of *text*, in order, with repetitions; that of a symbol follows its parts."""
    plain = nfc(text).lower()
    found: list[str] = []
    start = 0
    for end, symbol in find_symbols(plain) if _DIGIT.search(plain) else ():
        found += map(token, _WORD.findall(plain[start:end]))
        found.append(symbol)
        start = end
    return [*found, *map(token, _WORD.findall(plain[start:]))]


@lru_cache(maxsize=1 << 17)
def term_key(spelt: str) -> str:
    """Return the key of a token in the index: what is folded, then, where it differs, `VARIANT` and the token."""
    folded = fold(spelt)
    return folded if folded == spelt else f"{folded}{VARIANT}{spelt}"


def folded_part(key: str) -> str:
    """Return the folded form in a key of `term_key`: equal for all accent variants."""
    return key.partition(VARIANT)[0]


def spelt_part(key: str) -> str:
    """Return the token that a key of `term_key` stands for."""
    folded, _, accented = key.partition(VARIANT)
    return accented or folded


def is_accented(spelt: str) -> bool:
    """Tell whether a query's token asks for itself alone: it has a mark or a đ."""
    return fold(spelt) != spelt


def query_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens that a query asks for, each once, in the order of first mention."""
    return tuple(dict.fromkeys(tokens(text)))


def query_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of neighbouring tokens that a query asks for, each once, in the order of first mention."""
    found = tokens(text)
    return tuple(dict.fromkeys(pairwise(found)))


def fits(asked: str, spelt: str) -> bool:
    """Tell whether a query's token asks for *spelt*, of equal folded form: itself when accented, else every variant."""
    return asked == spelt or not is_accented(asked)


def unicode_version() -> str:
    """Return the version of the character tables on which `words` rests."""
    return unicodedata.unidata_version
