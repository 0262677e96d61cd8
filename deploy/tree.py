"""
What a release's tree holds, and how two of them differ.

A tree describes itself: `release.txt` names the manifest's files and the files that are kept of earlier releases, and
the manifest's lists name all others.  Compressed twins are not named: whether a file has them follows from its path and
size (`packing`).  Two trees are compared without looking at lists that are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from deploy.manifest import FOLDER, LINES, Entry, ManifestError, entry_of, format_list, is_list, list_of, read_list

INDEX: Final = "release.txt"

_COUNTS: Final = (1, *(LINES * 2**cuts for cuts in range(1, 20)))  # one for each number of lists that a folder may have

Read = Callable[[Collection[str]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Tree:
    """
    A site's files, as far as they were looked at.

    Attributes:
        index: The manifest's files and those kept of earlier releases: path → entry.
        read: Returns the contents of those of some lists that are there.
    """

    index: Mapping[str, Entry]
    read: Read

    @property
    def kept(self) -> dict[str, Entry]:
        """The files of earlier releases."""
        return {path: entry for path, entry in self.index.items() if not path.startswith(FOLDER)}

    @property
    def manifest(self) -> dict[str, Entry]:
        """The manifest's files."""
        return {path: entry for path, entry in self.index.items() if path.startswith(FOLDER)}

    def listed(self, lists: Collection[str]) -> dict[str, Entry]:
        """
        Return the files that some of the tree's lists name.

        Raises:
            ManifestError: One is missing, or is not what the index says.
        """
        contents = self.read(lists)
        entries: dict[str, Entry] = {}
        for name in lists:
            if name not in contents or entry_of(contents[name]) != self.index[name]:
                raise ManifestError(f"{name}: thiếu hoặc bị sửa (missing or altered)")
            entries |= read_list(contents[name], name)
        return entries

    def find(self, paths: Collection[str]) -> dict[str, Entry]:
        """
        Return the entries of those of *paths* that the tree has.

        Raises:
            ManifestError: A list is missing, or is not what the index says.
        """
        # How often a folder's list is cut is not known here, but it is one of few ways.
        ways = {list_of(path, count) for path in paths for count in _COUNTS}
        known = {**self.listed(sorted(ways & self.index.keys())), **self.index}
        return {path: known[path] for path in paths if path in known}


NOTHING: Final = Tree({}, lambda _: {})


def describe(read: Read) -> Tree:
    """
    Return the tree whose files *read* returns.

    Raises:
        ManifestError: Its index is missing or is not in the form that `format_list` writes.
    """
    data = read((INDEX,)).get(INDEX)
    if data is None:
        raise ManifestError(f"{INDEX}: thiếu (missing)")
    return Tree(read_list(data, INDEX), read)


@dataclass(frozen=True, slots=True)
class Difference:
    """The files that two trees do not share: as they were, and as they are."""

    before: Mapping[str, Entry]
    after: Mapping[str, Entry]


def difference(old: Tree, new: Tree) -> Difference:
    """
    Return what differs between two trees.

    Raises:
        ManifestError: A list that differs is missing, or is not what its tree's index says.
    """
    before, after = _own(old, new), _own(new, old)
    return Difference(
        {path: entry for path, entry in before.items() if after.get(path) != entry},
        {path: entry for path, entry in after.items() if before.get(path) != entry},
    )


def _own(one: Tree, other: Tree) -> dict[str, Entry]:
    """Return the files of *one* tree that *other*'s index does not show to be there too."""
    index = {path: entry for path, entry in one.index.items() if other.index.get(path) != entry}
    return index | one.listed([path for path in index if is_list(path)])


def format_index(tree: Tree) -> bytes:
    """Return the content of a tree's `INDEX`."""
    return format_list(tree.index)
