"""One at a time: what reads files of a content folder, reckons, and writes them again."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone_in(content: Path) -> Iterator[None]:
    """Wait until no other process is in such a block of this folder, and keep others out for as long as ours lasts."""
    folder = os.open(content, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
