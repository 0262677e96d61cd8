"""
Headings, tables, lists and headers that Markdown does not read as the editor meant them.

Works on the source's lines: what went wrong leaves no trace in the HTML but plain text.
Source: https://python-markdown.github.io (lists need a blank line before them and four spaces a level).
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterator, Sequence
from typing import Final

from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.problem import Problem

# Where none of these is, there is no list to look at; a pattern that begins with a sign is searched for fastest.
_SUSPECT: Final = re.compile(r"\n[ ]{0,3}(?:[-*+•·●▪–—]|\w{1,3}[.)])[ \t]")
_HEADING: Final = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_HEADING_LINE: Final = re.compile(
    r"^(?:#{1,6}[^\n]*\S|[^\n]*<h[1-6][\s>]|\S[^\n]*\n(?:=+|-+)[ ]*$)", re.MULTILINE | re.IGNORECASE
)
_FIRST_LEVEL: Final = re.compile(r"^#(?!#)|^=+[ ]*$|<h1[\s>]", re.MULTILINE | re.IGNORECASE)

_ITEM: Final = re.compile(r"([ ]{0,3})(?:[-*+]|\d{1,3}\.)[ \t]+\S")
_RULE: Final = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_FIRST_ITEM: Final = re.compile(r"[ ]{0,3}(?:[-*+]|1\.)[ \t]+\S")
_NO_ITEM: Final = re.compile(r"[ ]{0,3}((?:[a-zđ]|\d{1,3})\)|[•·●▪–—])[ \t]+\S", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_FEWEST_ROWS: Final = 2
_FIELD: Final = re.compile(
    r"\s*(?:---[ \t]*\n\s*)?((?:title|date|modified|expires|status|category|also_in|slug|summary|topic|tags?|authors?"
    r"|unit|source|image|attachments|rating|views|legacy|comments|lang|template|save_as|url)[ \t]*:[^\n]*)",
    re.IGNORECASE,
)


def check_layout(source: str, html: str, path: str, first_line: int) -> tuple[Problem, ...]:
    """
    Find what looks like a heading, a list, a table or a header and is not read as such.

    Args:
        source: The body's Markdown.
        html: What became of it.
        path: The file.
        first_line: The file's line on which *source* begins.
    """
    problems: list[Problem] = []
    if "<h" in html:
        problems.extend(_check_headings(source, html, path, first_line))
    if match := _FIELD.match(source):
        line = first_line + source.count("\n", 0, match.start(1))
        problems.append(make_problem("W327", path, line, seen=shorten(match[1])))
    if "|" in source or _SUSPECT.search("\n" + source):
        is_in_list = False
        for line, block in _blocks(source, first_line):
            problems.extend(_check_table(block, path, line))
            is_in_list, found = _check_list(block, path, line, is_in_list=is_in_list)
            problems.extend(found)
    return tuple(problems)


def _check_headings(source: str, html: str, path: str, first_line: int) -> Iterator[Problem]:
    """Find headings that leave a level out."""
    headings = _HEADING.findall(html)
    places = [match.start() for match in _HEADING_LINE.finditer(source)]
    # The page has the first level; where the text uses it too, all its headings were moved down by one.
    moved = 1 if all(level != "1" for level, _ in headings) and _FIRST_LEVEL.search(source) else 0
    before = 1 + moved if moved else 1
    for number, (text, words) in enumerate(headings):
        level = int(text)
        if level > before + 1 and (moved or number or level > 2):  # noqa: PLR2004 - the page's title is the first
            place = places[number] if len(places) == len(headings) else max(source.find(_plain(words)), 0)
            values = {"seen": shorten(_plain(words)), "level": level - moved, "allowed": before + 1 - moved}
            yield make_problem("W320", path, first_line + source.count("\n", 0, place), **values)
        before = level


def _plain(words: str) -> str:
    return html_module.unescape(_TAG.sub("", words))


def _blocks(source: str, first_line: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the blocks between blank lines that are neither code nor HTML: the first line's number, the lines."""
    block: list[str] = []
    start = first_line
    for number, line in enumerate((*source.split("\n"), ""), start=first_line):
        if line.strip():
            if not block:
                start = number
            block.append(line)
        elif block:
            if not block[0].startswith(("    ", "\t", "<")):
                headings = next((n for n, text in enumerate(block) if not text.startswith("#")), len(block))
                if headings < len(block):
                    yield start + headings, block[headings:]
            block = []


def _check_table(block: Sequence[str], path: str, line: int) -> Iterator[Problem]:
    """Find a table without the row of dashes, and one that does not begin its block."""
    rows = [len(_PIPE.findall(text.strip().strip("|"))) for text in block]
    if len(block) < _FEWEST_ROWS or not any(rows) or _ITEM.match(block[0]):
        return
    dashes = [n for n, text in enumerate(block) if rows[n] and _SEPARATOR.match(text)]
    if dashes and dashes[0] != 1:
        yield make_problem("W322", path, line + max(dashes[0] - 1, 0), seen=shorten(block[dashes[0]]))
    elif not dashes and len(set(rows)) == 1 and _is_framed(block):
        yield make_problem("W321", path, line, seen=shorten(block[0]), dashes="|" + "---|" * (rows[0] + 1))


def _is_framed(block: Sequence[str]) -> bool:
    """Tell whether rows are meant: each begins with the sign, or there are more than of an address and telephone."""
    return len(block) > _FEWEST_ROWS or all(text.lstrip().startswith("|") for text in block)


def _check_list(block: Sequence[str], path: str, line: int, *, is_in_list: bool) -> tuple[bool, tuple[Problem, ...]]:
    """Find what is meant as a list in one block; tell whether a list goes on behind it."""
    items = [None if _RULE.match(text) else _ITEM.match(text) for text in block]
    signs = [(n, match[1]) for n, text in enumerate(block) if (match := _NO_ITEM.match(text))]
    if items[0] is not None:
        base = "" if is_in_list else items[0][1]
        for number, item in enumerate(items):
            if item is not None and len(item[1]) > len(base):
                seen = shorten(block[number])
                return True, (make_problem("W324", path, line + number, seen=seen, spaces=len(item[1])),)
        return True, ()
    if len(signs) > 1:
        number, sign = signs[0]
        return False, (make_problem("W325", path, line + number, seen=sign),)
    is_text = not block[0].startswith((">", " " * 4))
    for number, text in enumerate(block):
        if number and items[number] is not None and is_text and _FIRST_ITEM.match(text):
            return False, (make_problem("W323", path, line + number, seen=shorten(text)),)
    return False, ()
