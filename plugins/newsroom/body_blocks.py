"""
Blocks of a body that hold little Markdown, and take a way of their own to the same bytes.

Editors write paragraphs with something bold and a link in them, headings, and lists of lines.  Where that is all
that stands in a block, its HTML is plain; Markdown, which looks for everything, takes a hundred times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# What may concern other blocks than its own: raw HTML, entities, escapes, code, definitions, footnotes, odd blanks,
# lines of blanks.
_FAR: Final = re.compile(
    r"[<&\\`\t\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufffe\uffff]|\]:|\[\^|^[^\S\n]+$", re.MULTILINE
)
_BLOCK: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# Text without a sign that could mean something, and what may stand in between.
_TEXT: Final = r"[^*_\[\]>|!\n]"
_INLINE: Final = (
    rf"(?:{_TEXT}|(?<!\*)\*\*(?![\s*]){_TEXT}+(?<!\s)\*\*(?!\*)"
    rf"|\[(?!\s){_TEXT}+(?<!\s)\]\((?:https?://[A-Za-z0-9.-]+)?/(?!/)[A-Za-z0-9._~=?%/-]*\))+"
)
_START: Final = r"(?![\s#=:+-]|\d+\.|\*[^*])"
_LINE: Final = rf"{_START}{_INLINE}(?<!\s)"
_PARAGRAPH: Final = re.compile(rf"{_LINE}(?:\n{_LINE})*")
_HEADING: Final = re.compile(rf"(#{{1,6}}) ({_START}{_TEXT}+)(?<![\s#])")
_LIST: Final = re.compile(rf"- {_LINE}(?:\n- {_LINE})*")
_CELL: Final = rf"{_TEXT}+\|"
_RULE: Final = r"[ ]*:?-{3,}:?[ ]*\|"
_TABLE: Final = re.compile(rf"\|(?:{_CELL})+\n\|(?:{_RULE})+(?:\n\|(?:{_CELL})+)+")
_ALIGNMENTS: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): "",
    (True, False): ' class="align-left"',
    (False, True): ' class="align-right"',
    (True, True): ' class="align-center"',
}
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring blocks of a body: their HTML where it is plain, else their source ("")."""

    html: str
    source: str = ""


def cut_blocks(source: str) -> Iterator[Piece]:
    """
    Cut a body into pieces that can be made by themselves: their HTML, with line feeds between, is that of the body.

    Args:
        source: Markdown, clean text (see `decoding`).
    """
    if _FAR.search(source):
        yield Piece("", source)
        return
    start = end = -1  # of the blocks that are not plain and follow one another
    blocks = list(_BLOCK.finditer(source))
    plain = [_make_plain(block[0]) for block in blocks]
    for place, block in enumerate(blocks):
        html = plain[place]
        # Lists grow together with lists, and take in what is indented behind them.
        is_lonely = not html.startswith("<ul>") or all(
            _stands_apart(plain[other]) for other in (place - 1, place + 1) if 0 <= other < len(blocks)
        )
        if html and is_lonely:
            if start >= 0:
                yield Piece("", source[start:end])
                start = -1
            yield Piece(html)
        else:
            start = block.start() if start < 0 else start
            end = block.end()
    if start >= 0:
        yield Piece("", source[start:end])


def _stands_apart(html: str) -> bool:
    """Tell whether a block is plain and no list."""
    return bool(html) and not html.startswith("<ul>")


def _make_plain(block: str) -> str:
    """Return the HTML of a block that holds little Markdown, "" of any other."""
    if _PARAGRAPH.fullmatch(block):
        return f"<p>{_inline(block)}</p>"
    if heading := _HEADING.fullmatch(block):
        level = len(heading[1])
        return f"<h{level}>{heading[2].strip()}</h{level}>"
    if _LIST.fullmatch(block):
        items = "\n".join(f"<li>{_inline(line[2:])}</li>" for line in block.split("\n"))
        return f"<ul>\n{items}\n</ul>"
    return _make_table(block) if _TABLE.fullmatch(block) else ""


def _make_table(block: str) -> str:
    """Return the HTML of a table of plain cells, "" where one is empty or its rows are not of one length."""
    head, rules, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in block.split("\n"))
    if any(len(row) != len(head) or "" in row for row in (head, rules, *rows)):
        return ""
    classes = [_ALIGNMENTS[rule[0] == ":", rule[-1] == ":"] for rule in rules]
    lines = ["<table>", "<thead>", *_make_row("th", head, classes), "</thead>", "<tbody>"]
    for row in rows:
        lines += _make_row("td", row, classes)
    return "\n".join((*lines, "</tbody>", "</table>"))


def _make_row(name: str, cells: Sequence[str], classes: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a row."""
    yield "<tr>"
    yield from (f"<{name}{kind}>{cell}</{name}>" for cell, kind in zip(cells, classes, strict=True))
    yield "</tr>"


def _inline(text: str) -> str:
    """Return the HTML of a text in which bold words and links stand."""
    if "*" in text:
        text = _BOLD.sub(r"<strong>\1</strong>", text)
    return _LINK.sub(r'<a href="\2">\1</a>', text) if "[" in text else text
