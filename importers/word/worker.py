"""
`python -m importers.word.worker FILE FOLDER STEM`: reads one Word file, with limits on what it may use.

Writes `reading.json` and the pictures into FOLDER, and never anything else; a refusal is a reading too.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from importers.word.package import LARGEST_PARTS, needs_office, read_file
from importers.word.reading import Reading, read_document
from importers.word.refusal import RefusedError

RESULT: Final = "reading.json"
SECONDS: Final = 30
"""Processor time one file may take; a book of 500 pages takes 15."""
MEMORY: Final = 1_500_000_000
"""Bytes of address space that one file may take."""

_DEEPEST: Final = 5_000  # calls in one another: XML 256 deep, some of mammoth's a level


def main(file: Path, folder: Path, stem: str) -> None:
    """Read *file* and write what it says, or why not, into *folder*."""
    limit_resources()
    sys.setrecursionlimit(_DEEPEST)
    try:
        result = _read(read_file(file), folder, stem)
    except RefusedError as error:
        result = {"refused": error.name, "seen": error.seen}
    except MemoryError:
        result = {"refused": "slow", "seen": "hết bộ nhớ"}
    (folder / RESULT).write_text(json.dumps(result, ensure_ascii=False), "utf-8")


def limit_resources() -> None:
    """Take from this process what no honest file needs."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_PARTS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _read(data: bytes, folder: Path, stem: str) -> dict[str, object]:
    if kind := needs_office(data):
        return {"office": kind}
    reading: Reading = read_document(data, stem)
    said = asdict(reading)
    said["pictures"] = [picture.address for picture in reading.pictures]
    for number, picture in enumerate(reading.pictures):
        (folder / str(number)).write_bytes(picture.data)
    return said


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
