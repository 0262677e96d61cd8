"""
Postings as bytes: a shard holds terms of one tier with their documents.

A term is a key of `analysis` as it is spelt (the folded form follows from it), or the sum of all accent variants
of a folded form, where there are several: that form with `VARIANT` at its end.  Terms ascend by their bytes.

    byte       version, 4
    byte       r: the tier has at most 2^r documents
    byte       1 where positions follow a posting, else 0
    varint     number of terms
    terms      a byte s * 16 + t: s bytes shared with the term before it, t further ones; from 15 on, 15 stands there
               and a varint with the rest follows, first for s, then for t; the t bytes (UTF-8)
    bits       for each term the number of its documents (gamma), and for each of these
               the gap to the one before it (Rice code of k), and its impact
               (one of seven codes, `IMPACTS`); zeros up to a whole byte
               in a tier with positions in place of the impact: the length level (4 bits), the frequency f (gamma),
               f positions, each as the gap to the one before it (Rice code of p)

Varints are little-endian groups of seven bits.  Bits run from the highest of each byte.
The gamma code of g ≥ 1 is as many ones as g has bits less one, a zero, the bits below the highest.
A Rice code of k is g >> k ones, a zero, the k low bits of g.  k is two less than the number of bits of
2^r // documents, and 0 at least: near the best without being stored.  p is eleven less the bits of f, and 0 at least.
Document numbers count from the tier's first.

JS twin: theme/static/js/search/shards.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plugins.search.analysis import VARIANT, spelt_part
from plugins.search.scoring import impact_of

VERSION = 4

# What counts 0.5, 0.75, 1, …: the commonest have the shortest codes.
IMPACTS = ("11111", "01", "00", "10", "110", "1110", "11110")
_POSITION_BITS = 11
NIBBLE = 15
# Gaps whose codes are kept, not made each time.
LISTED = 2048


@dataclass(frozen=True, slots=True)
class Term:
    """A key, and its postings as text of zeros and ones."""

    key: str
    bits: str

    @property
    def size(self) -> int:
        """About how many bytes it takes in a shard; half of its spelling is shared with its neighbour."""
        return len(self.key) // 3 + 2 + len(self.bits) // 8


class Coder:
    """Writes the postings of one tier; `levels` are its documents' length levels."""

    def __init__(self, levels: bytes, *, has_positions: bool = False) -> None:
        self._has_positions = has_positions
        self._reach = reach_of(len(levels))
        self._levels = levels

    def term(self, key: str, documents: Sequence[int], frequencies: Sequence[int]) -> Term:
        """Return a term; *documents* ascend and count from the tier's first, *frequencies* are theirs."""
        if len(documents) == 1:  # as most pairs
            [document], [frequency] = documents, frequencies
            impact = IMPACTS[impact_of(frequency, self._levels[document])]
            return Term(key, f"{gamma(1)}{rice(document, rice_of(1, self._reach))}{impact}")
        k = rice_of(len(documents), self._reach)
        codes, levels = rice_codes(k), self._levels
        pieces = [gamma(len(documents))]
        following = 0
        for document, frequency in zip(documents, frequencies, strict=True):
            gap = document - following
            following = document + 1
            pieces.append(codes[gap] if gap < LISTED else rice(gap, k))
            pieces.append(IMPACTS[impact_of(frequency, levels[document])])
        return Term(key, "".join(pieces))

    def positioned(self, key: str, postings: Sequence[tuple[int, Sequence[int]]]) -> Term:
        """Return a term of a tier with positions; *postings* are documents, ascending, and its places there."""
        k = rice_of(len(postings), self._reach)
        pieces = [gamma(len(postings))]
        following = 0
        for document, positions in postings:
            frequency = len(positions)
            p = max(0, _POSITION_BITS - frequency.bit_length())
            pieces += (rice(document - following, k), f"{self._levels[document]:04b}", gamma(frequency))
            following = document + 1
            next_place = 0
            for position in positions:
                pieces.append(rice(position - next_place, p))
                next_place = position + 1
        return Term(key, "".join(pieces))

    def shard(self, terms: Sequence[Term]) -> bytes:
        """Return the bytes of a shard of *terms*; there may be none."""
        return encode_shard(terms, self._reach, has_positions=self._has_positions)


def reach_of(documents: int) -> int:
    """Return the bits of the highest number of so many documents."""
    return max(0, documents - 1).bit_length()


def rice_of(count: int, reach: int) -> int:
    """Return the parameter of the gaps between *count* documents."""
    return max(0, ((1 << reach) // count).bit_length() - 2)


def encode_shard(terms: Sequence[Term], reach: int, *, has_positions: bool = False) -> bytes:
    """Return the bytes of a shard of *terms* of a tier of that *reach*; there may be none."""
    head = bytearray((VERSION, reach, has_positions))
    _append_varint(head, len(terms))
    before = b""
    spelt = sorted((spelling_of(term.key).encode(), term.bits) for term in terms)
    for key, _ in spelt:
        shared = _shared_length(before, key)
        _append_lengths(head, shared, len(key) - shared)
        head += key[shared:]
        before = key
    return bytes(head) + _pack("".join(bits for _, bits in spelt))


def spelling_of(key: str) -> str:
    """Return what stands in a shard for a key of the index, or for a folded form's sum."""
    return key if key.endswith(VARIANT) else spelt_part(key)


def rice(number: int, k: int) -> str:
    """Return the Rice code of a number ≥ 0."""
    # The one in front of the low bits keeps their zeros, and is cut off with "0b".
    return f"{'1' * (number >> k)}0{bin(1 << k | number & (1 << k) - 1)[3:]}"


@cache
def rice_codes(k: int) -> list[str]:
    """Return the Rice codes of the numbers below `LISTED`."""
    return [rice(number, k) for number in range(LISTED)]


@cache
def gamma(number: int) -> str:
    """Return the gamma code of a number ≥ 1."""
    binary = format(number, "b")
    return "1" * (len(binary) - 1) + "0" + binary[1:]


def _pack(bits: str) -> bytes:
    """Return bits given as text as bytes, zeros at the end."""
    length = (len(bits) + 7) // 8
    return int(bits.ljust(8 * length, "0") or "0", 2).to_bytes(length, "big")


def _append_lengths(target: bytearray, shared: int, rest: int) -> None:
    """Append two numbers ≥ 0 in one byte where both are small."""
    target.append(min(shared, NIBBLE) << 4 | min(rest, NIBBLE))
    for number in (shared, rest):
        if number >= NIBBLE:
            _append_varint(target, number - NIBBLE)


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
