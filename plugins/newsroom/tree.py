"""Parsed YAML: texts, lists and maps that know on which line they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Value: TypeAlias = Any
"""A text, a list of values, or a map from texts to values; typed by `model`."""

Step: TypeAlias = str | int


class Node:
    """
    A value with its place.

    Attributes:
        value: A text, a list of nodes, or a map from a key's text to (key, node).
        start, end: Characters from the start of the YAML text.
        is_plain: Whether it is a text without quotes.
        key: While a map is being built: the key whose value is to come.
    """

    __slots__ = ("end", "is_plain", "key", "start", "value")

    def __init__(
        self,
        value: str | list[Node] | dict[str, tuple[Node, Node]],
        start: int,
        end: int = 0,
        is_plain: bool = False,  # noqa: FBT001, FBT002 - made a hundred thousand times in a build; keywords cost
    ) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.is_plain = is_plain
        self.key: Node | None = None

    def plain_value(self) -> Value:
        """Return the value without places."""
        value = self.value
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return [node.plain_value() for node in value]
        return {key: pair[1].plain_value() for key, pair in value.items()}

    def walk(self) -> Iterator[Node]:
        """Yield this value and all below it, keys left out."""
        yield self
        if isinstance(self.value, list):
            for node in self.value:
                yield from node.walk()
        elif isinstance(self.value, dict):
            for _, node in self.value.values():
                yield from node.walk()


class Tree:
    """A parsed text: `value` is what it says, `line_of` where."""

    __slots__ = ("_first_line", "_root", "_text", "value")

    def __init__(self, root: Node, text: str, first_line: int) -> None:
        self._root = root
        self._text = text
        self._first_line = first_line
        self.value: Value = root.plain_value()

    @property
    def root(self) -> Node:
        """The value with its places, for whoever changes the text in place."""
        return self._root

    def line_of(self, path: Sequence[Step]) -> int:
        """
        Return the file's line on which the value at *path* stands.

        Args:
            path: Keys and positions from the root; where it leads to nothing, what it reached counts.
        """
        index, _ = self._follow(path)
        return self._text.count("\n", 0, index) + self._first_line

    def depth_of(self, path: Sequence[Step]) -> int:
        """Return how many steps of *path* there are in the tree."""
        return self._follow(path)[1]

    def texts(self) -> Iterator[tuple[str, int, int]]:
        """Yield each text of a map: its key, and where it starts and ends in the YAML text, with its quotes."""
        waiting = [self._root]
        while waiting:
            value = waiting.pop().value
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                for name, (_, node) in value.items():
                    if isinstance(node.value, str):
                        yield name, node.start, node.end
                    else:
                        waiting.append(node)

    def _follow(self, path: Sequence[Step]) -> tuple[int, int]:
        """Return the place that *path* reaches, and in how many steps."""
        node, index = self._root, self._root.start
        for depth, step in enumerate(path):
            value = node.value
            if isinstance(value, dict) and isinstance(step, str) and step in value:
                key, node = value[step]
                index = key.start
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                node = value[step]
                index = node.start
            else:
                return index, depth
        return index, len(path)


EMPTY_TREE = Tree(Node({}, 0), "", 1)
"""What a front matter without any field says."""


def find_circle(start: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the circle of parents that *start* is in, from there on; () where it is in none."""
    way: dict[str, None] = {}
    name = start
    while name and name not in way:
        way[name] = None
        name = parents.get(name, "")
    return tuple(way) if name == start else ()
