"""What a file holds, in twenty bytes: Git's id of its content, so that Git may be asked instead of the disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LENGTH: Final = 20
UNKNOWN: Final = bytes(LENGTH)
"""No content has this id: of a file that was not read."""

_PIECE: Final = 1 << 20
# Of a hook that runs a build, say: they would lead to another repository than the folder's.
_ELSEWHERE: Final = frozenset(
    f"GIT_{name}"
    for name in ("COMMON_DIR", "DIR", "INDEX_FILE", "NAMESPACE", "OBJECT_DIRECTORY", "PREFIX", "WORK_TREE")
)


def blob_id(data: bytes) -> bytes:
    """Return Git's id of a content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()


def file_id(file: Path) -> bytes:
    """Return Git's id of what a file holds; `UNKNOWN` where it cannot be read, or grows meanwhile."""
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            digest = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
            read = 0
            while piece := stream.read(_PIECE):
                digest.update(piece)
                read += len(piece)
    except OSError:
        return UNKNOWN
    return digest.digest() if read == size else UNKNOWN


def tracked_ids(folder: Path) -> Mapping[str, bytes]:
    """
    Ask Git what it knows of a folder's files.

    Returns:
        Path relative to *folder* → id, of the files that are as they were committed or staged; empty where
        there is no Git, no repository, or one with ids of another kind. Files that Git was told to take for
        unchanged are not among them.
    """
    try:
        listed = _git(folder, "ls-files", "-s", "-v", "-z", "--", ".")
        dirty = _git(folder, "diff-files", "--name-only", "--relative", "-z", "--", ".")
    except (OSError, subprocess.CalledProcessError):
        return {}
    ids: dict[str, bytes] = {}
    for line in listed.split("\0"):
        told, _, path = line.partition("\t")
        match told.split(" "):
            case ["H", "100644" | "100755", name, "0"] if len(name) == 2 * LENGTH:
                ids[path] = bytes.fromhex(name)
    for path in dirty.split("\0"):
        ids.pop(path, None)
    return ids


def _git(folder: Path, *words: str) -> str:
    """Return what Git answers; it is not to write anything."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    answer = subprocess.run(
        ["git", "-C", str(folder), "--no-pager", *words], env=environment, capture_output=True, check=True
    )
    return os.fsdecode(answer.stdout)
