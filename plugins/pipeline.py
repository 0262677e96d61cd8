"""
The order of a build.

1. `newsroom` reads the content and stops the build when it has an error.
2. `search` indexes the listed articles with Whoosh and exports the index.
3. `archives` plans every page.
4. `press` renders and stages them, and publishes all at once.
"""

from __future__ import annotations

from pelican import signals

from plugins.archives.adapter import page_planner
from plugins.newsroom.adapter import content_reader
from plugins.press.adapter import staged_writer
from plugins.search.adapter import search_indexer


def register() -> None:
    """Connect every handler, in the order in which a build meets them."""
    signals.get_generators.connect(content_reader)
    signals.get_generators.connect(search_indexer)
    signals.get_generators.connect(page_planner)
    signals.get_writer.connect(staged_writer)
