"""What an update makes of the published files, and that it is remembered once they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.search import ledger
from plugins.search.ledger import DamagedError, State
from plugins.search.spool import Spool


@dataclass(frozen=True, slots=True)
class MadeTier:
    """
    A tier of which files were made.

    Attributes:
        name: Its name.
        part: What the root says of it.
        notes: By which it can be spliced.
        spool: The files: all of them, or those in place of others.
        gone: The files in place of which others came; None where all were made.
    """

    name: str
    part: Mapping[str, Any]
    notes: Mapping[str, Any]
    spool: Spool
    gone: frozenset[str] | None


class Written:
    """The files that were not published last, as (path, bytes); they wait on the disk."""

    def __init__(self, made: Sequence[MadeTier]) -> None:
        self._made = made

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files."""
        for tier in self._made:
            yield from tier.spool.fresh()

    def __len__(self) -> int:
        """Return how many files there are."""
        return sum(tier.spool.count for tier in self._made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """
    What an update makes of the published files; all paths are relative to the search folder.

    Attributes:
        root: The path of the root.
        removed: The paths that are published no more.
        repaired: The leaves of the index that were damaged or foreign, and were made again.
        is_whole: Whether nothing was known of what was published last: `written` are all files, *removed* is empty.
    """

    root: str
    is_whole: bool
    removed: tuple[str, ...]
    repaired: tuple[str, ...]
    made: Sequence[MadeTier]
    _folder: Path
    _state: State

    @property
    def written(self) -> Written:
        """The files that were not published last, as (path, bytes)."""
        return Written(self.made)

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Yield every current file: path, SHA-256, size.  Those of unchanged tiers are as they were remembered."""
        made = {tier.name: tier for tier in self.made}
        for name in self._state["tiers"]:
            known: dict[str, tuple[bytes, int]] = {}
            tier = made.get(name)
            if tier is None or tier.gone is not None:
                with ledger.reading(self._folder) as open_ledger:
                    known |= {path: (digest, size) for path, digest, size in open_ledger.files(name)}
            if tier is not None:
                for path in tier.gone or ():
                    known.pop(path, None)
                known |= {path: (digest, size) for path, digest, size in tier.spool.facts()}
            yield from ((path, digest.hex(), size) for path, (digest, size) in known.items())

    def settle(self) -> None:
        """
        Remember that the files are published; an update before that repeats these changes.

        Raises:
            OSError: The disk refuses.
        """
        if not self.made:
            return
        try:
            with ledger.writing(self._folder, anew=self.is_whole) as open_ledger:
                for tier in self.made:
                    if tier.gone is None:
                        open_ledger.forget(tier.name)
                    else:
                        open_ledger.drop(tier.name, tier.gone)
                    open_ledger.put(tier.name, tier.spool.facts())
                    open_ledger.note(tier.name, tier.notes)
                open_ledger.write(self._state)
        except DamagedError:
            return  # it is gone, so that the next update makes all anew
