"""
A small tree of cleaned HTML: what the Markdown is written from.

Values only.  Text is NFC and holds no control characters; white space is as it was.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

# Elements that begin a line of their own; everything else runs within a line.
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)

_BREAKS: Final = re.compile(
    r"</?(?:" + "|".join(sorted({*BLOCKS, "br"}, key=len, reverse=True)) + r")(?=[\s/>])[^>]*>", re.IGNORECASE
)
_TAG: Final = re.compile(r"</?[a-z!](?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_BACK: Final = re.compile(r'<a class="footnote-backref"[^>]*>[^<]*</a>')


@dataclass(slots=True)
class Node:
    """An element: its name, the attributes that matter, and what it holds."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Tell whether the element begins a line of its own."""
        return self.name in BLOCKS

    def elements(self) -> Iterator[Node]:
        """Yield the elements directly below."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it, in their order, however deep."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def has(self, *names: str) -> bool:
        """Tell whether one of *names* is below the element, or is it."""
        return any(node.name in names for node in self.walk())

    def has_block(self) -> bool:
        """Tell whether anything below the element begins a line of its own."""
        return any(node.is_block for node in self.walk() if node is not self)


def text_of(node: Node | str) -> str:
    """Return the text of *node*, however deep, with blanks where lines end."""
    if isinstance(node, str):
        return node
    parts: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.name == "br":
            parts.append(" ")
        elif item.is_block:
            parts.append(" ")
            waiting.extend((" ", *reversed(item.children)))
        else:
            waiting.extend(reversed(item.children))
    return "".join(parts)


def words_of(node: Node | str) -> list[str]:
    """Return the words of *node* in their order."""
    return text_of(node).split()


def words_of_html(text: str) -> list[str]:
    """Return the words of sanitised HTML in their order; the signs that lead back from footnotes are none."""
    return html.unescape(_TAG.sub("", _BREAKS.sub(" ", _BACK.sub("", text)))).split()
