"""What the settings files said at the last build, so that Pelican need not be loaded while they are the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from plugins.press.durable import write_durably

FILE: Final = "settings.json"
KEPT: Final = ("ALLOW_DROP", "ALLOW_VANISH", "CLEAN", "EXPLAIN", "PRODUCTION", "THEME", "VERIFY", "WORKERS")


def keep_settings(state: Path, settings: Mapping[str, Any], files: Iterable[Path]) -> None:
    """Write down what a build needs of *settings*, which *files* said; the first of these is the main one."""
    record = {
        "files": {str(file): _digest(file) for file in files},
        "settings": {name: settings[name] for name in KEPT},
    }
    write_durably(state / FILE, json.dumps(record).encode())


def recall_settings(state: Path, main: Path) -> dict[str, Any] | None:
    """Return what was kept; None where nothing was, or *main* or a file that it imports is another one now."""
    try:
        record = json.loads((state / FILE).read_bytes())
        files: dict[str, str] = record["files"]
        if next(iter(files)) != str(main) or any(_digest(Path(file)) != digest for file, digest in files.items()):
            return None
        return {name: record["settings"][name] for name in KEPT}
    except (OSError, ValueError, KeyError, StopIteration):
        return None  # a hint only: Pelican reads the settings


def _digest(file: Path) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()
