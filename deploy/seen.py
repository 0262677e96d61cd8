"""The last release that was seen at a place, so that an old one, rightly signed, is noticed when it comes back."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen:
    """A release: its serial and the hash that its content hangs by."""

    serial: int
    index: str


def read_seen(file: Path) -> Seen | None:
    """
    Return the release that *file* remembers, None where there is no such file.

    Raises:
        ValueError: It holds something else.
        OSError: It cannot be read.
    """
    try:
        data = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    if not isinstance(data, dict) or not isinstance(data.get("serial"), int) or not isinstance(data.get("index"), str):
        raise ValueError(str(file))  # noqa: TRY004 - what is wrong is the file's content
    return Seen(data["serial"], data["index"])


def keep_seen(file: Path, seen: Seen) -> None:
    """
    Remember a release in *file*, which is there whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(seen)) + "\n", encoding="utf-8")
    draft.replace(file)
