"""
Which files a content folder holds and what the disk says of them: enough to see which ones need a second look.

A file's `Stat` is compared, never understood: any difference means that the file may hold something else.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plugins.newsroom.problem import Problem
from plugins.newsroom.walk import PARTS, walk_folders

_STAT: Final = struct.Struct("<qqqQ")
# No file has these: of one that cannot be asked, and of one that may have been written since it was asked.
_UNKNOWN: Final = bytes(_STAT.size)
_UNSURE: Final = b"\xff" * _STAT.size
# The coarsest clock of a file system that is in use (FAT): a later write may bear the same time.
_TICK: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Listing:
    """
    The files of one folder, without those of the folders in it.

    Attributes:
        names: Their names ascending, with "/" between them.
        stats: For each 32 bytes: size, mtime and ctime in nanoseconds, inode.
    """

    names: str
    stats: bytes

    def entries(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file's name and its stat."""
        if not self.names:
            return
        for place, name in enumerate(self.names.split("/")):
            yield name, self.stats[place * _STAT.size : (place + 1) * _STAT.size]

    def settled(self, moment: int) -> Listing:
        """
        Return the listing as it can be compared later.

        Args:
            moment: When the folder was read, in nanoseconds since 1970. What was written just before may be
                written once more at what the file system takes for the same time, and is looked at again.
        """
        stats = bytearray(self.stats)
        for start in range(0, len(stats), _STAT.size):
            _, modified, changed, _ = _STAT.unpack_from(stats, start)
            if max(modified, changed) > moment - _TICK:
                stats[start : start + _STAT.size] = _UNSURE
        return Listing(self.names, bytes(stats))


NO_LISTING: Final = Listing("", b"")


@dataclass(frozen=True, slots=True)
class Scan:
    """Every folder with files below the content folder's parts, and what walking them met."""

    listings: Mapping[str, Listing]
    problems: tuple[Problem, ...]

    def paths(self, part: str = "") -> list[str]:
        """Return the paths of all files, or of those below a part of the content folder, ascending."""
        return sorted(
            f"{folder}/{name}"
            for folder, listing in self.listings.items()
            if not part or folder == part or folder.startswith(f"{part}/")
            for name in (listing.names.split("/") if listing.names else ())
        )


@dataclass(frozen=True, slots=True)
class Differences:
    """Paths ascending: files that may hold something else, that are new, and that are gone."""

    touched: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.touched or self.added or self.gone)


def scan(folder: Path) -> Scan:
    """
    Look at every file of a content folder.

    Returns:
        The same files as `walk_files` lists, part by part; nothing is opened.
    """
    problems: list[Problem] = []
    pack = _STAT.pack
    listings: dict[str, Listing] = {}
    for part in PARTS:
        for name, entries in walk_folders(folder, part, problems):
            stats: list[bytes] = []
            for entry in entries:
                try:
                    found = entry.stat()
                except OSError:  # reading it will say so
                    stats.append(_UNKNOWN)
                    continue
                stats.append(pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
            listings[name] = Listing("/".join([entry.name for entry in entries]), b"".join(stats))
    return Scan(listings, tuple(sorted(problems)))


def compare(before: Mapping[str, Listing], after: Mapping[str, Listing]) -> Differences:
    """
    Find the files that two scans differ in.

    Args:
        before: Folder → its files, as `Listing.settled` left them.
        after: The same of now.
    """
    touched: list[str] = []
    added: list[str] = []
    gone: list[str] = []
    for folder in before.keys() | after.keys():
        old, new = before.get(folder, NO_LISTING), after.get(folder, NO_LISTING)
        if old == new:
            continue
        stats = dict(old.entries())
        for name, stat in new.entries():
            known = stats.pop(name, None)
            if known is None:
                added.append(f"{folder}/{name}")
            elif known != stat:
                touched.append(f"{folder}/{name}")
        gone += [f"{folder}/{name}" for name in stats]
    return Differences(tuple(sorted(touched)), tuple(sorted(added)), tuple(sorted(gone)))


def sizes(listings: Mapping[str, Listing]) -> dict[str, int]:
    """Return path → size in bytes of the files whose stat is known."""
    return {
        f"{folder}/{name}": int(_STAT.unpack(stat)[0])
        for folder, listing in listings.items()
        for name, stat in listing.entries()
        if stat not in (_UNSURE, _UNKNOWN)
    }
