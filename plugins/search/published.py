"""What is published of a tier, as the ledger knows it, and what an update makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from plugins.search.ledger import Fact, Ledger

# Returns a published file; None where there is none.
Read = Callable[[str], bytes | None]


class LostError(Exception):
    """What was published does not do to go by; the tier must be made as a whole."""


class Published:
    """The published files of a tier; paths are below the search folder."""

    def __init__(self, tier: str, ledger: Ledger, read: Read) -> None:
        self._tier = tier
        self._ledger = ledger
        self._read = read

    def read(self, path: str) -> bytes:
        """
        Return a file.

        Raises:
            LostError: It is not there as it was published.
        """
        data = self._read(path)
        if data is None or (sha256(data).digest(), len(data)) != self.fact(path):
            raise LostError
        return data

    def fact(self, path: str) -> Fact | None:
        """Return SHA-256 and size of a file, None where there is none."""
        return self._ledger.fact(self._tier, path)

    def holds(self, path: str, data: bytes) -> bool:
        """Tell whether these bytes are published there."""
        return self.fact(path) == (sha256(data).digest(), len(data))

    def paths(self, folder: str) -> list[str]:
        """Return the files in a folder."""
        return [path for path, *_ in self._ledger.files(self._tier, folder)]


@dataclass(frozen=True, slots=True)
class Splice:
    """What differs of a tier's files: those that are no more and those that are new; a path may be in both."""

    gone: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
