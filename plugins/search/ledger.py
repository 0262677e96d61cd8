"""
What was published last, kept in the folder of the search.

`tiers.json` says how it came about, `files-<tier>.json` which files a tier has.

It is a hint, never a truth: without it, or with one of another version, all is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from plugins.search import analysis, scoring, shards
from plugins.search.root import VERSION as ROOT_VERSION

WHOOSH: Final = "whoosh"
ROOT: Final = "root"

# Moves whenever other files are made of the same documents.
_VERSIONS: Final = (1, analysis.VERSION, analysis.unicode_version(), scoring.VERSION, shards.VERSION, ROOT_VERSION)
_STATE: Final = "tiers.json"

# Path below the search folder → SHA-256 in hexadecimal digits, and size in bytes.
Inventory = Mapping[str, tuple[str, int]]
State = Mapping[str, Any]


def read_state(folder: Path) -> State:
    """Return what was last published: members `months`, `leaves` and `tiers`, all empty where that is unknown."""
    nothing: State = {"months": {}, "leaves": {}, "tiers": {}}
    try:
        state = json.loads((folder / _STATE).read_bytes())
    except (OSError, ValueError):
        return nothing
    if not isinstance(state, dict) or state.get("versions") != list(_VERSIONS):
        return nothing
    is_whole = all(_facts(_inventory(folder, tier)) == facts for tier, facts in state["inventories"].items())
    return state if is_whole else nothing


def read_inventory(folder: Path, tier: str) -> dict[str, tuple[str, int]]:
    """
    Return the files of a tier as they were last published; `read_state` has seen that they are known.

    Raises:
        OSError: The disk fails.
    """
    rows = json.loads(_inventory(folder, tier).read_bytes())
    return {path: (digest, size) for path, (digest, size) in rows.items()}


def write(folder: Path, state: State, inventories: Mapping[str, Inventory]) -> None:
    """
    Remember *state*, and the files of the tiers that were made; those of vanished tiers are forgotten.

    Raises:
        OSError: The disk refuses.
    """
    for name, inventory in inventories.items():
        _write_json(_inventory(folder, name), inventory)
    kept = {_inventory(folder, name): name for name in state["tiers"]}
    facts = {name: _facts(path) for path, name in kept.items()}
    _write_json(folder / _STATE, {"versions": _VERSIONS, "inventories": facts, **state})
    for path in folder.glob("files-*.json"):
        if path not in kept:
            path.unlink()


def _inventory(folder: Path, tier: str) -> Path:
    return folder / f"files-{tier}.json"


def _facts(path: Path) -> list[int]:
    """Return what changes when somebody alters a file; nothing where it cannot be read."""
    try:
        fact = path.stat()
    except OSError:
        return []
    return [fact.st_size, fact.st_mtime_ns]


def stamp(folder: Path, leaf: str) -> Sequence[Sequence[Any]]:
    """Return what changes when the files of a leaf of the index do; nothing without them."""
    try:
        facts = sorted((path.name, path.stat()) for path in (folder / WHOOSH / leaf).iterdir())
    except OSError:
        return []
    return [[name, fact.st_size, fact.st_mtime_ns] for name, fact in facts]


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a file so that it is the old one or the new one whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    fresh.replace(path)
