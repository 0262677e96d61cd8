"""
Copies of pictures that were made before, so that a picture is converted once.

A folder for each original, named after its bytes and the way that copies are made (`renditions.recipe_key`), which
comes into being whole.  A file in it is called after its width and what it holds: `800-<SHA-256>.webp`, so that one
that was damaged shows.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from plugins.pictures.renditions import Copy

DRAFT: Final = "new-"
_PREFIX: Final = 2

Shape: TypeAlias = tuple[int, str]
"""Width and format of a copy."""


class Cabinet:
    """
    The copies that are kept in *folder*.

    Raises (every method):
        OSError: The disk fails.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str, copies: Sequence[Copy]) -> dict[Copy, Path] | None:
        """Return the files of *copies*, None where one of them is not there; what they hold is not looked at."""
        try:
            names = os.listdir(self._place(key))  # noqa: PTH208 - thousands of times a build
        except (FileNotFoundError, NotADirectoryError):
            return None
        known: dict[Shape, Path] = {}
        for name in names:
            width, _, rest = name.partition("-")
            if width.isdecimal():
                known[int(width), rest.rpartition(".")[2]] = self._place(key) / name
        found = {copy: known.get((copy.width, copy.format)) for copy in copies}
        return {copy: file for copy, file in found.items() if file is not None} if all(found.values()) else None

    def keep(self, key: str, copies: Iterable[tuple[Copy, bytes]]) -> None:
        """Keep copies in place of those that were kept under *key*."""
        place = self._place(key)
        draft = self._folder / f"{DRAFT}{key}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for copy, data in copies:
            name = f"{copy.width}-{hashlib.sha256(data).hexdigest()}.{copy.format}"
            (draft / name).write_bytes(data)
        place.parent.mkdir(exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        draft.replace(place)

    def keep_only(self, keys: Collection[str]) -> None:
        """Forget what is kept under any other key than *keys*, and what was begun and not finished."""
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            if folder.name.startswith(DRAFT):
                shutil.rmtree(folder)
                continue
            for place in folder.iterdir():
                if place.name not in keys:
                    shutil.rmtree(place)

    def _place(self, key: str) -> Path:
        return self._folder / key[:_PREFIX] / key


def is_whole(file: Path) -> bool:
    """Tell whether a kept file holds what its name says."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == file.stem.partition("-")[2]
