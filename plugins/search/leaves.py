"""Which leaves of the index are to be written, and from what: documents that are in it already, and new ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence, Set as AbstractSet
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from plugins.search.documents import Document
from plugins.search.months import Entry
from plugins.search.rows import Row, make_row
from plugins.search.whoosh_leaf import fingerprints_of, is_whole, read_rows, write_leaf

Load = Callable[[str], Document]


class Leaves:
    """The leaves in a folder, which belongs to them; those that are in no list of leaves to *keep* go at the end."""

    def __init__(self, folder: Path, keep: AbstractSet[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._keep = keep

    def write(self, wanted: Sequence[tuple[str, Sequence[Entry]]], load: Load, workers: int) -> tuple[str, ...]:
        """
        Make each of the *wanted* leaves one of its entries, and return those that were damaged or foreign.

        Raises:
            OSError: The disk refuses.
        """
        damaged: list[str] = []
        stale: list[tuple[str, Sequence[Entry]]] = []
        for name, entries in wanted:
            is_good = is_whole(self._folder / name)
            if not is_good and (self._folder / name).exists():
                damaged.append(name)
            if not is_good or fingerprints_of(self._folder / name) != [entry.fingerprint for entry in entries]:
                stale.append((name, entries))
        known = self._known({name for name, _ in stale}, {entry.fingerprint for _, own in stale for entry in own})
        self._write_all(((name, _rows(entries, known, load)) for name, entries in stale), workers)
        for path in self._folder.iterdir():
            if path.name not in self._keep:
                _remove(path)
        return tuple(damaged)

    def _known(self, stale: AbstractSet[str], wanted: AbstractSet[str]) -> dict[str, Row]:
        """Return those of the *wanted* documents that stand in leaves that are *stale* or to go."""
        known: dict[str, Row] = {}
        for path in sorted(self._folder.iterdir()):
            if path.name in stale or path.name not in self._keep:
                held = fingerprints_of(path)
                if not wanted.isdisjoint(held) and is_whole(path):
                    known |= {name: row for name, row in read_rows(path).items() if name in wanted}
        return known

    def _write_all(self, leaves: Iterator[tuple[str, Mapping[str, Row]]], workers: int) -> None:
        """Write leaves, in several processes if that is wanted."""
        if workers < 2:  # noqa: PLR2004 - one is this process
            for name, rows in leaves:
                write_leaf(self._folder / name, rows)
            return
        with ProcessPoolExecutor(workers) as pool:
            for done in [pool.submit(write_leaf, self._folder / name, rows) for name, rows in leaves]:
                done.result()


def _rows(entries: Sequence[Entry], known: Mapping[str, Row], load: Load) -> dict[str, Row]:
    """Return the documents of *entries* by fingerprint."""
    return {entry.fingerprint: known.get(entry.fingerprint) or make_row(load(entry.key)) for entry in entries}


def _remove(path: Path) -> None:
    """Remove a file or a folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
