"""
How nginx reads its configuration: words, maps and the sizes that they need.

Whatever comes from content goes through `quoted`, `literal` or `target`, so that no address can end a word, begin a
block or name a variable.  Texts are `str`; bytes that are no UTF-8 stand in them as `surrogateescape` has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

# A word of the configuration has to fit in a buffer of 4,096 bytes, and every byte may take two there.
LONGEST_WORD: Final = 2000

_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# All that an address has in it but "$", which begins a variable and cannot be escaped.
_TARGET_CHARACTERS: Final = "/:@!&'()*+,;=~-._?%#[]"
_LEAST_BUCKET: Final = 128
_ENTRY_BYTES: Final = 32  # what nginx keeps beside a key, rounded up


def quoted(word: str) -> str:
    r"""
    Return *word* in quotes, to stand where nginx looks for no variables: a key of a map, a log's name.

    Backslash, quote and line ends are escaped; nginx reads every other character as itself.
    """
    return f'"{"".join(_ESCAPED.get(letter, letter) for letter in word)}"'


def literal(text: str) -> str:
    r"""Return a regular expression's part that matches *text* alone, byte by byte (`\xe1\xba\xa1`)."""
    data = text.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if bytes((byte,)).isalnum() else f"\\x{byte:02x}" for byte in data)


def target(address: str) -> str:
    """Return *address* in quotes as it may stand in a `Location`: percent-encoded, so that nothing in it is special."""
    return f'"{quote(address, safe=_TARGET_CHARACTERS, errors="surrogateescape")}"'


def fold(text: str) -> str:
    """Return *text* as nginx compares the keys of a map: ASCII letters small, all others as they are."""
    return re.sub("[A-Z]+", lambda match: match[0].lower(), text)


def map_block(source: str, variable: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a `map` of *source* (a word) to *variable* (without its "$")."""
    yield f"map {source} ${variable} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def hash_sizes(keys: Iterable[str]) -> tuple[int, int]:
    """Return (`map_hash_max_size`, `map_hash_bucket_size`) for a map of *keys*; nginx refuses to start with less."""
    count = longest = 0
    for key in keys:
        count += 1
        longest = max(longest, len(key.encode("utf-8", "surrogateescape")))
    bucket = max(_LEAST_BUCKET, 1 << (longest + _ENTRY_BYTES - 1).bit_length())
    return max(2048, 2 * count), bucket
