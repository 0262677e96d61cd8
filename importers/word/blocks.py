"""The HTML of a document as blocks, each with what its paragraph was in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import html
from lxml.html import HtmlElement

from importers.word.conversion import NOTE_PREFIX
from importers.word.findings import PARAGRAPH_MARK, PICTURE_MARK, Paragraph

PICTURE: Final = "picture:"
"""How an image's `src` names a picture of `Findings.pictures`."""

_START: Final = re.compile("<p>\ue000(\\d+)\ue001")
_NOTE: Final = f"#{NOTE_PREFIX}"
_PLAIN: Final = Paragraph()


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph or a table of the document."""

    element: HtmlElement
    paragraph: Paragraph = _PLAIN

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is no table."""
        return self.element.tag == "p"

    @property
    def text(self) -> str:
        """Its words on one line, without the signs of notes."""
        return text_of(self.element)

    @property
    def is_picture(self) -> bool:
        """Tell whether it holds pictures and no word."""
        return self.is_paragraph and not self.text and self.element.find(".//img") is not None

    @property
    def is_plain(self) -> bool:
        """Tell whether its text says all: there are no links, notes or pictures."""
        return self.is_paragraph and not any(True for _ in self.element.iter("a", "img", "sup", "sub"))

    def is_all(self, *names: str) -> bool:
        """Tell whether every word is in an element of one of *names*, "strong" for example."""
        inside = "".join("".join(_texts(item)) for item in _outermost(self.element, names))
        return bool(self.text) and "".join(inside.split()) == "".join(self.text.split())


def read_blocks(source: str, paragraphs: Sequence[Paragraph]) -> tuple[list[Block], dict[str, HtmlElement]]:
    """
    Cut the HTML that `conversion.to_html` made.

    Returns:
        The blocks, and the notes: the address that a reference leads to → the note's `li`.
    """
    marked = _START.sub(r'<p data-mark="\1">', source)
    marked = PARAGRAPH_MARK.sub(r'<span data-mark="\1"></span>', marked)
    marked = PICTURE_MARK.sub(rf'<img src="{PICTURE}\1">', marked)
    root = html.fragment_fromstring(marked, create_parent="div")
    notes: dict[str, HtmlElement] = {}
    for item in root.xpath(f"ol/li[starts-with(@id, '{NOTE_PREFIX}')]"):
        for back in item.xpath(".//a[starts-with(@href, $start)]", start=_NOTE):
            if "-ref-" in back.get("href"):
                back.drop_tree()
        notes.setdefault("#" + item.get("id"), item)
    for item in root.xpath(f"ol[li[starts-with(@id, '{NOTE_PREFIX}')]]"):
        item.drop_tree()
    return blocks_of(root, paragraphs), notes


def blocks_of(container: HtmlElement, paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Return the blocks directly in an element; paragraphs without words and pictures are none."""
    found = []
    for child in container:
        if child.tag == "table" and (lone := _lone_cell(child)) is not None:
            found += blocks_of(lone, paragraphs)
        elif child.tag == "table":
            found.append(Block(child))
        elif child.tag == "p":
            paragraph = _take_marks(child, paragraphs)
            if text_of(child) or child.find(".//img") is not None:
                _strip(child)
                found.append(Block(child, paragraph))
    return found


def text_of(element: HtmlElement) -> str:
    """Return the words of an element on one line, without the signs of notes."""
    return " ".join("".join(_texts(element)).split())


def is_reference(element: HtmlElement) -> bool:
    """Tell whether an element is the sign of a note."""
    return element.tag == "sup" and len(element) == 1 and (element[0].get("href") or "").startswith(_NOTE)


def references_in(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the signs of notes in their order."""
    for element in elements:
        yield from (item for item in element.iter("sup") if is_reference(item))


def _texts(element: HtmlElement) -> Iterator[str]:
    if is_reference(element):
        return
    yield element.text or ""
    for child in element:
        if child.tag in ("br", "p", "td", "th"):
            yield " "
        yield from _texts(child)
        yield child.tail or ""


def _outermost(element: HtmlElement, names: Sequence[str]) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag in names:
            yield child
        else:
            yield from _outermost(child, names)


def _take_marks(element: HtmlElement, paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Take the marks out of a `p`; of paragraphs that were joined the last one's formatting is Word's."""
    marks = [element.attrib.pop("data-mark", "")]
    for item in element.xpath(".//span[@data-mark]"):
        marks.append(item.get("data-mark"))
        item.drop_tree()
    return paragraphs[int(marks[-1])] if marks[-1] else _PLAIN


def _strip(element: HtmlElement) -> None:
    """Take line breaks off the ends of a `p`."""
    while len(element) and element[0].tag == "br" and not (element.text or "").strip():
        element[0].drop_tree()
    while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip():
        element[-1].drop_tree()


def _lone_cell(table: HtmlElement) -> HtmlElement | None:
    """Return the one cell of a table that is only a frame."""
    cells = [cell for cell in table.iter("td", "th") if next(cell.iterancestors("table")) is table]
    return cells[0] if len(cells) == 1 else None


def make(name: str, *children: HtmlElement, **attributes: str) -> HtmlElement:
    """Return an element that holds *children*."""
    element = html.Element(name, attributes)
    element.extend(children)
    return element


def rename(element: HtmlElement, name: str) -> HtmlElement:
    """Return the element under another name, without the text behind it."""
    element.tag = name
    element.tail = None
    return element
