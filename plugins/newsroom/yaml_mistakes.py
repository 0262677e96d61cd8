"""What an editor did where the YAML parser only says that it stumbled."""

from __future__ import annotations

import json
import re

from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.problem import Problem

_COLON = re.compile(r"\s*(?:- )?([\w-]+):[ \t]+(.*:.*)")
_FULL_WIDTH = re.compile(r"^[ ]*([\w-]+)：", re.MULTILINE)
_NO_COLON = "mapping values are not allowed"
_SIGN = re.compile(r"(?:.*?:[ \t]+|[ \t]*- )!")
_NO_ALIAS = "alias"


def explain_text(text: str, index: int, reason: str, path: str, first_line: int) -> Problem:
    """
    Name the mistake at a place where the parser gave up.

    Args:
        text: The YAML text.
        index: The character at which it gave up.
        reason: What it said.
        path: The file.
        first_line: The file's line on which *text* begins.
    """
    text = text.rstrip("\n")
    index = min(index, len(text))
    start = text.rfind("\n", 0, index) + 1
    line = text[start:].partition("\n")[0]
    number = text.count("\n", 0, start) + first_line
    if full_width := find_full_width(text[: start + len(line)], path, first_line):
        return full_width
    if _NO_COLON in reason and (match := _COLON.match(line)):
        quoted = json.dumps(match[2].strip(), ensure_ascii=False)
        key = match[1]
        return make_problem("E104", path, number, key, key=key, seen=shorten(match[2]), quoted=quoted)
    if _SIGN.match(line):
        return make_problem("E114", path, number, seen=shorten(line))
    if "\t" in line[: len(line) - len(line.lstrip())] and "cannot start any token" in reason:
        return make_problem("E105", path, number)
    if _NO_ALIAS in reason or "anchor" in reason:
        return make_problem("E113", path, number, seen=shorten(line))
    return make_problem("E103", path, number, seen=shorten(line))


def find_full_width(text: str, path: str, first_line: int) -> Problem | None:
    """Find a key that is followed by the full-width colon of Chinese and Japanese keyboards."""
    match = _FULL_WIDTH.search(text)
    if match is None:
        return None
    line = text.count("\n", 0, match.start()) + first_line
    return make_problem("E106", path, line, shorten(match[1]), key=shorten(match[1]))
