"""
What a check of a published site found, and the part of it that folders and servers have in common.

Everything hangs by `release.json`: it is signed, and holds the hash of `release.txt`; that holds the hashes of the
manifest's lists, and those the hashes of all files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from deploy.keys import PublicKey, is_signed
from deploy.manifest import Entry, ManifestError, read_list
from deploy.release import RECORD, SIGNATURE, Release, index_hash, read_release
from deploy.seen import Seen
from deploy.tree import INDEX

OWN: Final = (INDEX, RECORD, SIGNATURE)


class Kind(Enum):
    """What is wrong with a file, in the words of the report."""

    CHANGED = "ĐỔI"
    ADDED = "THỪA"
    MISSING = "THIẾU"


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that is not as it was published, and what is known about that."""

    path: str
    kind: Kind
    why: str = ""

    def __str__(self) -> str:
        # A file's name is whatever an intruder gave it: nothing of it may reach the terminal as a command.
        path = self.path if self.path.isprintable() else repr(self.path)
        return f"{self.kind.value} {path}{f' ({self.why})' if self.why else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What a check came to.

    Attributes:
        findings: Files that are not as they were published, by path.
        unchecked: What could not be checked, and why.
        checked: How many files were looked at.
        release: What the site says that it is; None where it says nothing, or nothing that can be read.
        is_signed: Whether a key confirmed that.
    """

    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...]
    checked: int
    release: Release | None
    is_signed: bool

    @property
    def is_suspect(self) -> bool:
        """Whether what the site says that it is cannot be believed."""
        return any(finding.path in OWN for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """
    What a site is held against.

    Attributes:
        key: The public key of whoever publishes; None where nobody gave one.
        least: The least serial that is no replay.
        seen: The release that was last found in order; None where none is remembered, or it has no say.
    """

    key: PublicKey | None
    least: int
    seen: Seen | None


def differing(path: str, is_there: bool, why: str = "") -> Finding:  # noqa: FBT001 - the question it answers
    """Return the finding for a file that should hold something else than it does."""
    return Finding(path, Kind.CHANGED if is_there else Kind.MISSING, why)


@dataclass(slots=True)
class Record:
    """
    What a site says of itself, as far as it can be believed.

    Attributes:
        findings: What is wrong with that.
        unchecked: What could not be checked.
        release: What `release.json` says, None where it cannot be read.
        index: What `release.txt` names; empty where it cannot be read.
        is_signed: Whether the key confirmed `release.json`.
        is_packed: Whether files have compressed twins.
    """

    findings: list[Finding]
    unchecked: list[str]
    release: Release | None = None
    index: dict[str, Entry] | None = None
    is_signed: bool = False
    is_packed: bool = True


def check_record(read: Callable[[str], bytes | None], ask: Ask) -> Record:
    """
    Check what a site says of itself: that it is signed, not an old one passed off as new, and whole.

    Args:
        read: Returns the content of a file of the site, None where there is none.
        ask: What it is held against.
    """
    data, index = read(RECORD), read(INDEX)
    record = Record([], [])
    if data is None:
        record.findings.append(Finding(RECORD, Kind.MISSING))
    else:
        _check_signature(record, data, read(SIGNATURE), ask)
        try:
            record.release = read_release(data)
        except ValueError:
            record.findings.append(Finding(RECORD, Kind.CHANGED, "không đúng dạng (malformed)"))
    if record.release is not None:
        record.findings += _replayed(record.release, ask)
    if index is None:
        record.findings.append(Finding(INDEX, Kind.MISSING))
        return record
    if record.release is not None and record.release.index != index_hash(index):
        record.findings.append(Finding(INDEX, Kind.CHANGED))
    try:
        record.index = read_list(index, INDEX)
    except ManifestError as error:
        if not record.findings:
            record.findings.append(Finding(INDEX, Kind.CHANGED, str(error)))
    return record


def _check_signature(record: Record, data: bytes, signature: bytes | None, ask: Ask) -> None:
    if ask.key is None:
        if signature is not None:
            record.unchecked.append(
                "chữ ký chưa được kiểm vì không có khoá công khai; hãy thêm --key TỆP.pub (the signature: no key)"
            )
        return
    if signature is None:
        record.findings.append(Finding(SIGNATURE, Kind.MISSING, "bản này không có chữ ký (not signed)"))
    elif is_signed(ask.key, data, signature):
        record.is_signed = True
    else:
        why = "chữ ký và nội dung không khớp (signature and content differ)"
        record.findings += [Finding(RECORD, Kind.CHANGED, why), Finding(SIGNATURE, Kind.CHANGED, why)]


def _replayed(release: Release, ask: Ask) -> Iterator[Finding]:
    """Yield a finding where an old release is passed off as the new one."""
    if release.serial < ask.least:
        why = f"bản cũ: số {release.serial}, phải từ {ask.least} trở lên (an old release; rolled back? --min-serial)"
        yield Finding(RECORD, Kind.CHANGED, why)
    elif ask.seen is not None and release.serial == ask.seen.serial and release.index != ask.seen.index:
        why = f"nội dung khác với bản số {release.serial} đã thấy (another release of the same serial was seen)"
        yield Finding(RECORD, Kind.CHANGED, why)
