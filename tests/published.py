"""A search index of some documents, written as a site publishes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plugins.search.documents import Document
from plugins.search.publication import update_all


def publish(corpus: Sequence[Document], index: Path, output: Path) -> str:
    """Write the files that *corpus* is searched by; return the root's path below *output*."""
    made = update_all(index, corpus)
    for path, data in made.written:
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return made.root
