"""
The list of a site's files with their SHA-256 and size: what deploying and verifying go by.

It is text, cut into lists so that an edit rewrites little: one a top-level folder, and where a folder holds many files
2, 4, 8, … of them.  In which list a file stands follows from its path and from how many files its folder has, so that
equal sites have equal lists whatever their past.  A line is `sha256 size path`; lines ascend by path; no clock and no
machine is in it.  `DIGEST` sums up everything else in the manifest's folder.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

FOLDER: Final = "manifest"
TOP: Final = "_"
DIGEST: Final = f"{FOLDER}/digest.json"

# 128 lines are 15 KB: an edit that changes ten files rewrites 150 KB.
_LINES: Final = 128


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file holds: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


def entry_of(data: bytes) -> Entry:
    """Return the entry of a file with the content *data*."""
    return Entry(hashlib.sha256(data).hexdigest(), len(data))


def folder_of(path: str) -> str:
    """Return the top-level folder that a file's line is filed under."""
    folder, slash, _ = path.partition("/")
    return folder if slash else TOP


def list_of(path: str, count: int) -> str:
    """Return the list (path below the output folder) that names *path*; *count* files of its folder are in the site."""
    cuts = _cuts(count)
    if not cuts:
        return f"{FOLDER}/{folder_of(path)}.txt"
    number = crc32(path.encode("utf-8", "surrogateescape")) >> (32 - cuts)
    return f"{FOLDER}/{folder_of(path)}.{number:0{(cuts + 3) // 4}x}.txt"


def _cuts(count: int) -> int:
    """Return how often a folder of *count* files is halved."""
    return max((count - 1) // _LINES, 0).bit_length()


def format_parts(entries: Mapping[str, Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield the lists as (path below the output folder, content); *entries* maps paths to entries."""
    counts = Counter(map(folder_of, entries))
    lists: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for path, entry in entries.items():
        lists[list_of(path, counts[folder_of(path)])][path] = entry
    yield from ((name, _format(lines)) for name, lines in sorted(lists.items()))


def revise_parts(
    counts: Mapping[str, int],
    changes: Mapping[str, Entry | None],
    old: Container[str],
    read: Callable[[str], bytes],
    members: Callable[[str], Mapping[str, Entry]],
) -> tuple[dict[str, bytes | None], dict[str, int]]:
    """
    Return what `format_parts` would make otherwise after some files have changed, without looking at the others.

    Args:
        counts: Top-level folder → how many files it had.
        changes: Path → new entry, or None where the file is gone.
        old: The paths that were there.
        read: Returns the content of a list that was there.
        members: Returns the entries that a folder had; asked only where its number of lists changes.

    Returns:
        List → new content, None where it is gone; and the new counts.
    """
    by_folder: defaultdict[str, dict[str, Entry | None]] = defaultdict(dict)
    for path, entry in changes.items():
        by_folder[folder_of(path)][path] = entry
    after = dict(counts)
    lists: dict[str, bytes | None] = {}
    for folder, changed in sorted(by_folder.items()):
        before = counts.get(folder, 0)
        count = before + sum((entry is not None) - (path in old) for path, entry in changed.items())
        if count:
            after[folder] = count
        else:
            after.pop(folder, None)
        if before and _cuts(before) == _cuts(count):
            lists |= _revise_in_place(changed, count, read)
            continue
        known = members(folder) if before else {}
        lists |= dict.fromkeys((list_of(path, before) for path in known), None)
        left = {path: entry for path, entry in {**known, **changed}.items() if entry is not None}
        lists |= dict(format_parts(left))
    return lists, after


def _revise_in_place(
    changed: Mapping[str, Entry | None], count: int, read: Callable[[str], bytes]
) -> dict[str, bytes | None]:
    by_list: defaultdict[str, dict[str, Entry | None]] = defaultdict(dict)
    for path, entry in changed.items():
        by_list[list_of(path, count)][path] = entry
    revised: dict[str, bytes | None] = {}
    for name, part in by_list.items():
        lines = {path: entry for path, entry in (read_list(read(name)) | part).items() if entry is not None}
        revised[name] = _format(lines) if lines else None
    return revised


def _format(lines: Mapping[str, Entry]) -> bytes:
    return "".join(f"{lines[path].sha256} {lines[path].size} {path}\n" for path in sorted(lines)).encode()


def read_list(data: bytes) -> dict[str, Entry]:
    """
    Return the entries that one list names.

    Raises:
        ValueError: It is not in the form that `format_parts` writes.
    """
    entries = {}
    for line in data.decode().splitlines():
        sha256, size, path = line.split(" ", 2)
        entries[path] = Entry(sha256, int(size))
    return entries


def read_parts(output: Path) -> dict[str, Entry]:
    """
    Return the entries that the lists below *output* name; empty where there are none.

    Raises:
        ValueError: A list is not in the form that `format_parts` writes.
    """
    entries: dict[str, Entry] = {}
    for part in sorted((output / FOLDER).glob("*.txt")):
        entries |= read_list(part.read_bytes())
    return entries


def format_digest(files: int, hashes: Mapping[str, str]) -> bytes:
    """
    Return the content of `DIGEST`.

    The records' hashes stand in it one by one: what a list must say follows from the site's files, so that an edited
    list can be named without its hash; what a record must say does not.

    Args:
        files: How many files the lists name.
        hashes: Path below the output folder → SHA-256 in hexadecimal of every other file of the manifest's folder.
    """
    lines = "".join(f"{hashes[name]} {name}\n" for name in sorted(hashes))
    records = {name: hashes[name] for name in sorted(hashes) if not name.endswith(".txt")}
    summary = {"files": files, "records": records, "sha256": hashlib.sha256(lines.encode()).hexdigest()}
    return json.dumps(summary).encode() + b"\n"
