"""What the desk needs of a build: whether the content is right, and the changed pages. Made by whoever starts it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class WorkshopError(Exception):
    """The content could not be checked, through no fault of the editor's; `str()` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    An error in the content.

    Attributes:
        path: The file, relative to the content folder.
        identity: Equal for what is the same error after an edit elsewhere in the file.
        report: The line that `./inv check` prints.
    """

    path: str
    identity: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """
    What came of a preview or of a publication.

    Attributes:
        report: Why it could not be made, "" where it was.
        seconds: How long it took.
    """

    report: str
    seconds: float


class Workshop(Protocol):
    """Checks and builds one content folder; one call at a time."""

    def check(self) -> tuple[Fault, ...]:
        """
        Return every error in the content as it lies there now.

        Raises:
            WorkshopError: That could not be found out.
        """

    def preview(self) -> Built:
        """Make the pages anew that differ, drafts among them."""

    def publish(self) -> Built | None:
        """Make what readers see anew; None where that is not the desk's task."""

    def close(self) -> None:
        """End what was started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the desk keeps the content as the branch has it, its index, and the preview."""

    tree: Path
    index: Path
    preview: Path

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.tree / "content"
