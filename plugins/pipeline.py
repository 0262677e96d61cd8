"""
The order of a build.

1. `newsroom` reads the content, or what is new of it, and stops the build when it has an error.
2. `archives` finds which pages a change can reach, plans them, and hands them to the press.
3. `pictures` makes the smaller copies of the pictures that pages show.
4. `search` brings the index up to date and exports what is new of it.
5. `press` renders and stages, and publishes all at once.
"""

from __future__ import annotations

from typing import Final

from plugins.archives.adapter import PagePlanner
from plugins.newsroom.adapter import ContentReader
from plugins.pictures.adapter import PictureMaker
from plugins.search.adapter import SearchIndexer

GENERATORS: Final = (ContentReader, PagePlanner, PictureMaker, SearchIndexer)


def register() -> None:
    """Connect every generator, in the order in which a build meets them."""
    from pelican import signals  # noqa: PLC0415 - a build without Pelican goes by `GENERATORS`

    for generator in GENERATORS:
        signals.get_generators.connect(generator.offer)
