"""How the tiers of an update are made: spliced where that does, else as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from plugins.search import ledger
from plugins.search.changes import MadeTier
from plugins.search.ledger import ROOT, Fact, State
from plugins.search.months import Opened
from plugins.search.names import root_name
from plugins.search.published import LostError, Published, Read
from plugins.search.spool import Spool
from plugins.search.tiers import Tier


class TierMaker:
    """
    Makes tiers of an update.

    Args:
        folder: Belongs to the search.
        state: What was published last.
        opened: The months now.
        read: Returns a published file.
        names: Of the tiers with other files than they had, and of those that vanished.
    """

    def __init__(self, folder: Path, state: State, opened: Opened, read: Read, names: Sequence[str]) -> None:
        self._folder = folder
        self._state = state
        self._opened = opened
        self._read = read
        self._again = [name for name in names if name in state["tiers"]]
        """Of which all files are published anew or gone; those that are spliced are taken out."""

    def make(self, tier: Tier) -> MadeTier:
        """Make the files of a tier whose leaves are written."""
        counts = {month: self._opened.counts[month] for month in tier.months}
        if self._is_spliced(tier, counts):
            try:
                made = self._splice(tier, counts)
            except LostError:
                return self._whole(tier, counts)
            self._again.remove(tier.name)
            return made
        return self._whole(tier, counts)

    def root(self, data: bytes) -> MadeTier:
        """Take the root as a tier of one file."""
        spool = Spool(self._folder, self._known([ROOT]).get)
        spool.put(root_name(data), data)
        return MadeTier(name=ROOT, part={}, notes={}, spool=spool, gone=None)

    def removed(self, made: Sequence[MadeTier]) -> tuple[str, ...]:
        """Return the published files that are no more, where those tiers were *made*."""
        if not self._state["tiers"]:
            return ()
        gone = {*self._published, *self._known([ROOT])}
        gone.update(path for tier in made for path in tier.gone or ())
        return tuple(sorted(gone.difference(path for tier in made for path, *_ in tier.spool.facts())))

    def _is_spliced(self, tier: Tier, counts: Mapping[str, int]) -> bool:
        """Tell whether a tier has lists, and as many documents in each month as it had."""
        before, known = self._state["tiers"].get(tier.name), self._state["months"]
        if tier.has_positions or before is None or (before["part"]["first"] == 0) != (tier.first == 0):
            return False
        return {month: known[month][1] for month in before["months"]} == counts

    def _splice(self, tier: Tier, counts: Mapping[str, int]) -> MadeTier:
        """Follow up the edits of a tier."""
        from plugins.search.tier_splice import TierSplice  # noqa: PLC0415 - needs Whoosh, which most builds do without
        from plugins.search.whoosh_index import stored_rows  # noqa: PLC0415 - as above

        before = self._state["tiers"][tier.name]
        months = {month for month, digest in before["months"].items() if self._opened.digests[month] != digest}
        with ledger.reading(self._folder) as open_ledger, stored_rows(self._folder, tier.leaves) as rows:
            published = Published(tier.name, open_ledger, self._read)
            notes = open_ledger.notes(tier.name)
            splice = TierSplice(tier, counts, rows, published, part=before["part"], notes=notes)
            encoded = splice.follow(months)
            spool = Spool(self._folder, published.fact)
            for path, data in splice.made.files.items():
                spool.put(path, data)
        gone = frozenset(splice.made.gone)
        return MadeTier(name=tier.name, part=encoded.part, notes=encoded.notes, spool=spool, gone=gone)

    def _whole(self, tier: Tier, counts: Mapping[str, int]) -> MadeTier:
        """Make all files of a tier."""
        from plugins.search.tier_files import encode_tier  # noqa: PLC0415 - as above
        from plugins.search.whoosh_index import open_index  # noqa: PLC0415 - as above

        spool = Spool(self._folder, self._published.get)
        with open_index(self._folder, [leaf.name for leaf in tier.leaves]) as index:
            encoded = encode_tier(index, tier, counts, spool.put)
        return MadeTier(name=tier.name, part=encoded.part, notes=encoded.notes, spool=spool, gone=None)

    @cached_property
    def _published(self) -> Mapping[str, Fact]:
        """The published files of the tiers that are made as a whole or vanished."""
        return self._known(self._again)

    def _known(self, names: Sequence[str]) -> Mapping[str, Fact]:
        """Return the published files of tiers, if there are any."""
        if not self._state["tiers"] or not names:
            return {}
        with ledger.reading(self._folder) as open_ledger:
            return {path: (digest, size) for name in names for path, digest, size in open_ledger.files(name)}
