"""The lead of an article without a summary: the first paragraph of its sanitised body, as plain text."""

from __future__ import annotations

import html as html_module
import re
from itertools import pairwise

_LEADING = re.compile(r"\s*(<(p|h[2-6])>(.*?)</\2>)", re.DOTALL)
_UNDERLINE = re.compile(r"=+|-+")  # of a heading
_FOOTNOTE = '<sup id="fnref'
_ANY_TAG = re.compile(r'</?[a-z][a-z0-9]*(?:[^>"]|"[^"]*")*>')


def take_lead(html: str) -> tuple[str, str]:
    """
    Take the first paragraph out of a body.

    Headings and paragraphs of pictures before it stay; where something else comes first there is no lead, nor
    where the paragraph has a footnote, whose sign would be a stray digit in plain text.

    Returns:
        The paragraph as plain text, and the HTML without it.
    """
    position = 0
    while (match := _LEADING.match(html, position)) and _FOOTNOTE not in match[3]:
        if match[2] == "p" and "<img" not in match[3] and (text := plain_text(match[3])):
            rest = html[: match.start()] + html[match.end() :]
            return text, rest.lstrip("\n")
        position = match.end()
    return "", html


def lead_line(source: str) -> int:
    """Return the place of the first line of *source* that is neither blank nor begins a heading or a picture."""
    lines = [line.strip() for line in source.split("\n")]
    for place, (line, below) in enumerate(pairwise([*lines, ""])):
        if (
            line
            and not line.startswith(("#", "!["))
            and not _UNDERLINE.fullmatch(line)
            and not _UNDERLINE.fullmatch(below)
        ):
            return place
    return 0


def plain_text(html: str) -> str:
    """Return the words of sanitised HTML on one line."""
    text = _ANY_TAG.sub("", html.replace("<br>", " ")) if "<" in html else html
    return " ".join(html_module.unescape(text).split())
