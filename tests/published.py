"""A search index of some documents, written as a site publishes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plugins.search.documents import Document
from plugins.search.export import export
from plugins.search.whoosh_index import update


def publish(corpus: Sequence[Document], index: Path, output: Path) -> str:
    """Write the files that *corpus* is searched by; return the root's path below *output*."""
    update(index, corpus)
    made = export(index)
    for path, data in made.files:
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return made.root
