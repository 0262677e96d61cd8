"""The files of the manifest's folder for the next site: all of them, or those that a few changes touch."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.press import manifest
from plugins.press.outputs import Outputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """
    What becomes of the manifest's folder.

    Attributes:
        files: Path below the output folder → content; the sum of all, `manifest.DIGEST`, comes last.
        lost: Paths of files that go, ascending.
        counts: Top-level folder → how many files the site has there.
    """

    files: Mapping[str, bytes]
    lost: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def digest(self) -> bytes:
        """The content of `manifest.DIGEST`."""
        return self.files[manifest.DIGEST]


def whole_listing(entries: Mapping[str, manifest.Entry], records: Mapping[str, bytes], there: Iterable[str]) -> Listing:
    """
    Return the files of a site.

    Args:
        entries: Path → entry of every file.
        records: Path below the output folder → content of the records.
        there: The files that the manifest's folder holds now.
    """
    files = dict(manifest.format_parts(entries)) | dict(sorted(records.items()))
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    files[manifest.DIGEST] = manifest.format_digest(len(entries), hashes)
    counts = Counter(map(manifest.folder_of, entries))
    return Listing(files=files, lost=tuple(sorted(set(there) - files.keys())), counts=counts)


def partial_listing(
    changes: Mapping[str, manifest.Entry | None], records: Mapping[str, bytes], outputs: Outputs
) -> Listing:
    """
    Return the files that a few changes make otherwise.

    Args:
        changes: Path → new entry, None where the file goes.
        records: Path below the output folder → content of the records that are made anew; others stay.
        outputs: The last site.
    """

    def members(folder: str) -> dict[str, manifest.Entry]:
        return {
            path: manifest.Entry(stamp[4].hex(), stamp[0])
            for path, stamp in outputs.remembered.items()
            if manifest.folder_of(path) == folder
        }

    lists, counts = manifest.revise_parts(outputs.counts, changes, outputs.remembered, outputs.read, members)
    files = {path: data for path, data in lists.items() if data is not None} | dict(sorted(records.items()))
    lost = tuple(sorted(path for path, data in lists.items() if data is None))
    hashes = {path: stamp[4].hex() for path, stamp in outputs.lists.items()}
    hashes |= {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    for path in (*lost, manifest.DIGEST):
        hashes.pop(path, None)
    files[manifest.DIGEST] = manifest.format_digest(sum(counts.values()), hashes)
    return Listing(files=files, lost=lost, counts=counts)
