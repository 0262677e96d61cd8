"""Files of a content folder, which readers of the folder see whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def read_file(path: Path) -> bytes:
    """Return what a file holds, nothing where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def put_file(path: Path, data: bytes) -> None:
    """Put *data* in place of a file, whole or not at all, even if the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
