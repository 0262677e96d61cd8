"""Lists as Markdown: four blanks a level, as Python-Markdown reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from importers.inline import write_lines
from importers.layout import arrange
from importers.tree import Node, text_of
from importers.unsayable import UnsayableError

_INDENT: Final = "    "


def write_list(node: Node) -> str:
    """
    Return a list as Markdown.

    Raises:
        UnsayableError: It does not begin at 1, or an item holds more than text and lists.
    """
    if "start" in node.attributes:
        raise UnsayableError
    items = list(_items(node))
    lines: list[str] = []
    is_loose = False
    for number, item in enumerate(items, start=1):
        marker = "- " if node.name == "ul" else f"{number}. "
        parts = _parts(item)
        is_loose = is_loose or sum(part.name == "p" for part in parts) > 1
        if lines and is_loose:
            lines.append("")
        lines.extend(_write_item(marker, parts))
    if not lines:
        raise UnsayableError
    return "\n".join(lines)


def _write_item(marker: str, parts: list[Node]) -> Iterator[str]:
    """Yield the lines of an item."""
    for place, part in enumerate(parts):
        text = write_lines(part.children) if part.name == "p" else write_list(part)
        if place and part.name == "p":
            yield ""
        for number, line in enumerate(text.split("\n")):
            if not place and not number:
                yield marker + line
            else:
                yield _INDENT + line if line else ""


def _items(node: Node) -> Iterator[Node]:
    """Yield the items; a list that stands between them belongs to the one before it."""
    item: Node | None = None
    for child in node.children:
        if isinstance(child, Node) and child.name == "li":
            if item is not None:
                yield item
            item = Node("li", {}, list(child.children))
        elif isinstance(child, Node) and child.name in ("ul", "ol") and item is not None:
            item.children.append(child)
        elif not isinstance(child, str) or child.strip():
            raise UnsayableError
    if item is not None:
        yield item


def _parts(item: Node) -> list[Node]:
    """
    Return what an item holds: text first, then further paragraphs, then lists.

    Raises:
        UnsayableError: There is something else in it, or in another order.
    """
    parts = arrange(item)
    names = [part.name for part in parts]
    paragraphs = names.count("p")
    lists = names[paragraphs:]
    if (
        not paragraphs
        or "p" in lists
        or any(name not in ("ul", "ol") for name in lists)
        or len(lists) != len(set(lists))
    ):
        raise UnsayableError
    return [part for part in parts if part.name != "p" or text_of(part).strip() or part.has("img")]
