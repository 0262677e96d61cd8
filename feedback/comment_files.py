"""
Approved comments put into a file of `content/comments/`, and taken out again; what editors wrote there stays as it is.

Every text that is made is read again by the newsroom's own reader before anybody sees it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from feedback.store import Comment
from feedback.visits_files import SpliceError
from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml
from plugins.newsroom.model import make_comments
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import ContentProblems, errors
from plugins.newsroom.tree import EMPTY_TREE, Tree

_PLAIN: Final = ("id", "reply_to", "time")


def revise(data: bytes, path: str, approved: Sequence[Comment], refused: Collection[str]) -> bytes:
    """
    Return a file with the approved comments and without the refused ones.

    A comment that is there already stays as it is there: an editor may have mended it.  With a comment go the replies
    to it, which would answer nobody.

    Args:
        data: The file, empty where there is none.
        path: Its path in the content folder, for messages.
        approved: What is to stand there, oldest first.
        refused: Identifiers that are not to stand there.

    Returns:
        The file, empty where no comment is left.

    Raises:
        SpliceError: The file has errors.
    """
    tree, text = _parse(data, path)
    entries = _entries(tree, path)
    gone = _with_replies(entries, refused)
    known = {entry.get("id") for entry in entries}
    kept = [entry for entry in entries if entry.get("id") not in gone]
    added = [_entry(comment) for comment in approved if comment.id not in known]
    wanted = kept + added
    if not gone & known and not added:
        return data
    if not wanted:
        return b""
    made = _spliced(tree, text, entries, gone) + "".join(map(_format, added))
    if not _says(made, path, wanted):  # it was not written one entry below the other, as we do
        made = "".join(map(_format, wanted))
        if not _says(made, path, wanted):
            raise SpliceError(f"{path}: không sửa được tệp này. (The file cannot be changed.)")
    return made.encode()


def _parse(data: bytes, path: str) -> tuple[Tree, str]:
    """Return the tree and the clean text of a file in which nothing is wrong."""
    text, found = decode_text(data, path)
    tree, wrong = parse_yaml(text, path)
    problems = [*errors(found), *errors(wrong)]
    if tree is not None and not problems:
        problems += errors(make_comments(tree, path)[1])
    if problems:
        raise SpliceError(str(ContentProblems(problems)))
    return tree or EMPTY_TREE, text


def _entries(tree: Tree, path: str) -> list[dict[str, str]]:
    value: Any = tree.value
    if not value:
        return []
    if not isinstance(value, list):
        raise SpliceError(f"{path}: phải là danh sách ý kiến. (Not a list.)")
    return value


def _says(text: str, path: str, wanted: Sequence[dict[str, str]]) -> bool:
    """Tell whether *text* says what is wanted, and nothing is wrong with it."""
    try:
        tree, _ = _parse(text.encode(), path)
        return _entries(tree, path) == wanted
    except SpliceError:
        return False


def _with_replies(entries: Sequence[dict[str, str]], refused: Collection[str]) -> set[str]:
    """Return *refused* and the identifiers of all replies to them, replies to replies too."""
    gone = set(refused)
    while more := {entry["id"] for entry in entries if entry.get("reply_to") in gone and "id" in entry} - gone:
        gone |= more
    return gone


def _spliced(tree: Tree, text: str, entries: Sequence[dict[str, str]], gone: Collection[str]) -> str:
    """Return *text* without the lines of the entries that are gone."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = [tree.line_of((place,)) - 1 for place in range(len(entries))]
    ends = [*starts, len(lines)][1:]
    for entry, start, end in reversed(list(zip(entries, starts, ends, strict=True))):
        if entry.get("id") in gone:
            del lines[start:end]
    return "".join(lines)


def _entry(comment: Comment) -> dict[str, str]:
    time = f"{datetime.fromtimestamp(comment.received, ZONE):%Y-%m-%d %H:%M}"
    return {"id": comment.id, "name": comment.name, "time": time, "text": comment.text}


def _format(entry: dict[str, str]) -> str:
    """Return the lines of one entry; a text is written as in JSON, which YAML reads alike."""
    fields = (
        f"{name}: {value if name in _PLAIN else json.dumps(value, ensure_ascii=False)}" for name, value in entry.items()
    )
    return "- " + "\n  ".join(fields) + "\n"
