"""
Is a folder what was published? A release, by its `release.json`; the output of a build, by its manifest alone.

A list of the manifest that was edited is told from a file that was: what the list must say follows from the files, and
its hash, or the sum of all, says which of the two is right.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, combinations, islice
from pathlib import Path
from typing import Final

from deploy.findings import OWN, Ask, Finding, Kind, Record, Verdict, check_record, differing
from deploy.manifest import (
    DIGEST,
    FOLDER,
    Digest,
    Entry,
    ManifestError,
    entry_of,
    folder_of,
    format_list,
    is_list,
    list_of,
    read_digest,
    read_list,
    sum_of,
)
from deploy.packing import SUFFIXES, has_twins, is_twin
from deploy.plan import with_twins

_TRIED: Final = 4096  # choices of edited lists; two among ninety that differ, or twelve where all of them were edited


class Disk:
    """
    A folder's files; each is read when it is asked for, and hashed once.

    Args:
        root: The folder.

    Attributes:
        sizes: Path → size in bytes, -1 of what is no plain file.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.sizes = dict(_walk(f"{root}/", ""))
        self._entries: dict[str, Entry | None] = {}

    def read(self, path: str) -> bytes | None:
        """Return a file's content, None where there is no such plain file."""
        return (self._root / path).read_bytes() if self.sizes.get(path, -1) >= 0 else None

    def entry(self, path: str) -> Entry | None:
        """Return what a file holds, None where there is no such plain file."""
        if path not in self._entries:
            self._entries[path] = self._hashed(path) if self.sizes.get(path, -1) >= 0 else None
        return self._entries[path]

    def _hashed(self, path: str) -> Entry:
        with (self._root / path).open("rb") as file:
            return Entry(hashlib.file_digest(file, "sha256").hexdigest(), file.tell())


def _walk(top: str, folder: str) -> Iterator[tuple[str, int]]:
    with os.scandir(top + folder) as found:
        for place in found:
            path = folder + place.name
            if place.is_dir(follow_symlinks=False):
                yield from _walk(top, f"{path}/")
            else:
                is_file = place.is_file(follow_symlinks=False)
                yield path, place.stat(follow_symlinks=False).st_size if is_file else -1


def check_folder(root: Path, ask: Ask) -> Verdict:
    """
    Hold the folder of a release, or of a build, against what it says of itself.

    Raises:
        OSError: It cannot be read.
    """
    disk = Disk(root)
    is_release = ask.key is not None or ask.seen is not None or any(path in disk.sizes for path in OWN)
    record = check_record(disk.read, ask) if is_release else _unsigned(disk)
    if record.index is None:
        return _verdict(disk, record, {})
    expected, findings = _expected(disk, record.index)
    record.findings += findings
    return _verdict(disk, record, expected)


def _verdict(disk: Disk, record: Record, expected: Mapping[str, Entry]) -> Verdict:
    """Compare every file with what is expected."""
    found = {finding.path: finding for finding in record.findings}
    for path, entry in expected.items():
        if disk.entry(path) != entry:
            found.setdefault(path, differing(path, path in disk.sizes))
        for suffix in SUFFIXES if record.is_packed and has_twins(path, entry.size) else ():
            twin = path + suffix
            packed = disk.read(twin)
            if packed is None or not is_twin(packed, suffix, entry):
                found.setdefault(twin, differing(twin, twin in disk.sizes))
    if record.index is not None:
        twins = (name for path, entry in expected.items() for name in with_twins(path, entry.size))
        known = {*OWN, *expected, *(twins if record.is_packed else ())}
        for path in disk.sizes.keys() - known:
            found.setdefault(path, Finding(path, Kind.ADDED))
    return Verdict(
        findings=tuple(found[path] for path in sorted(found)),
        unchecked=tuple(record.unchecked),
        checked=len(disk.sizes),
        release=record.release,
        is_signed=record.is_signed,
    )


def _expected(disk: Disk, index: Mapping[str, Entry]) -> tuple[dict[str, Entry], list[Finding]]:
    """Return what every file must hold, by the lists that *index* names, and which of these were edited."""
    edited = [path for path in index if is_list(path) and disk.entry(path) != index[path]]
    made = _made_lists(disk, index) if edited else {}
    expected, findings = dict(index), []
    for path in filter(is_list, index):
        data = disk.read(path) or b""
        if path in edited:
            findings.append(differing(path, path in disk.sizes))
            if path in made and entry_of(made[path]) == index[path]:
                data = made[path]
        try:
            expected |= read_list(data, path)
        except ManifestError:
            continue  # it was edited, and is named as such
    return expected, findings


def _made_lists(disk: Disk, index: Collection[str]) -> dict[str, bytes]:
    """Return the lists that a build would make of the files that lie there."""
    sizes = disk.sizes
    bases = ((path, path[: -len(suffix)]) for path in sizes for suffix in SUFFIXES if path.endswith(suffix))
    twins = {path for path, base in bases if base in sizes and has_twins(base, sizes[base])}
    others = {*OWN, *twins, *(path for path in index if not path.startswith(FOLDER))}
    files = [path for path, size in sizes.items() if size >= 0 and path not in others and is_listable(path)]
    counts = Counter(map(folder_of, files))
    lists: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for path in files:
        entry = disk.entry(path)
        if entry is not None:
            lists[list_of(path, counts[folder_of(path)])][path] = entry
    return {name: format_list(entries) for name, entries in lists.items()}


def is_listable(path: str) -> bool:
    """Tell whether a build could have made a file of this path; not every name that a disk takes is text."""
    return not path.startswith(FOLDER) and path.isprintable()


def _unsigned(disk: Disk) -> Record:
    """Return what the manifest of a build says, which nothing outside it confirms."""
    record = Record([], [], is_packed=False)
    there = {path: entry for path in disk.sizes if path.startswith(FOLDER) and (entry := disk.entry(path))}
    data = disk.read(DIGEST)
    if data is None:
        if there:
            record.findings.append(Finding(DIGEST, Kind.MISSING))
        else:
            record.unchecked.append("không có release.json lẫn manifest/ (neither a release nor a build)")
        return record
    record.index = there
    try:
        digest = read_digest(data)
    except ManifestError as error:
        record.findings.append(Finding(DIGEST, Kind.CHANGED, str(error)))
        return record
    made = {path: entry_of(content) for path, content in _made_lists(disk, ()).items()}
    lists = {path: entry for path, entry in there.items() if is_list(path)}
    records = {path: entry.sha256 for path, entry in there.items() if not is_list(path) and path != DIGEST}
    right = _original_lists(lists, made, digest)
    if right is None:
        is_edited = sum_of(records | _hashes(lists)) == digest["sha256"]
        doubtful = [] if is_edited else [path for path in {*lists, *made} if lists.get(path) != made.get(path)]
        why = "không khớp với tổng trong digest.json (not the sum in digest.json)"
        record.findings += [
            Finding(DIGEST, Kind.CHANGED, why),
            *(differing(path, path in lists, why) for path in doubtful),
        ]
        return record
    if sum((disk.read(path) or b"").count(b"\n") for path in lists) != digest["files"] and right == lists:
        record.findings.append(Finding(DIGEST, Kind.CHANGED))
    known = {path: there.get(path, Entry(sha256, -1)) for path, sha256 in digest["records"].items()}
    known |= {
        path: Entry(digest["records"][path], -1) for path in known if known[path].sha256 != digest["records"][path]
    }
    record.index = {**known, **right, DIGEST: there[DIGEST]}
    return record


def _hashes(entries: Mapping[str, Entry]) -> dict[str, str]:
    return {path: entry.sha256 for path, entry in entries.items()}


def _original_lists(there: Mapping[str, Entry], made: Mapping[str, Entry], digest: Digest) -> dict[str, Entry] | None:
    """
    Return the lists that a build wrote: those that are *there*, but for as few as possible that were edited.

    Args:
        there: The lists in the folder.
        made: The lists that a build would make of the files in the folder.
        digest: The sum of what a build wrote.

    Returns:
        The lists; None where no choice between the two has that sum.
    """
    apart = sorted(path for path in {*there, *made} if there.get(path) != made.get(path))
    choices = chain.from_iterable(combinations(apart, size) for size in range(len(apart) + 1))
    for edited in chain(islice(choices, _TRIED), [apart]):
        left = {path: made.get(path) if path in edited else there.get(path) for path in {*there, *made}}
        lists = {path: entry for path, entry in left.items() if entry is not None}
        if sum_of(digest["records"] | _hashes(lists)) == digest["sha256"]:
            return lists
    return None
