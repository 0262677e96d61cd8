"""What a publication did, or why it did not."""

from __future__ import annotations

from dataclasses import dataclass


class PublicationError(Exception):
    """
    The site cannot be published; `str()` says why, in Vietnamese and English.

    `aftermath` says what became of the site that was there.
    """

    exitcode = 1
    aftermath = "Không xuất bản gì; trang cũ còn nguyên. (Nothing was published.)"


class UnfinishedError(PublicationError):
    """The disk failed while files were moved into their places; the next build finishes that first."""

    aftermath = "Trang mới mới vào chỗ một phần; lần dựng sau sẽ làm nốt. (The next build finishes what was begun.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """
    What a publication did.

    Attributes:
        written, deleted: Paths of files of the site, ascending.
        kept: How many files stayed as they were.
        pages: How many files of the site are made from templates.
        lists: Paths of files of the manifest's folder that were written, ascending.
        lost_lists: The same for deleted ones.
        restored: Those of *written* that somebody had edited or deleted by hand.
        forgets: "" or why the next build will have no memory of this one.
    """

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int
    pages: int
    lists: tuple[str, ...]
    lost_lists: tuple[str, ...]
    restored: tuple[str, ...]
    forgets: str

    def as_lines(self) -> tuple[str, ...]:
        """Return `M path` for each file that was written and `D path` for each deleted one, ascending by path."""
        files = [(path, "M") for path in self.written + self.lists]
        files += [(path, "D") for path in self.deleted + self.lost_lists]
        return tuple(f"{kind} {path}" for path, kind in sorted(files))
