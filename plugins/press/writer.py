"""What a generator may ask of the press."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol


class NeedsEverythingError(Exception):
    """A site of which only a part was made cannot be published; `str()` says why everything must be made."""


class RenderError(Exception):
    """A template is missing or failed: `str()` names the template, its line, the page and the cause."""


class PlannedPage(Protocol):
    """A page that the site shall have; what is on it is made when it is asked for."""

    @property
    def path(self) -> str:
        """Where it lies below the output folder."""

    @property
    def template(self) -> str:
        """Its template's file name."""

    @property
    def source(self) -> str:
        """What it is made from, for messages."""

    def make_view(self) -> object:
        """Make what is on the page; the same each time."""


class Writer(Protocol):
    """
    Takes every file of the site, or where `keep_rest` is asked for those alone that may differ from the last site's.

    Nothing is published before the build has succeeded.
    """

    def pages(self, pages: Iterable[PlannedPage], frame: object) -> None:
        """
        Render pages with *frame* around them, in several processes where there are many.

        A page whose view, frame, templates and code are those that it was last rendered with stays as it is.
        """

    def file(self, path: str, content: bytes | Path, source: str) -> None:
        """Publish ready bytes, or a copy of a file, as the file *path* below the output folder."""

    def record(self, name: str, content: bytes) -> None:
        """
        Publish *content* as `manifest/`*name*, for the programs that deploy and serve the site.

        A record stands in no list of the manifest; one that a build no longer makes is deleted, unless it keeps
        the rest.  Its bytes must follow from the content and the moment alone.

        Args:
            name: Lower-case letters, digits and "-", then an ending other than `.txt`, which lists have.
            content: Its bytes.
        """

    def keep_rest(self, prefix: str = "") -> None:
        """
        Let everything whose path begins with *prefix* stay, if it is neither handed in nor dropped.

        What is not kept and not handed in is deleted.
        """

    def drop(self, path: str) -> None:
        """Delete a file of the last site where the rest is kept; one that is handed in stays."""

    @property
    def is_foreign(self) -> bool:
        """Whether the output holds another site than the last build's; then nothing of it may be kept."""

    @property
    def altered(self) -> tuple[str, ...]:
        """The files of the last site that were edited or deleted by hand; whoever made them hands them in again."""
