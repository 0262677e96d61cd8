"""What a generator may ask of the press."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Writer(Protocol):
    """Takes every file of the site; nothing is published before the build has succeeded."""

    def page(self, path: str, template: str, view: object, frame: object, source: str) -> None:
        """
        Render *template* with *view* and *frame* as the file *path* below the output folder.

        *source* is what the page was made from, for messages.
        """

    def file(self, path: str, content: bytes | Path, source: str) -> None:
        """Publish ready bytes, or a copy of a file, as the file *path* below the output folder."""

    def record(self, name: str, content: bytes) -> None:
        """
        Publish *content* as `manifest/`*name*, for the programs that deploy and serve the site.

        A record stands in no list of the manifest; one that a build no longer makes is deleted.
        Its bytes must follow from the content and the moment alone.

        Args:
            name: Lower-case letters, digits and "-", then an ending other than `.txt`, which lists have.
            content: Its bytes.
        """
