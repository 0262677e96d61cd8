"""What goes from the output folder to the live one: each file is read once, compared with its entry, and packed."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from deploy.manifest import Entry
from deploy.output import altered, holds
from deploy.packing import SUFFIXES, Cache, has_twins
from deploy.problem import OutputError

_LARGE: Final = 1 << 24  # bytes; a video is copied without being held in memory


def bring(output: Path, files: Mapping[str, Entry], cache: Cache, folder: Path) -> None:
    """
    Copy *files* of the output, with their twins, to *folder*.

    Args:
        output: The output folder.
        files: Path → what the file must hold.
        cache: What was packed before.
        folder: Gets the files; it is not seen by readers.

    Raises:
        OutputError: A file is not what its entry says.
    """
    for place in {(folder / path).parent for path in files}:
        place.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as workers:  # hashing and packing run beside each other
        told = workers.map(lambda item: _bring_one(output, item[0], item[1], cache, folder), files.items())
        wrong = [path for path in told if path]
    if wrong:
        raise OutputError(altered(output, wrong))


def _bring_one(output: Path, path: str, entry: Entry, cache: Cache, folder: Path) -> str:
    """Copy one file with its twins; return its path where it is not what it should be, else ""."""
    source, place = output / path, folder / path
    try:
        state = source.stat()
        if state.st_size > _LARGE:
            shutil.copyfile(source, place)
            if not holds(place, entry):
                return path
        else:
            data = source.read_bytes()
            if hashlib.sha256(data).hexdigest() != entry.sha256:
                return path
            place.write_bytes(data)
    except FileNotFoundError:
        return path
    times = state.st_mtime_ns, state.st_mtime_ns
    os.utime(place, ns=times)
    for suffix in SUFFIXES if has_twins(path, entry.size) else ():
        twin = place.with_name(place.name + suffix)
        twin.write_bytes(cache.twin(place.read_bytes, suffix, path, entry))
        os.utime(twin, ns=times)
    return ""
