"""
`release.json`: what a release is, in few bytes that a key can sign.

It holds the hash of `release.txt`, which holds that of every file of the manifest, which holds that of every other
file.  Serials only grow, so that an old release cannot be passed off as the new one.  The signature lies beside it, in
`release.sig`.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import Final

RECORD: Final = "release.json"
SIGNATURE: Final = "release.sig"

_CREATED: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """
    What `RECORD` says.

    Attributes:
        articles: How many articles the site has.
        created: When the release was made, `2026-11-24T08:30:00Z`.
        files: How many files the manifest's lists name.
        index: The SHA-256 of `release.txt`, in hexadecimal.
        serial: Greater than that of every earlier release.
    """

    articles: int
    created: str
    files: int
    index: str
    serial: int


def format_release(release: Release) -> bytes:
    """Return the content of `RECORD`: the only bytes that say this."""
    return json.dumps(asdict(release), sort_keys=True, indent=1).encode() + b"\n"


def read_release(data: bytes) -> Release:
    """
    Return what `RECORD` says.

    Raises:
        ValueError: `format_release` does not write these bytes.
    """
    try:
        release = Release(**json.loads(data))
    except TypeError as error:
        raise ValueError(RECORD) from error
    numbers = (release.articles, release.files, release.serial)
    is_known = all(type(number) is int and number >= 0 for number in numbers) and format_release(release) == data
    if not is_known or not _CREATED.fullmatch(release.created) or not _SHA256.fullmatch(release.index):
        raise ValueError(RECORD)
    return release


def index_hash(index: bytes) -> str:
    """Return what `RECORD` says of a `release.txt` with these bytes."""
    return hashlib.sha256(index).hexdigest()
