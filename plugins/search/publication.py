"""
The search of a site brought up to date at the cost of what changed: Whoosh's index, and the files that browsers search.

What is there is told by fingerprints, so that only new documents are read, only leaves of the index that hold them
are written, and only tiers with such leaves are looked at: spliced where documents were edited, made again where some
came or went.  The result follows from the documents alone: after any history the files are those of a first build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.search import ledger
from plugins.search.changes import Changes, MadeTier
from plugins.search.documents import Document
from plugins.search.ledger import ROOT, WHOOSH, DamagedError, State
from plugins.search.months import Month, Opened, months_of
from plugins.search.names import root_name
from plugins.search.published import Read
from plugins.search.root import encode_root
from plugins.search.tier_making import TierMaker
from plugins.search.tiers import Tier, cut_tiers


def _unread(path: str) -> None:
    """Return that no published file is at hand."""
    del path


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents and published files come from, and how many processes may write leaves."""

    load: Callable[[str], Document]
    read: Read
    root: str | None
    workers: int


def update_all(folder: Path, documents: Iterable[Document], *, read: Read = _unread, workers: int = 1) -> Changes:
    """Do what `update` does, with all documents at hand, in any order."""
    ordered = sorted(documents, key=lambda document: document.key)
    made = {document.slug: document for document in ordered}
    return update(folder, months_of(ordered), made.__getitem__, read=read, workers=workers)


def update(  # noqa: PLR0913 - what is there, what is to be there, and who may work
    folder: Path,
    months: Sequence[Month],
    load: Callable[[str], Document],
    *,
    read: Read = _unread,
    root: str | None = None,
    workers: int = 1,
) -> Changes:
    """
    Bring the index in *folder* up to date.

    Args:
        folder: Belongs to the search; made when missing.  Without it, or when it is damaged, all is made anew.
        months: Those that have documents, ascending.
        load: Returns the document of an entry's key; is asked for those alone that are not in the index.
        read: Returns what is published at a path below the search folder, None where nothing is.  A tier is
            spliced from that; without it a tier with an edited document is made again.
        root: The path of the root that is published, "" where none of ours is.  A ledger that knows of another one
            was not told of the last publication, and counts for nothing; None believes it.
        workers: How many processes may write leaves.

    Raises:
        OSError: The disk refuses.
    """
    source = Source(load, read, root, workers)
    try:
        return _update(folder, months, source)
    except DamagedError:
        return _update(folder, months, source)  # the ledger is gone now


def _update(folder: Path, months: Sequence[Month], source: Source) -> Changes:
    """Do what `update` does; raise `DamagedError` where the ledger proves to be damaged."""
    state = ledger.read_state(folder, source.root)
    opened = Opened(months, state["months"])
    tiers = cut_tiers(opened.counts)
    before = state["tiers"]
    digests = {tier.name: {month: opened.digests[month] for month in tier.months} for tier in tiers}
    changed = [tier for tier in tiers if not _is_kept(tier, digests[tier.name], before.get(tier.name))]
    leaves = [leaf for tier in tiers for leaf in tier.leaves]
    suspects = {leaf.name for leaf in leaves if ledger.stamp(folder, leaf.name) != state["leaves"].get(leaf.name)}
    if not changed and not suspects and [*before] == [*digests, ROOT]:
        return _changes(folder, state, before, [], (), ())
    repaired = _write_leaves(folder, tiers, opened, suspects, source)
    names = [tier.name for tier in changed] + [name for name in before if name not in (*digests, ROOT)]
    maker = TierMaker(folder, state, opened, source.read, names)
    made = [maker.make(tier) for tier in changed]
    parts = {name: known["part"] for name, known in before.items() if name != ROOT}
    parts |= {tier.name: tier.part for tier in made}
    current: dict[str, Any] = {
        tier.name: {"months": digests[tier.name], "part": {**parts[tier.name], "first": tier.first, "end": tier.end}}
        for tier in tiers
    }
    data = encode_root(sum(opened.counts.values()), [known["part"] for known in current.values()])
    made.append(maker.root(data))
    fresh = {
        "months": {name: [opened.digests[name], count] for name, count in opened.counts.items()},
        "leaves": {leaf.name: ledger.stamp(folder, leaf.name) for leaf in leaves},
        "tiers": {**current, ROOT: {"path": root_name(data)}},
    }
    return _changes(folder, fresh, before, made, maker.removed(made), repaired)


def _changes(  # noqa: PLR0913, PLR0917 - what was, what is, and what that takes
    folder: Path,
    state: State,
    before: State,
    made: Sequence[MadeTier],
    removed: tuple[str, ...],
    repaired: tuple[str, ...],
) -> Changes:
    """Return the changes of an update."""
    return Changes(
        root=state["tiers"][ROOT]["path"],
        is_whole=not before,
        removed=removed,
        repaired=repaired,
        made=made,
        _folder=folder,
        _state=state,
    )


def _is_kept(tier: Tier, digests: Mapping[str, str], before: Mapping[str, Any] | None) -> bool:
    """Tell whether a tier has the files that it had: those of its months, and the first one has the known words."""
    if before is None or before["months"] != digests:
        return False
    return bool((before["part"]["first"] == 0) == (tier.first == 0))


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
