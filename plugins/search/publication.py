"""
The search of a site brought up to date at the cost of what changed: Whoosh's index, and the files that browsers search.

What is there is told by fingerprints, so that only new documents are read, only leaves of the index that hold them
are written, and only files of tiers with such leaves are made.  The result follows from the documents alone:
after any history the files are those of a first build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.search import ledger
from plugins.search.documents import Document
from plugins.search.ledger import ROOT, WHOOSH, Inventory, State
from plugins.search.months import Month, Opened, months_of
from plugins.search.names import root_name
from plugins.search.root import encode_root
from plugins.search.tiers import Tier, cut_tiers

# Of each tier what the root says of it, and its files.
Made = Mapping[str, tuple[Mapping[str, Any], Mapping[str, bytes]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """
    What an update makes of the published files; all paths are relative to the search folder.

    Attributes:
        root: The path of the root.
        written: The files that were not published last, as (path, bytes).
        removed: The paths that are published no more.
        repaired: The leaves of the index that were damaged or foreign, and were made again.
        is_whole: Whether nothing was known of what was published last: *written* are all files, *removed* is empty.
    """

    root: str
    is_whole: bool
    written: tuple[tuple[str, bytes], ...]
    removed: tuple[str, ...]
    repaired: tuple[str, ...]
    _folder: Path
    _state: State
    _inventories: Mapping[str, Inventory]

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Yield every current file: path, SHA-256, size.  Those of unchanged tiers are read from the folder."""
        for name in self._state["tiers"]:
            inventory = self._inventories.get(name) or ledger.read_inventory(self._folder, name)
            yield from ((path, *fact) for path, fact in inventory.items())

    def settle(self) -> None:
        """
        Remember that the files are published; an update before that repeats these changes.

        Raises:
            OSError: The disk refuses.
        """
        if self._inventories:
            ledger.write(self._folder, self._state, self._inventories)


def update_all(folder: Path, documents: Iterable[Document], *, workers: int = 1) -> Changes:
    """Do what `update` does, with all documents at hand, in any order."""
    ordered = sorted(documents, key=lambda document: document.key)
    made = {document.slug: document for document in ordered}
    return update(folder, months_of(ordered), made.__getitem__, workers=workers)


def update(folder: Path, months: Sequence[Month], load: Callable[[str], Document], *, workers: int = 1) -> Changes:
    """
    Bring the index in *folder* up to date.

    Args:
        folder: Belongs to the search; made when missing.  Without it, or when it is damaged, all is made anew.
        months: Those that have documents, ascending.
        load: Returns the document of an entry's key; is asked for those alone that are not in the index.
        workers: How many processes may write leaves.

    Raises:
        OSError: The disk refuses.
    """
    state = ledger.read_state(folder)
    opened = Opened(months, state["months"])
    tiers = cut_tiers(opened.counts)
    before = state["tiers"]
    digests = {tier.name: {month: opened.digests[month] for month in tier.months} for tier in tiers}
    changed = [tier for tier in tiers if not _is_kept(tier, digests[tier.name], before.get(tier.name))]
    leaves = [leaf for tier in tiers for leaf in tier.leaves]
    suspects = {leaf.name for leaf in leaves if ledger.stamp(folder, leaf.name) != state["leaves"].get(leaf.name)}
    if not changed and not suspects and [*before] == [*digests, ROOT]:
        return _nothing(folder, state)
    repaired = _write_leaves(folder, tiers, opened, suspects, Source(load, workers))
    made = _encode(folder, changed)
    current: dict[str, Any] = {}
    for tier in tiers:
        part = made[tier.name][0] if tier.name in made else before[tier.name]["part"]
        current[tier.name] = {"months": digests[tier.name], "part": {**part, "first": tier.first, "end": tier.end}}
    data = encode_root(sum(opened.counts.values()), [current[tier.name]["part"] for tier in tiers])
    current[ROOT] = {"path": root_name(data)}
    fresh = {
        "months": {name: [opened.digests[name], count] for name, count in opened.counts.items()},
        "leaves": {leaf.name: ledger.stamp(folder, leaf.name) for leaf in leaves},
        "tiers": current,
    }
    return _changes(folder, fresh, {**made, ROOT: ({}, {root_name(data): data})}, before, repaired)


def _is_kept(tier: Tier, digests: Mapping[str, str], before: Mapping[str, Any] | None) -> bool:
    """Tell whether a tier has the files that it had: those of its months, and the first one has the known words."""
    if before is None or before["months"] != digests:
        return False
    return bool((before["part"]["first"] == 0) == (tier.first == 0))


def _nothing(folder: Path, state: State) -> Changes:
    """Return that nothing changed."""
    root = state["tiers"][ROOT]["path"]
    return Changes(
        root=root,
        is_whole=False,
        written=(),
        removed=(),
        repaired=(),
        _folder=folder,
        _state=state,
        _inventories={},
    )


def _changes(
    folder: Path,
    state: State,
    made: Made,
    before: State,
    repaired: tuple[str, ...],
) -> Changes:
    """Return how the files that were made differ from those of the same and of vanished tiers."""
    gone = [name for name in before if name in made or name not in state["tiers"]]
    published = {path: fact for name in gone for path, fact in ledger.read_inventory(folder, name).items()}
    inventories = {
        name: {path: (sha256(data).hexdigest(), len(data)) for path, data in files.items()}
        for name, (_, files) in made.items()
    }
    current = {path for inventory in inventories.values() for path in inventory}
    files = {path: data for _, own in made.values() for path, data in own.items()}
    facts = {path: fact for inventory in inventories.values() for path, fact in inventory.items()}
    written = tuple((path, data) for path, data in files.items() if published.get(path) != facts[path])
    removed = tuple(sorted(set(published) - current))
    return Changes(
        root=state["tiers"][ROOT]["path"],
        is_whole=not before,
        written=written,
        removed=removed,
        repaired=repaired,
        _folder=folder,
        _state=state,
        _inventories=inventories,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from, and how many processes may write leaves of them."""

    load: Callable[[str], Document]
    workers: int


def _write_leaves(
    folder: Path, tiers: Sequence[Tier], opened: Opened, suspects: set[str], source: Source
) -> tuple[str, ...]:
    """Write the leaves that are not as they should be; return those that were damaged."""
    from plugins.search.leaves import Leaves  # noqa: PLC0415 - needs Whoosh, which most builds do without

    every = {leaf.name: leaf for tier in tiers for leaf in tier.leaves}
    # A month without documents is in no leaf any more: that of its year may still hold them.
    suspects = suspects | {month[:4] for month in opened.vanished}
    stale = [leaf for name, leaf in every.items() if name in suspects or not opened.changed.isdisjoint(leaf.months)]
    wanted = [(leaf.name, opened.of(leaf)) for leaf in stale]
    return Leaves(folder / WHOOSH, every.keys()).write(wanted, source.load, source.workers)


def _encode(folder: Path, changed: Sequence[Tier]) -> Made:
    """Return for each of the *changed* tiers what the root says of it, and its files."""
    made: dict[str, tuple[Mapping[str, Any], Mapping[str, bytes]]] = {}
    for tier in changed:
        from plugins.search.tier_files import encode_tier  # noqa: PLC0415 - as above
        from plugins.search.whoosh_index import open_index  # noqa: PLC0415

        with open_index(folder, [leaf.name for leaf in tier.leaves]) as index:
            files = encode_tier(index, tier)
        made[tier.name] = (files.part, dict(files.files))
    return made
