"""
Front matter and site files: YAML text to a tree of texts that knows its lines.

The only module that knows YAML.  Every plain scalar is text, so that `no`, `22:33` and `010` stay
what the editor wrote.  Works on the parser's events and not on its nodes: a node composer recurses in
C and a file of brackets would end the process; events also show what is refused (aliases, tags).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.problem import Problem
from plugins.newsroom.tree import Node, Tree
from plugins.newsroom.yaml_mistakes import explain_text

_DEEPEST = 20
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_PELICAN = re.compile(r"[A-Z][A-Za-z_]*:(?: |$)")
_COMMENT = re.compile(r"[ \t]+#(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An article file, cut: the YAML text, the body, and the file's line on which each begins."""

    header: str
    body: str
    header_line: int
    body_line: int


def split_front_matter(text: str, path: str) -> tuple[Parts | None, tuple[Problem, ...]]:
    """Cut an article file at its two `---` lines."""
    opening = _CLOSING.match(text)
    if opening is None:
        first = text.lstrip().partition("\n")[0]
        if _PELICAN.match(first):
            return None, (make_problem("E107", path, _first_line(text), seen=shorten(first)),)
        return None, (make_problem("E101", path, 1),)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, (make_problem("E102", path, 1),)
    parts = Parts(
        header=text[opening.end() + 1 : closing.start()],
        body=text[closing.end() + 1 :],
        header_line=2,
        body_line=text.count("\n", 0, closing.end()) + 2,
    )
    return parts, ()


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Tree | None, tuple[Problem, ...]]:
    """
    Parse YAML into texts, lists and maps.

    Args:
        text: Clean text (see `decoding`).
        path: For messages.
        first_line: The line of the file on which *text* begins.

    Returns:
        The tree, which is None where the text cannot be parsed or is empty, and everything that is wrong.
    """
    if _is_deep(text):
        return None, (make_problem("E103", path, first_line, seen=shorten(text)),)
    builder = _Builder(text, path, first_line)
    try:
        root = builder.build()
    except yaml.YAMLError as error:
        return None, (*builder.problems, _explain(error, text, path, first_line))
    if root is None:
        return None, tuple(builder.problems)
    tree = Tree(root, text, first_line)
    return tree, (*builder.problems, *_find_comments(root, text, path, first_line))


class _Builder:
    """Builds the tree from the parser's events, with a stack of its own."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._path = path
        self._first_line = first_line

    def build(self) -> Node | None:
        """Return the root; None where there is nothing, or what is there is no single tree."""
        root: Node | None = None
        stack: list[Node] = []
        events: Iterator[Any] = yaml.parse(self._text, yaml.CBaseLoader)  # the stubs leave the marks optional
        for event in events:
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                node = Node(event.value, event.start_mark.index, event.end_mark.index, not event.style)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                node = Node([] if kind is yaml.SequenceStartEvent else {}, event.start_mark.index)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                continue
            elif kind is yaml.AliasEvent:
                node = Node("", event.start_mark.index)
            elif kind is yaml.DocumentStartEvent and root is not None:
                self._add("E103", event.start_mark.index)
                return None
            else:
                continue
            self._refuse_signs(event)
            if stack:
                self._attach(stack[-1], node)
            else:
                root = node
            if not isinstance(node.value, str):
                stack.append(node)
                if len(stack) > _DEEPEST:
                    self._add("E103", node.start)
                    return None
        return root

    def _refuse_signs(self, event: Any) -> None:  # noqa: ANN401 - see `build`
        """Report anchors, aliases and tags."""
        if event.anchor is not None:
            self._add("E113", event.start_mark.index)
        elif getattr(event, "tag", None) is not None:
            self._add("E114", event.start_mark.index)

    def _attach(self, parent: Node, node: Node) -> None:
        """Put *node* into the list or map *parent*."""
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict) and parent.key is None:
            parent.key = node
        elif isinstance(parent.value, dict) and parent.key is not None:
            key, parent.key = parent.key, None
            if not isinstance(key.value, str):
                self._add("E103", key.start)
            elif key.value in parent.value:
                first = parent.value[key.value][0]
                line = self._line(first.start)
                self._add("E112", key.start, key.value, key=shorten(key.value), first=line)
            else:
                parent.value[key.value] = (key, node)

    def _line(self, index: int) -> int:
        return self._text.count("\n", 0, index) + self._first_line

    def _add(self, code: str, index: int, field: str = "", **values: object) -> None:
        line = self._text[self._text.rfind("\n", 0, index) + 1 :].partition("\n")[0]
        values.setdefault("seen", shorten(line))
        self.problems.append(make_problem(code, self._path, self._line(index), shorten(field), **values))


def _is_deep(text: str) -> bool:
    """Tell whether brackets nest so deep that the parser would take minutes; counts those in quotes too."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > 10 * _DEEPEST:
            return True
    return False


def _explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Return the problem behind what the parser says."""
    index = 0
    reason = ""
    if isinstance(error, yaml.MarkedYAMLError):
        reason = error.problem or ""
        mark = error.problem_mark
        if "quoted scalar" in (error.context or "") and error.context_mark is not None:
            mark = error.context_mark
        index = mark.index if mark is not None else 0
    return explain_text(text, index, reason, path, first_line)


def _find_comments(root: Node, text: str, path: str, first_line: int) -> Iterator[Problem]:
    """Report what follows a plain value as a comment: it may be half a headline."""
    if "#" not in text:
        return
    for node in root.walk():
        match = _COMMENT.match(text, node.end) if node.is_plain and node.value else None
        if match:
            line = text.count("\n", 0, node.end) + first_line
            yield make_problem("W102", path, line, seen=shorten("#" + match[1]))


def _first_line(text: str) -> int:
    """Return the line of the first character that is no blank."""
    return text.count("\n", 0, len(text) - len(text.lstrip())) + 1
