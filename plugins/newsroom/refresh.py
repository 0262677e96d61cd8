"""
Bring what is remembered of each file up to date: only files that hold something else are read again.

What holds between files is not looked at here (see `whole` and `pursuit`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from plugins.newsroom.article import Article, Body, Comment, Figures, Status
from plugins.newsroom.codec import encode, pack, unpack
from plugins.newsroom.digests import UNKNOWN, blob_id, file_id, tracked_ids
from plugins.newsroom.finding import Finding
from plugins.newsroom.ledger import Ledger
from plugins.newsroom.memory import (
    ARTICLES,
    BODIES,
    COMMENTS,
    FIGURES,
    FINDINGS,
    LINKS,
    PAGES,
    PER_FILE,
    PROBLEMS,
    Kind,
    Memory,
)
from plugins.newsroom.problem import Problem
from plugins.newsroom.references import NO_LINKS, links_of
from plugins.newsroom.scan import Differences, Scan, compare, scan, sizes

if TYPE_CHECKING:
    from plugins.newsroom.parsing import Parsed

Job: TypeAlias = tuple[str, bytes]
"""A file to be read, and the id of what it held."""

Row: TypeAlias = tuple[str, bytes, tuple[tuple[str, bytes], ...] | None]
"""A file, the id of what it holds, and what to remember of it: kind and value; None where it holds the same still."""

Work: TypeAlias = Callable[[int, int], Iterable[bytes]]
"""Process *number* of *processes* makes `work(number, processes)`."""

MOST_FOLLOWED: Final = 500
"""So many changed files are followed up one by one; more are as quickly taken as a whole."""

_SHARE: Final = 100
_READ: Final = ("articles/", "comments/", "figures/", "pages/")


class Spread(Protocol):
    """Does a work, in several processes if need be."""

    def __call__(self, work: Work, /) -> Iterable[bytes]:
        """Return what all processes make."""


def one_process(work: Work, /) -> Iterable[bytes]:
    """Do a work in this process."""
    return work(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was remembered of a file before it was read again; None where it held nothing of the kind."""

    article: Article | None = None
    body: Body | None = None
    links: Body | None = None
    comments: tuple[Comment, ...] | None = None
    figures: Mapping[str, Figures] | None = None
    findings: tuple[tuple[Finding, Problem], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """
    What is new in a content folder, file by file.

    Attributes:
        scan: The files that there are.
        changed: Paths, ascending, of files that are new or hold something else.
        gone: Paths, ascending, of files that are no more.
        before: Path → what was remembered of each of them; empty where they are more than `MOST_FOLLOWED`.
    """

    scan: Scan
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    before: Mapping[str, Held]

    @property
    def is_followed(self) -> bool:
        """Tell whether what changed can be followed up file by file."""
        return len(self.changed) + len(self.gone) <= MOST_FOLLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """
    How a content folder is read.

    Attributes:
        verify: Read every file, whatever the disk says of it.
        spread: Reads many files in several processes.
        on_progress: Told how many of how many files are read.
        drafts: Take drafts, and what waits for review, for published, and nothing for expired: a preview for those
            who write. What is remembered is of that manner.
    """

    verify: bool = False
    spread: Spread = one_process
    on_progress: Callable[[int, int], None] | None = None
    drafts: bool = False


def refresh(folder: Path, memory: Memory, manner: Manner) -> Refreshed:
    """
    Read what is new in a content folder, and remember it.

    Args:
        folder: The content folder.
        memory: What is remembered.
        manner: How it is read.
    """
    moment = time_ns()
    found, ledger = scan(folder), Ledger(memory)
    differences = compare(ledger.listings, found.listings)
    if manner.verify:
        known = frozenset(differences.added)
        differences = Differences(
            tuple(path for path in found.paths() if path not in known), differences.added, differences.gone
        )
    digests = {} if manner.verify else _ask_git(folder, differences.touched, found, ledger)
    suspects = sorted({*differences.touched, *differences.added} - digests.keys())
    jobs = [(path, ledger.digest(path)) for path in suspects]
    changed: list[str] = []
    before: dict[str, Held] = {}
    done = 0
    for rows in _read(folder, jobs, manner):
        digests |= {path: digest for path, digest, _ in rows}
        different = [(path, values) for path, _, values in rows if values is not None]
        changed += (path for path, _ in different)
        if len(changed) <= MOST_FOLLOWED:
            before |= {path: _recall(memory, path) for path, _ in different}
        _remember(memory, different, frozenset(differences.added))
        done += len(rows)
        if manner.on_progress is not None:
            manner.on_progress(done, len(jobs))
    if len(differences.gone) <= MOST_FOLLOWED:
        before |= {path: _recall(memory, path) for path in differences.gone}
    _remember(memory, [(path, ()) for path in differences.gone], frozenset())
    ledger.write(found, digests, moment)
    return Refreshed(scan=found, changed=tuple(sorted(changed)), gone=differences.gone, before=before)


def _ask_git(folder: Path, touched: Sequence[str], found: Scan, ledger: Ledger) -> dict[str, bytes]:
    """Return path → id of the touched files that hold what they held, as far as Git knows."""
    if len(touched) <= MOST_FOLLOWED:
        return {}
    tracked = tracked_ids(folder)
    # A file that a filter of Git's makes on checkout has Git's id of something else, and hardly its size.
    before, after = sizes(ledger.listings), sizes(found.listings)
    return {
        path: tracked[path]
        for path in touched
        if tracked.get(path) == ledger.digest(path) and path in before and before[path] == after.get(path)
    }


def _read(folder: Path, jobs: Sequence[Job], manner: Manner) -> Iterator[list[Row]]:
    """Yield the rows of all jobs, some at a time, in any order."""

    def read_row(job: Job) -> Row:
        path, known = job
        digest = UNKNOWN if known == UNKNOWN and path.startswith(_READ) else file_id(folder / path)
        if digest == known != UNKNOWN:
            return path, digest, None
        if not path.startswith(_READ):
            return path, digest, ()
        # Articles take YAML, validation and more; where nothing is new these need not be there.
        from plugins.newsroom.parsing import parse_raw, read_raw  # noqa: PLC0415

        raw = read_raw(folder, path)
        digest = UNKNOWN if raw.data is None else blob_id(raw.data)
        parsed = parse_raw(folder, raw)
        return path, digest, _values_of(_as_if_published(parsed) if manner.drafts else parsed)

    def work(number: int, processes: int) -> Iterator[bytes]:
        for start in range(_SHARE * number, len(jobs), _SHARE * processes):
            yield pack([read_row(job) for job in jobs[start : start + _SHARE]])

    spread = one_process if len(jobs) <= _SHARE else manner.spread
    if len(jobs) > _SHARE:
        import plugins.newsroom.parsing  # noqa: F401, PLC0415 - once, not in every process
    for answer in spread(work):
        yield unpack(answer, list[Row])


def _as_if_published(parsed: Parsed) -> Parsed:
    """Return what a file holds as it will be once it is published, and before it expires."""
    article = parsed.article
    if article is not None:
        status = Status.PUBLISHED if article.status in (Status.DRAFT, Status.REVIEW) else article.status
        article = replace(article, status=status, expires=None)
    return replace(parsed, article=article, is_published=True)


def _values_of(parsed: Parsed) -> tuple[tuple[str, bytes], ...]:
    """Return what is to be remembered of a file: kind and value."""
    links = NO_LINKS if parsed.body is None else links_of(parsed.body)
    values: tuple[tuple[Kind[Any], object], ...] = (
        (ARTICLES, parsed.article),
        (PAGES, None if parsed.page is None else (parsed.page, parsed.is_published)),
        (BODIES, parsed.body),
        (LINKS, None if links == NO_LINKS else links),
        (COMMENTS, parsed.comments),
        (FIGURES, parsed.figures),
        (PROBLEMS, parsed.problems or None),
    )
    return tuple((kind.name, encode(value)) for kind, value in values if value is not None)


def _recall(memory: Memory, path: str) -> Held:
    """Return what is remembered of a file."""
    return Held(
        article=memory.get(ARTICLES, path),
        body=memory.get(BODIES, path),
        links=memory.get(LINKS, path),
        comments=memory.get(COMMENTS, path),
        figures=memory.get(FIGURES, path),
        findings=memory.get(FINDINGS, path) or (),
    )


def _remember(memory: Memory, files: Iterable[tuple[str, Iterable[tuple[str, bytes]]]], new: Container[str]) -> None:
    """Put what files hold in place of what they held; *new* tells those of which nothing is remembered."""
    by_kind: dict[str, list[tuple[str, bytes]]] = {}
    for path, values in files:
        if path not in new:
            for kind in PER_FILE:
                memory.drop(kind, path)
        for name, value in values:
            by_kind.setdefault(name, []).append((path, value))
    for name, entries in by_kind.items():
        memory.store.put_many(name, entries)
