"""Where a build keeps what it knows between two runs: one folder an output, so that several do not mix."""

from __future__ import annotations

import fcntl
import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def state_folder(root: Path, output: Path) -> Path:
    """
    Return the folder below *root*`/.cache` that belongs to the output folder *output*.

    The name is a hash of the output's absolute path; the folder may not exist yet.
    """
    name = hashlib.blake2b(str(output.resolve()).encode(), digest_size=8).hexdigest()
    return root / ".cache" / name


def code_version(root: Path) -> str:
    """Return a hash of what a build is made by: our code, the versions of the libraries, and Python's."""
    state = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in (root / "requirements" / "build.txt", *sorted((root / "plugins").rglob("*.py"))):
        data = path.read_bytes()
        state.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode() + data)
    return state.hexdigest()


@contextmanager
def only_build(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """
    Hold the lock of the state folder *folder*: of two builds of one output the second waits.

    The system releases the lock when the process ends, however it ends.

    Args:
        folder: Made when missing.
        on_wait: Called once when another build holds the lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
