"""What the last build saw of each file of the content folder: what the disk said, and what the file held."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.newsroom.digests import LENGTH, UNKNOWN
from plugins.newsroom.memory import DIGESTS, LISTINGS, Memory
from plugins.newsroom.scan import Listing, Scan


class Ledger:
    """
    The files of the last build, folder by folder.

    Attributes:
        listings: Folder → what the disk said of its files.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.listings: Mapping[str, Listing] = dict(memory.items(LISTINGS))
        self._digests: dict[str, Mapping[str, bytes]] = {}

    def digest(self, path: str) -> bytes:
        """Return Git's id of what the file *path* held, `UNKNOWN` where it was not there or not read."""
        folder, _, name = path.rpartition("/")
        if folder not in self._digests:
            self._digests[folder] = self._load(folder)
        return self._digests[folder].get(name, UNKNOWN)

    def write(self, scan: Scan, digests: Mapping[str, bytes], moment: int) -> None:
        """
        Note what there is now.

        Args:
            scan: All files.
            digests: Path → id of those that were read since.
            moment: When the scan began, in nanoseconds since 1970.
        """
        fresh = {path.rpartition("/")[0] for path in digests}
        written: dict[str, Listing] = {}
        ids: dict[str, bytes] = {}
        for folder, listing in scan.listings.items():
            if folder in fresh or self.listings.get(folder) != listing:
                paths = [f"{folder}/{name}" for name, _ in listing.entries()]
                ids[folder] = b"".join([digests.get(path) or self.digest(path) for path in paths])
                written[folder] = listing.settled(moment)
        self._memory.put_many(LISTINGS, sorted(written.items()))
        self._memory.put_many(DIGESTS, sorted(ids.items()))
        for folder in self.listings.keys() - scan.listings.keys():
            self._memory.drop(LISTINGS, folder)
            self._memory.drop(DIGESTS, folder)

    def _load(self, folder: str) -> Mapping[str, bytes]:
        listing, ids = self.listings.get(folder), self._memory.get(DIGESTS, folder)
        if listing is None or ids is None:
            return {}
        return {name: ids[n * LENGTH : (n + 1) * LENGTH] for n, (name, _) in enumerate(listing.entries())}
