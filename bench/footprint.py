"""What a publication did to the files of a site."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

# Group of files → how their paths begin; what is in no other group are pages and feeds.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "search": ("search/",),
    "manifest": ("manifest/",),
    "sitemaps": ("sitemap",),
}
PAGES: Final = "pages"

Snapshot = Mapping[str, tuple[int, int, int]]
"""Path → size, moment and number of the file: a file that was written has another moment or number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """How many files of each group were written or deleted, and how many bytes were written."""

    pages: int
    sitemaps: int
    search: int
    manifest: int
    bytes: int

    def figures(self) -> dict[str, int]:
        """Return all numbers by name."""
        return asdict(self)


def take(folder: Path) -> Snapshot:
    """Return the state of all files below *folder*."""
    start = len(str(folder)) + 1
    states = ((entry.path[start:], entry.stat()) for entry in _files(str(folder)))
    return {path: (state.st_size, state.st_mtime_ns, state.st_ino) for path, state in states}


def compare(before: Snapshot, after: Snapshot) -> Footprint:
    """Tell what happened between two states."""
    written = [path for path, state in after.items() if before.get(path) != state]
    counts = dict.fromkeys((PAGES, *GROUPS), 0)
    for path in (*written, *(before.keys() - after.keys())):
        counts[next((group for group, starts in GROUPS.items() if path.startswith(starts)), PAGES)] += 1
    return Footprint(**counts, bytes=sum(after[path][0] for path in written))


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry
