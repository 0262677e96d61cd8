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
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.press import manifest

STAGING = ".staging"
JOURNAL = "journal.json"


class PublicationError(Exception):
    """The site cannot be published; `str()` says why, in Vietnamese and English."""

    exitcode = 1


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
        PublicationError: The folder holds files and none of them is a manifest of ours.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._staging = output / STAGING
        self._sources: dict[str, str] = {}
        self._entries: dict[str, manifest.Entry] = {}
        self._staged: list[str] = []
        self._old = self._open()

    def _open(self) -> dict[str, manifest.Entry]:
        if (self._staging / JOURNAL).exists():
            _finish(self._output)
        if self._staging.exists():
            shutil.rmtree(self._staging)
        if self._output.exists() and any(self._output.iterdir()) and not (self._output / manifest.FOLDER).is_dir():
            raise PublicationError(
                f"{self._output}: thư mục này có tệp không do Cổng Tin xuất bản; hãy chọn thư mục khác hoặc"
                " thư mục trống (the folder holds files that are not ours; choose another or an empty one)"
            )
        return manifest.read_parts(self._output)

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
        data = content if isinstance(content, bytes) else content.read_bytes()
        self._entries[path] = manifest.entry_of(data)
        self._stage(path, data)

    def _stage(self, path: str, data: bytes) -> None:
        try:
            if (self._output / path).read_bytes() == data:
                return
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            pass
        staged = self._staging / "files" / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
        self._staged.append(path)

    def commit(self) -> Changes:
        """Make the output folder hold the added files and no other one of ours."""
        written = len(self._staged)
        stale = sorted(self._old.keys() - self._entries.keys())
        lists = dict(manifest.format_parts(self._entries))
        for path, data in lists.items():
            self._stage(path, data)
        old_lists = {f"{manifest.FOLDER}/{part.name}" for part in (self._output / manifest.FOLDER).glob("*.txt")}
        self._staging.mkdir(parents=True, exist_ok=True)
        journal = {"delete": [*stale, *sorted(old_lists - lists.keys())], "move": self._staged}
        _write_durably(self._staging / JOURNAL, json.dumps(journal).encode())
        _finish(self._output)
        return Changes(written=written, deleted=len(stale), kept=len(self._entries) - written)

    def abandon(self) -> None:
        """Forget what was added; the output folder stays as it was."""
        shutil.rmtree(self._staging, ignore_errors=True)


def _finish(output: Path) -> None:
    """Do what the journal says; what was done before a crash is not done twice."""
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
