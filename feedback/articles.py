"""
Which articles take votes and comments: those whose published page says so.

The page is asked each time, so that the service knows at once what a release brought or took away, needs no memory of
its own, and takes nothing that no reader could have been shown.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from feedback.store import Tally

_ADDRESS: Final = re.compile(r"/[a-z0-9-]{1,240}/([a-z0-9-]{1,240})\.html")
# Both tags are the theme's: within an article's text "<" never stands for itself.
_TAKES: Final = re.compile(rb'<div class="feedback" data-feedback="([^"]*)" data-takes="([a-z ]*)"')
_RATING: Final = re.compile(
    rb'<section class="rating" data-rating="[^"]*" data-points="([0-9]+)" data-votes="([0-9]+)"'
)
_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article as its page has it; `rating` is what the page shows."""

    address: str
    slug: str
    rating: Tally
    takes_comments: bool


class Articles:
    """The articles in an output folder, which may be a link that a release moves."""

    def __init__(self, output: Path) -> None:
        self._output = output

    def find(self, address: str) -> PublishedArticle | None:
        """Return the article at a root-relative *address*, None where there is none that takes anything."""
        match = _ADDRESS.fullmatch(address)
        if match is None:
            return None
        path = self._output / address[1:]
        try:
            state = path.stat()
            found = _read(path, state.st_mtime_ns, state.st_ino, state.st_size)
        except OSError:
            return None
        if found is None:
            return None
        takes, rating = found
        return PublishedArticle(address, match[1], rating, "comments" in takes)


@lru_cache(maxsize=_KEPT)
def _read(path: Path, _mtime: int, _inode: int, _size: int) -> tuple[frozenset[str], Tally] | None:
    """Return what a page takes and shows, None where it takes nothing; the numbers are there to notice a new page."""
    data = path.read_bytes()
    mark = _TAKES.search(data)
    if mark is None:
        return None
    rating = _RATING.search(data)
    tally = Tally() if rating is None else Tally(int(rating[1]), int(rating[2]))
    return frozenset(os.fsdecode(mark[2]).split()), tally
