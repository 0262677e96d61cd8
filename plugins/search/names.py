"""
Names of files, and lists of names so short that the root can hold them.

A file's name says what it is (tier and first key, or period and group), which is unique
in a build, and carries 24 bits of a hash of content, which tell versions apart: a name's
bytes never change, so it may be cached for ever.  A `Directory` names what parts a
range of keys: for each the shortest text that parts it from the one before, its number of files, and
the hash of all its files together, which costs four characters however many they are.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

# Code points; where two neighbouring keys differ only later, there is no cut between them.
SEPARATOR_LENGTH = 16
# The file with the sum of all variants of a folded form that is split; those before it hold the variants.
SUM_PART = 16

_HASH_BYTES = 3
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")


def content_hash(data: bytes) -> bytes:
    """Return the 24 bits that tell versions of a file apart."""
    return blake2b(data, digest_size=_HASH_BYTES).digest()


def pack_hashes(hashes: Iterable[bytes]) -> str:
    """Return hashes as text, four characters each."""
    return urlsafe_b64encode(b"".join(hashes)).decode("ascii")


def unpack_hashes(text: str) -> list[bytes]:
    """Return the hashes that `pack_hashes` wrote as *text*."""
    data = urlsafe_b64decode(text)
    return [data[first : first + _HASH_BYTES] for first in range(0, len(data), _HASH_BYTES)]


def separator(before: str, first: str) -> str:
    """Return the shortest beginning of *first* that sorts after *before*, which sorts before it."""
    shared = 0
    while shared < len(before) and before[shared] == first[shared]:
        shared += 1
    return first[: shared + 1]


@dataclass(frozen=True, slots=True)
class Entry:
    """
    The shards that hold the keys from `start` up to the next entry's.

    They are 2^`spread` files, and beside these those of folded forms that are split.  The hash is of all.
    """

    start: str
    hash: bytes
    spread: int = 0


def part_of(folded: str, parts: int) -> int:
    """Return which of *parts* files, a power of two, holds a folded form with all its variants."""
    number = 0
    for character in folded:
        number = (number * 31 + ord(character)) & 0xFFFFFFFF
    return (number ^ number >> 9) % parts


def variant_part_of(spelt: str) -> int:
    """Return which file of a folded form that is split holds a token, 0 to `SUM_PART` - 1."""
    return part_of(spelt, SUM_PART)


def pack_starts(entries: Sequence[Entry]) -> str:
    """
    Return the starts of *entries* as one text.

    For each a capital letter that says how many characters it shares with the one before, A for 0 to
    Q for 16; a digit, the spread; then the rest of it.  Keys are in lower
    case, so that nothing else is a capital of ASCII.
    """
    parts = []
    before = ""
    for entry in entries:
        shared = 0
        most = min(len(before), len(entry.start), SEPARATOR_LENGTH)
        while shared < most and before[shared] == entry.start[shared]:
            shared += 1
        parts.append(f"{chr(ord('A') + shared)}{entry.spread}{entry.start[shared:]}")
        before = entry.start
    return "".join(parts)


def directory(entries: Sequence[Entry], split: Iterable[str] = ()) -> dict[str, str]:
    """Return *entries*, ascending, and which folded forms are *split*, as they stand in the root or in a directory."""
    named = {"starts": pack_starts(entries), "hashes": pack_hashes(entry.hash for entry in entries)}
    return {**named, "split": ",".join(split)}


def range_name(tier: str, entry: Entry) -> str:
    """Return what the paths of a range's files below the search folder begin with."""
    return f"t/{tier}-{_escape(entry.start)}-{entry.hash.hex()}"


def shard_name(part: int, spread: int) -> str:
    """Return the rest of a path: which of a range's files it is."""
    return f"/{part}.bin" if spread else ".bin"


def split_name(folded: str, part: int) -> str:
    """Return the rest of a path: the file of a folded form that is split."""
    return f"/{_escape(folded)}-{part}.bin"


def part_name(tier: str, part: int, digest: bytes) -> str:
    """Return the path of a file of the newest month's terms below the search folder."""
    return f"t/{tier}-{part}-{digest.hex()}.bin"


def directory_name(tier: str, entry: Entry) -> str:
    """Return the path of a directory file below the search folder."""
    return f"r/{tier}-{_escape(entry.start)}-{entry.hash.hex()}.json"


def block_name(period: str, group: int, digest: bytes, block: int) -> str:
    """Return the path of a document block below the search folder."""
    return f"d/{period}-g{group}-{digest.hex()}/{block}.json"


def root_name(data: bytes) -> str:
    """Return the path of the root below the search folder."""
    return f"root-{content_hash(data).hex()}.json"


def _escape(text: str) -> str:
    """Return *text* as part of a file's name: letters and digits of ASCII, other bytes of UTF-8 as `_hh`."""
    return "".join(chr(byte) if byte in _PLAIN else f"_{byte:02x}" for byte in text.encode())
