"""
The list of a site's files with their SHA-256 and size: what deploying and verifying go by.

One text file a top-level folder, so that an edit rewrites the list of its folder alone.
A line is `sha256 size path`; lines ascend by path; no clock and no machine is in it, so
equal sites have equal lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "manifest"
TOP = "_"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file holds: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


def entry_of(data: bytes) -> Entry:
    """Return the entry of a file with the content *data*."""
    return Entry(hashlib.sha256(data).hexdigest(), len(data))


def format_parts(entries: Mapping[str, Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield the lists as (path below the output folder, content); *entries* maps paths to entries."""
    parts: dict[str, list[str]] = {}
    for path in sorted(entries):
        folder, slash, _ = path.partition("/")
        entry = entries[path]
        parts.setdefault(folder if slash else TOP, []).append(f"{entry.sha256} {entry.size} {path}\n")
    for name, lines in sorted(parts.items()):
        yield f"{FOLDER}/{name}.txt", "".join(lines).encode()


def read_parts(output: Path) -> dict[str, Entry]:
    """
    Return the entries that the lists below *output* name; empty where there are none.

    Raises:
        ValueError: A list is not in the form that `format_parts` writes.
    """
    entries = {}
    for part in sorted((output / FOLDER).glob("*.txt")):
        for line in part.read_text("utf-8").splitlines():
            sha256, size, path = line.split(" ", 2)
            entries[path] = Entry(sha256, int(size))
    return entries
