"""
Files on their way into the output folder: staged on the same disk, named by a journal, then moved.

Killed before the journal is there, nothing has happened; killed after, whoever comes next does the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from plugins.press.durable import write_durably

STAGING: Final = ".staging"
JOURNAL: Final = "journal.json"

_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC


class Laid(NamedTuple):
    """A file of the next site: SHA-256, size in bytes, and whether it is staged because the output's is another."""

    sha256: bytes
    size: int
    is_staged: bool


class Staging:
    """
    The folder of staged files.

    Args:
        output: The output folder; staged files lie in it.
        held: Returns the SHA-256 of what the output folder holds at a path, None where there is no file.
    """

    def __init__(self, output: Path, held: Callable[[str], bytes | None]) -> None:
        self._files = f"{output}/{STAGING}/files/"
        self._held = held
        self._folders: set[str] = set()

    def lay(self, path: str, data: bytes) -> Laid:
        """Stage *data* as the file *path* of the output folder, unless it is there already."""
        sha256 = hashlib.sha256(data).digest()
        if self._held(path) == sha256:
            return Laid(sha256, len(data), is_staged=False)
        file = os.open(self._place(path), _CREATE, 0o666)
        try:
            rest = memoryview(data)
            while rest:  # a disk that becomes full takes a part
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
        return Laid(sha256, len(data), is_staged=True)

    def lay_copy(self, path: str, source: Path) -> Laid:
        """Stage a copy of the file *source*, however large it is."""
        with source.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").digest()
            size = file.tell()
        if self._held(path) == sha256:
            return Laid(sha256, size, is_staged=False)
        shutil.copyfile(source, self._place(path))
        return Laid(sha256, size, is_staged=True)

    def _place(self, path: str) -> str:
        """Return where *path* is staged; its folder is there then."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(self._files + folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self._files + path


def write_journal(output: Path, delete: Iterable[str], move: Iterable[str]) -> None:
    """
    Write down what is to happen in *output*: from here on it will happen.

    A folder that *output* does not have yet is moved as a whole.

    Args:
        output: The output folder.
        delete: Paths of files that go.
        move: Paths of staged files.
    """
    roots: dict[str, str] = {}
    moves = dict.fromkeys(_moved(path, output, roots) for path in move)
    journal = {"delete": list(delete), "move": list(moves)}
    (output / STAGING).mkdir(parents=True, exist_ok=True)
    write_durably(output / STAGING / JOURNAL, json.dumps(journal).encode())


def _moved(path: str, output: Path, roots: dict[str, str]) -> str:
    """Return what is moved for the staged file *path*: itself, or the outermost of its folders that is not there."""
    folder = path.rpartition("/")[0]
    if folder not in roots:
        parts = folder.split("/") if folder else []
        ways = ("/".join(parts[: end + 1]) for end in range(len(parts)))
        roots[folder] = next((way for way in ways if not os.path.lexists(output / way)), "")
    return roots[folder] or path


def has_journal(output: Path) -> bool:
    """Tell whether a publication was interrupted."""
    return (output / STAGING / JOURNAL).exists()


def follow_journal(output: Path) -> None:
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
    forget(output)


def forget(output: Path) -> None:
    """Remove what is staged."""
    if (output / STAGING).exists():
        shutil.rmtree(output / STAGING)


def _prune(folder: Path, output: Path) -> None:
    """Remove *folder* and the folders above it that hold nothing, up to *output*."""
    while folder != output and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
