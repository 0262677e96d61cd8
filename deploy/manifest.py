"""
The lists that a build leaves in `manifest/`: every file of a site with its SHA-256 and size.

The build writes them (`plugins/press/manifest.py`); here they are data that may have been tampered with, so nothing is
taken that a build would not write: a line is `sha256 size path`, lines ascend by path, and a path leads to a file below
the site's folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypedDict
from zlib import crc32

FOLDER: Final = "manifest/"
DIGEST: Final = f"{FOLDER}digest.json"
ARTICLES: Final = f"{FOLDER}site.json"
TOP: Final = "_"
LINES: Final = 128  # a longer list is cut

_LINE: Final = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]*) ([^\x00-\x1f\x7f]+)\Z")
_NO_PARTS: Final = frozenset({"", ".", ".."})


class ManifestError(Exception):
    """A file of the manifest is not what a build writes; `str()` says which and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file holds: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


class Digest(TypedDict):
    """What `DIGEST` says: how many `files` the lists name, each record's hash, the hash of all lines `hash name`."""

    files: int
    records: dict[str, str]
    sha256: str


def entry_of(data: bytes) -> Entry:
    """Return the entry of a file with the content *data*."""
    return Entry(hashlib.sha256(data).hexdigest(), len(data))


def is_list(path: str) -> bool:
    """Tell whether the file at *path* is a list of files."""
    return path.startswith(FOLDER) and path.endswith(".txt")


def read_list(data: bytes, name: str) -> dict[str, Entry]:
    """
    Return the entries that one list names.

    Args:
        data: Its bytes.
        name: Its path, for the message.

    Raises:
        ManifestError: No build writes these bytes.
    """
    entries: dict[str, Entry] = {}
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        raise ManifestError(f"{name}: không phải văn bản UTF-8 (not UTF-8)") from error
    last = ""
    for number, line in enumerate(lines[:-1], start=1):
        found = _LINE.match(line)
        if found is None or not is_path(found[3]) or found[3] <= last:
            raise ManifestError(f"{name}:{number}: dòng này không do lượt dựng ghi (no build writes this line)")
        last = found[3]
        entries[last] = Entry(found[1], int(found[2]))
    if not entries or lines[-1]:
        raise ManifestError(f"{name}:{len(lines)}: danh sách bị cắt (the list is cut off)")
    return entries


def is_path(path: str) -> bool:
    """Tell whether *path* leads to a place below the site's folder."""
    return _NO_PARTS.isdisjoint(path.split("/")) and "\\" not in path


def format_list(entries: Mapping[str, Entry]) -> bytes:
    """Return the list that names *entries*."""
    return "".join(f"{entries[path].sha256} {entries[path].size} {path}\n" for path in sorted(entries)).encode()


def folder_of(path: str) -> str:
    """Return the top-level folder that a file's line is filed under."""
    folder, slash, _ = path.partition("/")
    return folder if slash else TOP


def list_of(path: str, count: int) -> str:
    """Return the list that names *path* where *count* files of its top-level folder are in the site."""
    cuts = max((count - 1) // LINES, 0).bit_length()
    if not cuts:
        return f"{FOLDER}{folder_of(path)}.txt"
    number = crc32(path.encode()) >> (32 - cuts)
    return f"{FOLDER}{folder_of(path)}.{number:0{(cuts + 3) // 4}x}.txt"


def sum_of(hashes: Mapping[str, str]) -> str:
    """Return the hash of all files of the manifest but `DIGEST`: *hashes* maps their paths to their SHA-256."""
    return hashlib.sha256("".join(f"{hashes[name]} {name}\n" for name in sorted(hashes)).encode()).hexdigest()


def read_digest(data: bytes) -> Digest:
    """
    Return what `DIGEST` says.

    Raises:
        ManifestError: No build writes these bytes.
    """
    try:
        digest: Digest = json.loads(data)
        is_known = json.dumps(digest).encode() + b"\n" == data and [*digest] == [*Digest.__annotations__]
    except ValueError:
        is_known = False
    if not is_known:
        raise ManifestError(f"{DIGEST}: không do lượt dựng ghi, hoặc bị sửa (no build writes this)")
    return digest
