"""
Publishing: the output folder goes from one whole site to the next.

Every file that differs is staged first, on the same disk; then a journal says what will be
moved and deleted; then it is done.  Killed before the journal is there, the old site stays;
killed after, the next build finishes the work first.  Files whose bytes are the same are
never touched, so that their times tell the truth to rsync and to caches.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import KeysView
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.press import manifest
from plugins.press.disk import explain

STAGING = ".staging"
JOURNAL = "journal.json"

_RECORD_NAME = re.compile(r"[a-z0-9-]+\.(?!txt$)[a-z0-9]+")


class PublicationError(Exception):
    """
    The site cannot be published; `str()` says why, in Vietnamese and English.

    `aftermath` says what became of the site that was there.
    """

    exitcode = 1
    aftermath = "Không xuất bản gì; trang cũ còn nguyên. (Nothing was published.)"


class UnfinishedError(PublicationError):
    """The disk failed while files were moved into their places; the next build finishes that first."""

    aftermath = "Trang mới mới vào chỗ một phần; lần dựng sau sẽ làm nốt. (The next build finishes what was begun.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many files a publication wrote, deleted and left as they were."""

    written: int
    deleted: int
    kept: int


class Publication:
    """
    The next state of an output folder: `add` every file of the site, then `commit`.

    Raises (when made):
        PublicationError: The folder holds files and no manifest of ours is among them, or it cannot be read.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._staging = output / STAGING
        self._sources: dict[str, str] = {}
        self._entries: dict[str, manifest.Entry] = {}
        self._records: dict[str, bytes] = {}
        self._staged: list[str] = []
        try:
            self._old = self._open()
        except OSError as error:
            raise PublicationError(explain(error)) from error

    def _open(self) -> dict[str, manifest.Entry]:
        if (self._staging / JOURNAL).exists():
            _finish(self._output)
        if self._staging.exists():
            shutil.rmtree(self._staging)
        strange = (
            f"{self._output}: thư mục này có tệp không do Cổng Tin xuất bản; hãy chọn thư mục khác hoặc"
            " thư mục trống (the folder holds files that are not ours; choose another or an empty one)"
        )
        lists = self._output / manifest.FOLDER
        if self._output.exists() and any(self._output.iterdir()) and not any(lists.glob("*.txt")):
            raise PublicationError(strange)
        try:
            return manifest.read_parts(self._output)
        except ValueError as error:
            raise PublicationError(strange) from error

    @property
    def paths(self) -> KeysView[str]:
        """The paths that were added."""
        return self._entries.keys()

    @property
    def old_paths(self) -> KeysView[str]:
        """The paths of the last site's files."""
        return self._old.keys()

    def old_record(self, name: str) -> bytes | None:
        """Return the last site's record *name*, None where it had none."""
        try:
            return (self._output / manifest.FOLDER / name).read_bytes()
        except FileNotFoundError:
            return None

    def add(self, path: str, content: bytes | Path, source: str) -> None:
        """
        Add one file of the site.

        Args:
            path: Where it lies below the output folder.
            content: Its bytes, or the file to copy.
            source: What it was made from, for messages.

        Raises:
            PublicationError: Another source has claimed the path, or it leads out of the folder.
        """
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or parts[0] in (STAGING, manifest.FOLDER):
            raise PublicationError(f"{source}: đường dẫn {path!r} không hợp lệ (not a path below the output folder)")
        if path in self._sources:
            raise PublicationError(
                f"{path}: cả {self._sources[path]} và {source} cùng tạo ra trang này (both make this page)"
            )
        self._sources[path] = source
        try:
            data = content if isinstance(content, bytes) else content.read_bytes()
        except OSError as error:
            raise PublicationError(explain(error, source)) from error
        self._entries[path] = manifest.entry_of(data)
        self._stage(path, data)

    def record(self, name: str, content: bytes) -> None:
        """
        Add the record `manifest/`*name*, which stands in no list.

        Raises:
            ValueError: The name has another form than `Writer.record` asks for, or was used before.
        """
        if not _RECORD_NAME.fullmatch(name) or name in self._records:
            raise ValueError(name)
        self._records[name] = content

    def _stage(self, path: str, data: bytes) -> None:
        try:
            if (self._output / path).read_bytes() == data:
                return
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            pass
        except OSError as error:
            raise PublicationError(explain(error)) from error
        staged = self._staging / "files" / path
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(data)
        except OSError as error:
            raise PublicationError(explain(error, self._output / path)) from error
        self._staged.append(path)

    def commit(self) -> Changes:
        """
        Make the output folder hold the added files and records and no other ones of ours.

        Raises:
            PublicationError: The disk failed before anything of the last site was touched.
            UnfinishedError: It failed afterwards.
        """
        written = len(self._staged)
        stale = sorted(self._old.keys() - self._entries.keys())
        own = dict(manifest.format_parts(self._entries))
        own |= {f"{manifest.FOLDER}/{name}": data for name, data in sorted(self._records.items())}
        for path, data in own.items():
            self._stage(path, data)
        try:
            lists = (path for path in (self._output / manifest.FOLDER).glob("*") if path.is_file())
            there = {path.relative_to(self._output).as_posix() for path in lists}
            self._staging.mkdir(parents=True, exist_ok=True)
            journal = {"delete": [*stale, *sorted(there - own.keys())], "move": self._staged}
            _write_durably(self._staging / JOURNAL, json.dumps(journal).encode())
        except OSError as error:
            raise PublicationError(explain(error, self._output)) from error
        _finish(self._output)
        return Changes(written=written, deleted=len(stale), kept=len(self._entries) - written)

    def abandon(self) -> None:
        """Forget what was added; the output folder stays as it was."""
        shutil.rmtree(self._staging, ignore_errors=True)


def _finish(output: Path) -> None:
    """
    Do what the journal says; what was done before a crash is not done twice.

    Raises:
        UnfinishedError: The disk fails; the journal stays.
    """
    try:
        _follow_journal(output)
    except OSError as error:
        raise UnfinishedError(explain(error)) from error


def _follow_journal(output: Path) -> None:
    staging = output / STAGING
    journal = json.loads((staging / JOURNAL).read_bytes())
    for path in journal["delete"]:
        (output / path).unlink(missing_ok=True)
        _prune((output / path).parent, output)
    for path in journal["move"]:
        staged = staging / "files" / path
        if staged.exists():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            staged.replace(output / path)
    (staging / JOURNAL).unlink()
    shutil.rmtree(staging)


def _prune(folder: Path, output: Path) -> None:
    """Remove *folder* and the folders above it that hold nothing, up to *output*."""
    while folder != output and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _write_durably(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, even if the power fails."""
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
