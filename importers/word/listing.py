"""Lists in lists, out of paragraphs that say each for itself where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from importers.word.blocks import Block, make
from importers.word.findings import Paragraph


@dataclass(slots=True)
class _List:
    """A list that is open: its element, where it stands in Word, its last number."""

    element: HtmlElement
    paragraph: Paragraph
    last: int


class Lists:
    """Adds the items of one container's lists to what was made of it so far."""

    def __init__(self, blocks: Sequence[Block], made: list[HtmlElement]) -> None:
        self._made = made
        self._open: list[_List] = []
        self._torn = _find_torn(blocks)
        self._resumed = _find_resumed(blocks)

    def close(self) -> None:
        """End all lists: other text follows."""
        self._open.clear()

    def add(self, block: Block) -> None:
        """Add a paragraph of a list: as an item, or with its label as a paragraph of the item that it belongs to."""
        paragraph = block.paragraph
        self._leave(paragraph)
        if paragraph.number is None or _name(paragraph) in self._torn:
            write_label(block)
            while self._open and self._is_same(paragraph):
                self._open.pop()
            self._attach(block.element)
            return
        name = "ol" if paragraph.number else "ul"
        top = self._open[-1] if self._open else None
        if top is not None and self._is_same(paragraph):
            if top.element.tag != name or (paragraph.number and paragraph.number != top.last + 1):
                self._open.pop()
                top = None
        else:
            top = None
        if top is None:
            element = make(name)
            if paragraph.number not in (0, 1):
                element.set("start", str(paragraph.number))
            self._attach(element)
            top = _List(element, paragraph, 0)
            self._open.append(top)
        top.last = paragraph.number
        top.element.append(make("li", block.element))

    def _leave(self, paragraph: Paragraph) -> None:
        """Leave the lists that a paragraph is not in."""
        names = [_name(item.paragraph) for item in self._open]
        if _name(paragraph) in names:
            del self._open[names.index(_name(paragraph)) + 1 :]
        while self._open and not _holds(self._open[-1].paragraph, paragraph):
            self._open.pop()

    def _is_same(self, paragraph: Paragraph) -> bool:
        """
        Tell whether a paragraph stands on the level of the innermost list.

        Bullets between two numbers belong to the first of them, however Word indents them.
        """
        outer = self._open[-1].paragraph
        if outer.list_name == paragraph.list_name:
            return outer.depth == paragraph.depth
        return outer.indent == paragraph.indent and not (paragraph.number == 0 and id(outer) in self._resumed)

    def _attach(self, element: HtmlElement) -> None:
        """Put an element into the last item of the list that is open, else behind everything."""
        if self._open:
            self._open[-1].element[-1].append(element)
        else:
            self._made.append(element)


def write_label(block: Block) -> None:
    """Let the number that Word shows before an item be text."""
    if block.paragraph.number is not None and block.paragraph.label:
        block.element.text = f"{block.paragraph.label} {block.element.text or ''}"


def _find_torn(blocks: Sequence[Block]) -> frozenset[tuple[str, int]]:
    """Return the levels of lists that other text interrupts: their numbers become text, as a new list begins at one."""
    torn: set[tuple[str, int]] = set()
    running: set[tuple[str, int]] = set()
    for block in blocks:
        paragraph = block.paragraph
        if not paragraph.list_name or block.is_picture:
            running.clear()
        elif paragraph.number:
            if paragraph.number > 1 and _name(paragraph) not in running:
                torn.add(_name(paragraph))
            running = {name for name in running if name[0] != paragraph.list_name or name[1] <= paragraph.depth}
            running.add(_name(paragraph))
    return frozenset(torn)


def _name(paragraph: Paragraph) -> tuple[str, int]:
    return paragraph.list_name, paragraph.depth


def _find_resumed(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the items (by identity) of numbered lists that go on behind an item of another list."""
    resumed: set[int] = set()
    last: dict[tuple[str, int], list[Paragraph]] = {}
    for block in blocks:
        paragraph = block.paragraph
        if not paragraph.list_name:
            last.clear()
        elif paragraph.number:
            resumed.update(id(item) for item in last.get(_name(paragraph), ()))
            last.setdefault(_name(paragraph), []).append(paragraph)
    return frozenset(resumed)


def _holds(outer: Paragraph, inner: Paragraph) -> bool:
    """Tell whether *inner* stands on the level of *outer* or deeper."""
    if outer.list_name == inner.list_name:
        return outer.depth <= inner.depth
    return outer.indent <= inner.indent
