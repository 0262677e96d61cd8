"""
Postings as bytes: a shard holds terms of one tier with their documents.

What stands there of a key is the spelt part, from which the folded one follows; terms ascend by it.

    byte       version, 2
    byte       the commonest length level M of the tier
    byte       r: the tier has at most 2^r documents
    byte       1 where positions follow a posting, else 0
    varint     number of terms
    terms      varint bytes shared with the term before it, varint further bytes, these bytes (UTF-8),
               varint number of documents n
    bits       for each term and each of its documents: the gap to the one before it (Rice code of k),
               the frequency f, the rank of its length level, and perhaps f positions, each as the gap to the one
               before it (Rice code of p); zeros up to a whole byte

Varints are little-endian groups of seven bits.  Bits run from the highest of each byte.
k is two less than the number of bits of 2^r // n, and 0 at least: near the best without being stored.
p is one less than the number of bits of l // f, and 0 at least, where l is what the level counts as.
A Rice code of k is g >> k ones, a zero, the k low bits of g.  A frequency up to 5 is that
many ones less one, then a zero; above, five ones, then (f - 5) as (bits - 1) ones, a zero
and the bits below its highest.  Levels rank by distance from M, the higher first, and
the rank is a Rice code of 1.  Document numbers count from the tier's first.

JS twin: theme/static/js/search/shards.js.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plugins.search.analysis import spelt_part
from plugins.search.scoring import LEVELS

VERSION = 2

_PLAIN_FREQUENCIES = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A key, how many documents of the tier hold it, and its postings as text of zeros and ones."""

    key: str
    count: int
    bits: str

    @property
    def size(self) -> int:
        """About how many bytes it takes in a shard; half of its spelling is shared with its neighbour."""
        return len(self.key) // 3 + 4 + len(self.bits) // 8


class Coder:
    """Writes the postings of one tier; `levels` are its documents' length levels."""

    def __init__(self, levels: bytes, *, has_positions: bool = False) -> None:
        self._has_positions = has_positions
        self._lengths = [LEVELS[level] for level in levels]
        self._reach = max(0, len(levels) - 1).bit_length()
        counts = Counter(levels)
        self._common = min(counts, key=lambda level: (-counts[level], level), default=0)
        codes = _level_codes(self._common)
        self._levels = [codes[level] for level in levels]

    def term(self, key: str, documents: Sequence[int], frequencies: Sequence[int]) -> Term:
        """Return a term; *documents* ascend and count from the tier's first, *frequencies* are theirs."""
        count = len(documents)
        k = max(0, ((1 << self._reach) // count).bit_length() - 2)
        low, mask, levels = 1 << k, (1 << k) - 1, self._levels
        pieces = []
        following = 0
        for document, frequency in zip(documents, frequencies, strict=True):
            gap = document - following
            following = document + 1
            # The one in front of the low bits keeps their zeros, and is cut off with "0b".
            rest = bin(low | gap & mask)[3:]
            pieces.append(f"{'1' * (gap >> k)}0{rest}{_frequency_code(frequency)}{levels[document]}")
        return Term(key, count, "".join(pieces))

    def positioned(self, key: str, postings: Sequence[tuple[int, Sequence[int]]]) -> Term:
        """Return a term of a tier with positions; *postings* are documents, ascending, and its places there."""
        pieces: list[str] = []
        k = max(0, ((1 << self._reach) // len(postings)).bit_length() - 2)
        following = 0
        for document, positions in postings:
            frequency = len(positions)
            own = max(0, (self._lengths[document] // frequency).bit_length() - 1)
            pieces += (_rice(document - following, k), _frequency_code(frequency), self._levels[document])
            following = document + 1
            before = -1
            for position in positions:
                pieces.append(_rice(position - before - 1, own))
                before = position
        return Term(key, len(postings), "".join(pieces))

    def shard(self, terms: Sequence[Term]) -> bytes:
        """Return the bytes of a shard of *terms*; there may be none."""
        head = bytearray((VERSION, self._common, self._reach, self._has_positions))
        _append_varint(head, len(terms))
        before = b""
        spelt = sorted((spelt_part(term.key).encode(), term) for term in terms)
        for key, term in spelt:
            shared = _shared_length(before, key)
            _append_varint(head, shared)
            _append_varint(head, len(key) - shared)
            head += key[shared:]
            _append_varint(head, term.count)
            before = key
        return bytes(head) + _pack("".join(term.bits for _, term in spelt))


def level_order(common: int) -> list[int]:
    """Return the levels by rank: nearest to *common* first, the higher of two first."""
    return sorted(range(len(LEVELS)), key=lambda level: (abs(level - common), -level))


def _rice(number: int, k: int) -> str:
    """Return the Rice code of a number ≥ 0."""
    return f"{'1' * (number >> k)}0{bin(1 << k | number & (1 << k) - 1)[3:]}"


@cache
def _frequency_code(frequency: int) -> str:
    """Return the bits of a frequency ≥ 1."""
    if frequency <= _PLAIN_FREQUENCIES:
        return "1" * (frequency - 1) + "0"
    binary = format(frequency - _PLAIN_FREQUENCIES, "b")
    return "1" * _PLAIN_FREQUENCIES + "1" * (len(binary) - 1) + "0" + binary[1:]


def _level_codes(common: int) -> list[str]:
    """Return the bits of each level in a shard whose commonest level is *common*."""
    codes = [""] * len(LEVELS)
    for rank, level in enumerate(level_order(common)):
        codes[level] = f"{'1' * (rank >> 1)}0{rank & 1}"
    return codes


def _pack(bits: str) -> bytes:
    """Return bits given as text as bytes, zeros at the end."""
    length = (len(bits) + 7) // 8
    return int(bits.ljust(8 * length, "0") or "0", 2).to_bytes(length, "big")


def _append_varint(target: bytearray, number: int) -> None:
    """Append a number ≥ 0 as groups of seven bits, the lowest first, the top bit set but in the last."""
    while number > 0x7F:  # noqa: PLR2004 - seven bits
        target.append(number & 0x7F | 0x80)
        number >>= 7
    target.append(number)


def _shared_length(before: bytes, after: bytes) -> int:
    """Return how many bytes two keys have in common at their beginning."""
    length = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        length += 1
    return length
