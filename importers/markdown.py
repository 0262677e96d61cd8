"""
HTML to Markdown that the portal renders back to the same words in the same order.

What is written is read back with the portal's own reader.  A block that does not come back whole is
written as HTML, and if that does not help either, as bare text: words are never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from importers.addresses import KEPT, Addresses
from importers.cleaning import read_html
from importers.inline import escape, escape_line, write_heading, write_lines
from importers.layout import arrange
from importers.lists import write_list
from importers.losses import Loss, loss
from importers.raw import write_block
from importers.tables import write_table
from importers.tree import Node, text_of, words_of, words_of_html
from importers.unsayable import UnsayableError
from plugins.newsroom.body import render_body
from plugins.newsroom.problem import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """
    A text in Markdown.

    Attributes:
        markdown: Without a line feed at its end; "" where the HTML says nothing.
        losses: Everything that did not come along, in its order.
        images: The addresses of its pictures, each once.
    """

    markdown: str
    losses: tuple[Loss, ...]
    images: tuple[str, ...]


def convert(html: str, addresses: Addresses = KEPT) -> Converted:
    """
    Turn HTML into Markdown.

    Args:
        html: A piece of HTML, as bad as it may be.
        addresses: What becomes of links and pictures.

    Raises:
        importers.cleaning.TooLargeError: No article has that much HTML.
    """
    cleaned = read_html(html, addresses)
    blocks = arrange(cleaned.root)
    written = [_write(block, before) for block, before in zip(blocks, [None, *blocks], strict=False)]
    text = "\n\n".join(filter(None, written))
    losses = cleaned.losses
    words = words_of(cleaned.root)
    if not _says(text, words):
        text = "\n\n".join(_repair(written, blocks, losses))
        if not _says(text, words):
            losses.append(loss("formatting", text_of(cleaned.root)))
            text = escape_line(escape(" ".join(words)))
    images = dict.fromkeys(node.attributes["src"] for block in blocks for node in block.walk() if node.name == "img")
    return Converted(markdown=text, losses=tuple(losses), images=tuple(images))


def _write(block: Node, before: Node | None) -> str:
    """Return a block as Markdown, as HTML where Markdown cannot say it."""
    try:
        return _say(block, before)
    except UnsayableError:
        return write_block(block)


def _say(block: Node, before: Node | None) -> str:
    """
    Return a block as Markdown.

    Raises:
        UnsayableError: Markdown has no way to say it.
    """
    if block.name in ("ul", "ol") and before is not None and before.name == block.name:
        raise UnsayableError  # Markdown would make one list of two
    if block.name == "div" and block.attributes.get("class") != "footnote":
        raise UnsayableError
    write = _WRITERS.get(block.name)
    if write is None:
        raise UnsayableError
    return write(block)


def _quote(block: Node) -> str:
    """Return a quotation."""
    parts: list[str] = []
    before: Node | None = None
    for part in arrange(block):
        if part.name not in ("p", "ul", "ol", "blockquote"):
            raise UnsayableError
        parts.append(_say(part, before))
        before = part
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).split("\n"))


def _footnotes(block: Node) -> str:
    """Return the footnotes at the end of a text."""
    notes: list[str] = []
    for item in block.walk():
        if item.name == "li":
            label = item.attributes.get("id", "").partition(":")[2]
            if not label:
                raise UnsayableError
            parts = [write_lines(part.children) for part in arrange(item) if part.name == "p"]
            if len(parts) != len(arrange(item)) or not parts:
                raise UnsayableError
            lines = "\n\n".join(parts).split("\n")
            notes.append("\n".join([f"[^{label}]: {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])]))
    return "\n\n".join(notes)


def _heading(block: Node) -> str:
    return f"{'#' * int(block.name[1])} {write_heading(block.children)}"


_WRITERS: Final[Mapping[str, Callable[[Node], str]]] = {
    "blockquote": _quote,
    "div": _footnotes,
    "hr": lambda _block: "---",
    "ol": write_list,
    "p": lambda block: write_lines(block.children),
    "table": write_table,
    "ul": write_list,
} | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading)


def _says(markdown: str, words: Sequence[str]) -> bool:
    """Tell whether the portal's reader finds exactly *words* in a text and has no error to name."""
    rendered = render_body(markdown, "", 1, is_legacy=True, takes_lead=False)
    if any(problem.level is Level.ERROR for problem in rendered.problems):
        return False
    return words_of_html(rendered.body.html) == list(words)


def _repair(written: Sequence[str], blocks: Sequence[Node], losses: list[Loss]) -> list[str]:
    """Return the blocks again: as HTML those that do not come back whole, and as bare text those that still do not."""
    repaired: list[str] = []
    for text, block in zip(written, blocks, strict=True):
        words = words_of(block)
        choices = (text, write_block(block))
        chosen = next((choice for choice in choices if _says(choice, words)), None)
        if chosen is None:
            losses.append(loss("formatting", text_of(block)))
            chosen = escape_line(escape(" ".join(words)))
        if chosen:
            repaired.append(chosen)
    return repaired
