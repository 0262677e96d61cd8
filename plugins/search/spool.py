"""
Files on their way to publication, outside of memory: those of a large archive are some hundred megabytes.

They lie in one file that has no name, so that nothing is left behind however a build ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from struct import Struct
from typing import Final

from plugins.search.ledger import Fact

# Length of the path, size of the file, whether it is new, SHA-256.
_HEAD: Final = Struct("<HI?32s")


class Spool:
    """
    The files of a tier that were made.

    Args:
        folder: On whose disk they wait.
        published: Returns what is published at a path already, None where there is nothing.
    """

    def __init__(self, folder: Path, published: Callable[[str], Fact | None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - open as long as this is there
        self._published = published
        self.paths: set[str] = set()
        self.count = 0
        """How many files are new."""

    def put(self, path: str, data: bytes) -> None:
        """
        Add a file; its bytes are kept where they are not published yet.

        Raises:
            OSError: The disk is full.
        """
        fact = (sha256(data).digest(), len(data))
        is_new = self._published(path) != fact
        name = path.encode()
        self._file.write(_HEAD.pack(len(name), len(data), is_new, fact[0]) + name)
        if is_new:
            self._file.write(data)
            self.count += 1
        self.paths.add(path)

    def fresh(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are not published yet: path, bytes."""
        for path, _, size, is_new in self._heads():
            if is_new:
                yield path, self._file.read(size)

    def facts(self) -> Iterator[tuple[str, bytes, int]]:
        """Yield all files: path, SHA-256, size."""
        for path, digest, size, is_new in self._heads():
            yield path, digest, size
            if is_new:
                self._file.seek(size, 1)

    def _heads(self) -> Iterator[tuple[str, bytes, int, bool]]:
        """Yield path, SHA-256, size and whether it is new of each file; its bytes are to be passed."""
        self._file.seek(0)
        while head := self._file.read(_HEAD.size):
            length, size, is_new, digest = _HEAD.unpack(head)
            yield self._file.read(length).decode(), digest, size, is_new
