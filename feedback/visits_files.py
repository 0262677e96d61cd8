"""
Numbers put into YAML files in place: comments, order and everything else in a file stay as they are.

Every text that is made is read again by the newsroom's own reader before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Mapping

from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml
from plugins.newsroom.problem import ContentProblems, Problem, errors
from plugins.newsroom.tree import Node

Numbers = Mapping[str, Mapping[str, str]]
"""Key → field → value, all as text; what is to stand in a file."""


class SpliceError(Exception):
    """A file is not what it should be; `str()` is the report."""


def read_numbers(data: bytes, path: str) -> dict[str, dict[str, str]]:
    """
    Return the fields of each key of a file.

    Raises:
        SpliceError: It is no map of maps.
    """
    root, _ = _parse(data, path)
    found: dict[str, dict[str, str]] = {}
    for key, (_, node) in _entries(root, path):
        found[key] = {name: _text(value, path) for name, (_, value) in _entries(node, path)}
    return found


def put_numbers(data: bytes, path: str, numbers: Numbers) -> bytes:
    """
    Return a file in which *numbers* stand; keys and fields that are not there yet are added.

    Args:
        data: The file, empty where there is none.
        path: Its path in the content folder, for messages.
        numbers: What is to stand there.

    Raises:
        SpliceError: The file cannot be read, or cannot be changed without changing something else.
    """
    before = read_numbers(data, path)
    root, text = _parse(data, path)
    changes: list[tuple[int, int, str]] = []
    added: dict[str, str] = {}
    known = dict(_entries(root, path))
    for key, fields in numbers.items():
        if key in known:
            changes += _field_changes(known[key][1], fields, text, path)
        else:
            added[key] = "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    made = _with_added(text, root, added).encode()
    wanted = {key: before.get(key, {}) | dict(numbers.get(key, {})) for key in (*before, *numbers)}
    if read_numbers(made, path) != wanted:
        message = (
            f"{path}: không thêm được số vào tệp này. Cách sửa: viết mỗi mục trên một dòng, như 'slug: {{views: 1}}'."
        )
        raise SpliceError(f"{message} (Cannot be changed in place; write one entry a line.)")
    return made


def _parse(data: bytes, path: str) -> tuple[Node | None, str]:
    """Return the root and the clean text of a file; no root where it holds nothing but comments."""
    text, found = decode_text(data, path)
    problems: list[Problem] = list(errors(found))
    tree, wrong = parse_yaml(text, path)
    problems += errors(wrong)
    if problems:
        raise SpliceError(str(ContentProblems(problems)))
    return (tree.root if tree is not None else None), text


def _entries(node: Node | None, path: str) -> list[tuple[str, tuple[Node, Node]]]:
    if node is None or node.value == "":
        return []
    if not isinstance(node.value, dict):
        raise SpliceError(f"{path}: phải là bảng 'tên: {{trường: số}}'. (Not a map.)")
    return list(node.value.items())


def _text(node: Node, path: str) -> str:
    if not isinstance(node.value, str):
        raise SpliceError(f"{path}: phải là bảng 'tên: {{trường: số}}'. (Not a map.)")
    return node.value


def _field_changes(node: Node, fields: Mapping[str, str], text: str, path: str) -> list[tuple[int, int, str]]:
    """Return the pieces of text (start, end, new) that change in an entry."""
    known = dict(_entries(node, path))
    changes = [
        (known[name][1].start, known[name][1].end, value)
        for name, value in fields.items()
        if name in known and known[name][1].value != value
    ]
    missing = [f"{name}: {value}" for name, value in fields.items() if name not in known]
    if missing and text[node.start : node.start + 1] == "{":
        changes.append((node.start + 1, node.start + 1, ", ".join(missing) + (", " if known else "")))
    elif missing and not known:  # `slug:` with nothing behind it
        changes.append((node.start, node.end, " {" + ", ".join(missing) + "}"))
    elif missing:
        indent = "\n" + " " * (node.start - text.rfind("\n", 0, node.start) - 1)
        changes.append((node.start, node.start, indent.join(missing) + indent))
    return changes


def _with_added(text: str, root: Node | None, added: Mapping[str, str]) -> str:
    if not added:
        return text
    lines = [f"{key}: {value}" for key, value in added.items()]
    if root is not None and text[root.start : root.start + 1] == "{":
        behind = ", " if root.value else ""
        return text[: root.start + 1] + ", ".join(lines) + behind + text[root.start + 1 :]
    if text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{line}\n" for line in lines)
