"""What becomes of a tree so that it is the next release: which files go, and where the others come from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from deploy.headers import IMMUTABLE, cache_control
from deploy.manifest import Entry
from deploy.packing import LEAST, SUFFIXES, has_twins
from deploy.tree import Difference, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    The steps, all paths below the tree.

    Attributes:
        touched: The files that may be of neither release while this goes on.
        remove: What goes, twins included.
        links: Other tree → what is the same there, twins included.
        bring: What comes from the output; its twins go with it.
    """

    touched: tuple[str, ...]
    remove: tuple[str, ...]
    links: Mapping[str, tuple[str, ...]]
    bring: Mapping[str, Entry]

    @property
    def folders(self) -> list[str]:
        """The folders that may be empty afterwards."""
        parents = {str(PurePosixPath(path).parent) for path in self.remove}
        return sorted(parents - {"."}, reverse=True)


def kept_of(earlier: Tree, gone: Mapping[str, Entry]) -> dict[str, Entry]:
    """
    Return the files of an *earlier* release that the next one keeps: pages loaded before the switch ask for them.

    Args:
        earlier: The release.
        gone: Its files that the next site does not have.
    """
    own = earlier.kept
    return {path: entry for path, entry in gone.items() if is_hashed(path) and path not in own}


def is_hashed(path: str) -> bool:
    """Tell whether the file's name changes with its bytes."""
    return cache_control(f"/{path}") == IMMUTABLE


def make_plan(
    change: Difference, touched: Collection[str], found: Mapping[str, Entry], sources: Mapping[str, Difference]
) -> Plan:
    """
    Return how a tree becomes the next release.

    Args:
        change: From the tree to the next release.
        touched: Files of the tree that may be of another state, because an earlier attempt was killed.
        found: Those of them that the next release has.
        sources: Other trees → what differs from there to the next release; the first that has a file gives it.
    """
    wanted = {**found, **change.after}
    gone = (change.before.keys() | set(touched)) - wanted.keys()
    links: dict[str, list[str]] = {name: [] for name in sources}
    bring: dict[str, Entry] = {}
    for path, entry in sorted(wanted.items()):
        source = next((name for name, other in sources.items() if path not in other.after), None)
        if source is None:
            bring[path] = entry
        else:
            links[source] += with_twins(path, entry.size)
    remove = set(gone)
    for path in {*gone, *wanted}:
        if has_twins(path, LEAST) and not (path in wanted and has_twins(path, wanted[path].size)):
            remove.update(path + suffix for suffix in SUFFIXES)
    return Plan(
        touched=tuple(sorted({*touched, *change.before, *change.after})),
        remove=tuple(sorted(remove)),
        links={name: tuple(paths) for name, paths in links.items() if paths},
        bring=bring,
    )


def with_twins(path: str, size: int) -> Iterator[str]:
    """Yield the file's path and its twins'."""
    yield path
    if has_twins(path, size):
        yield from (path + suffix for suffix in SUFFIXES)
