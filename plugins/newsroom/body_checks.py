"""From marks in a body's HTML to problems with lines in its Markdown."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterable

from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.links import is_reference
from plugins.newsroom.markup import Mark, scheme_of
from plugins.newsroom.problem import Problem

# Code is shown and not run, comments are neither: what looks like markup in them is none.
_NO_MARKUP = re.compile(r"(?s)<!--.*?-->|(`+)(?!`).+?(?<!`)\1(?!`)|^(?: {4}|\t)[^\n]*$", re.MULTILINE)
_WORD = r"Mso\w|\bmso-|class=[\"']?xl\d|</?\w+:\w|<!(?:--)?\s*\[if"
_NOT_BREAK = re.compile(r"[^\n]")


def check_markup(
    marks: Iterable[Mark], source: str, path: str, first_line: int, *, is_legacy: bool
) -> tuple[Problem, ...]:
    """
    Turn marks into problems.

    Args:
        marks: What `markup.scan_markup` found, in order.
        source: The Markdown that the HTML came from, in which the lines are looked for.
        path: The file.
        first_line: The file's line on which *source* begins.
        is_legacy: Whether a missing text for a picture is a warning only.
    """
    problems: list[Problem] = []
    places = _Places(source, first_line)
    left_by_word: list[Mark] = []
    for mark in marks:
        if mark.kind == "word":
            left_by_word.append(mark)
        else:
            problems.extend(_check(mark, places, path, is_legacy=is_legacy))
    if left_by_word:  # told once: a text pasted from Word holds hundreds
        seen = shorten(left_by_word[0].value)
        problems.append(make_problem("W326", path, places.line(_WORD), seen=seen, count=len(left_by_word)))
    return tuple(problems)


def find_line(source: str, needle: str, first_line: int) -> int:
    """Return the file's line of the first *needle* in *source*, else the line on which *source* begins."""
    return _Places(source, first_line).line(re.escape(needle))


class _Places:
    """Finds lines: the n-th question for one pattern is answered by its n-th place."""

    def __init__(self, source: str, first_line: int) -> None:
        self._source = source
        self._first_line = first_line
        self._lines: dict[str, deque[int]] = {}

    def line(self, pattern: str) -> int:
        """Return the line of the next place of *pattern*, at the last one where there are no more."""
        if pattern not in self._lines:
            self._lines[pattern] = deque(self._find(pattern))
        lines = self._lines[pattern]
        return lines.popleft() if len(lines) > 1 else lines[0]

    def _find(self, pattern: str) -> list[int]:
        """Return the lines of all places: outside code, else anywhere, else as browsers read the text."""
        bare = _NO_MARKUP.sub(lambda match: _NOT_BREAK.sub(" ", match[0]), self._source)
        for text in (bare, self._source, html.unescape(self._source)):
            lines: list[int] = []
            line, end = self._first_line, 0
            for match in re.finditer(pattern, text, re.IGNORECASE):
                line += text.count("\n", end, match.start())
                end = match.start()
                lines.append(line)
            if lines:
                return lines
        return [self._first_line]


def _check(mark: Mark, places: _Places, path: str, *, is_legacy: bool) -> Iterable[Problem]:
    """Return the problems of one mark."""
    tag = rf"<\s*{re.escape(mark.element)}(?!\w)"
    if mark.kind == "element":
        key = "E310" if mark.element == "iframe" else "E301"
        address = shorten(mark.value) or "…"
        yield make_problem(key, path, places.line(tag), element=shorten(mark.element), seen=address)
    elif mark.kind == "handler":
        line = places.line(rf"\b{re.escape(mark.attribute)}\s*=")
        yield make_problem("E302", path, line, element=shorten(mark.element), attribute=shorten(mark.attribute))
    elif mark.kind == "scheme":
        scheme = scheme_of(mark.value)
        line = places.line(rf"{re.escape(mark.value)}|\b{re.escape(scheme)}\s*:")
        key = {"data": "E311", "file": "W312" if is_legacy else "E312"}.get(scheme, "E303")
        yield make_problem(key, path, line, seen=shorten(mark.value), scheme=shorten(scheme))
    elif mark.kind in ("hidden", "tiny"):
        seen = shorten(
            f'<{mark.element} {mark.attribute}="{mark.value}">' if mark.value else f"<{mark.element} hidden>"
        )
        line = places.line(rf"\b{re.escape(mark.attribute)}\b")
        yield make_problem("E308" if mark.kind == "hidden" else "E309", path, line, seen=seen)
    elif mark.kind == "dropped":
        attribute = f' {mark.attribute}="{mark.value}"' if mark.attribute else ""
        line = places.line(rf"\b{re.escape(mark.attribute)}\b" if mark.attribute else tag)
        yield make_problem("W301", path, line, seen=shorten(f"<{mark.element}{attribute}>"))
    elif mark.kind == "image":
        yield from _check_image(mark, places.line(re.escape(mark.value) or tag), path, is_legacy=is_legacy)
    elif mark.value.startswith("{") and not is_reference(mark.value):
        yield make_problem("E306", path, places.line(re.escape(mark.value)), seen=shorten(mark.value))


def _check_image(mark: Mark, line: int, path: str, *, is_legacy: bool) -> Iterable[Problem]:
    """Return what is wrong with a picture: its address, its text."""
    address = mark.value.partition("}")[2] if is_reference(mark.value) else mark.value
    if mark.value.startswith("{") and not is_reference(mark.value):
        yield make_problem("E306", path, line, seen=shorten(mark.value))
    elif scheme_of(mark.value) in ("", "http", "https") and not (
        mark.value != address or (address.startswith("/media/") and ".." not in address.split("/"))
    ):
        yield make_problem("E305", path, line, seen=shorten(mark.value))
    if not mark.alt.strip():
        yield make_problem("W304" if is_legacy else "E304", path, line, seen=shorten(mark.value))
