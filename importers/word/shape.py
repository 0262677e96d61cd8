"""The blocks of a document as HTML: headings, lists in lists, figures with captions, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import html
from lxml.html import HtmlElement

from importers.word.blocks import Block, blocks_of, make, references_in, rename
from importers.word.findings import Findings
from importers.word.listing import Lists, write_label
from importers.word.styles import Role

_FIRST_HEADING: Final = 2  # the page's own headline is the first
_LAST_HEADING: Final = 6
_LONGEST_CAPTION: Final = 300
_CAPTION: Final = re.compile(
    r"(?:Ảnh|Hình|Nguồn ảnh|Biểu đồ|Sơ đồ|Bản đồ|Minh hoạ|Minh họa|Chú thích)\b", re.IGNORECASE
)


def shape_body(blocks: Sequence[Block], notes: Mapping[str, HtmlElement], findings: Findings) -> HtmlElement:
    """Return a `div` with a body and its notes, in the form in which the portal itself writes notes."""
    body = _Shape(findings).shape(blocks)
    order: dict[str, HtmlElement] = {}
    for reference in references_in(body):
        address = reference[0].get("href", "")
        if address in notes:
            order.setdefault(address, notes[address])
            number = str(list(order).index(address) + 1)
            sign = html.Element("a", {"class": "footnote-ref", "href": f"#fn:{number}"})
            sign.text = number
            reference[:] = [sign]
            reference.set("id", f"fnref:{number}")
    orphans = [notes[address] for address in notes if address not in order]
    for note in orphans:  # what they belonged to has become a plain field
        body += _Shape(findings).shape(blocks_of(note, findings.paragraphs))
    if order:
        items = [_shape_note(note, number, findings) for number, note in enumerate(order.values(), start=1)]
        body.append(make("div", make("hr"), make("ol", *items), **{"class": "footnote"}))
    return make("div", *body)


def to_text(body: HtmlElement) -> str:
    """Return the HTML of what is in an element."""
    return "\n".join(html.tostring(element, encoding="unicode", with_tail=False) for element in body)


def _shape_note(note: HtmlElement, number: int, findings: Findings) -> HtmlElement:
    """Return a note as paragraphs: the portal's notes hold nothing else."""
    paragraphs: list[HtmlElement] = []
    for block in blocks_of(note, findings.paragraphs):
        if block.is_paragraph:
            write_label(block)
            paragraphs.append(block.element)
        else:
            findings.lose("formatting", block.text)
            paragraphs += [rename(row, "p") for row in list(block.element.iter("tr"))]
    for part in [part for paragraph in paragraphs for part in paragraph.iter("td", "th", "p") if part is not paragraph]:
        part.tail = f" {part.tail or ''}"
        part.drop_tag()
    return make("li", *paragraphs, id=f"fn:{number}")


class _Shape:
    """Shapes the blocks of one container."""

    def __init__(self, findings: Findings, *, is_cell: bool = False) -> None:
        self._findings = findings
        self._is_cell = is_cell
        self._made: list[HtmlElement] = []
        self._heading = _FIRST_HEADING - 1
        self._top = 1

    def shape(self, blocks: Sequence[Block]) -> list[HtmlElement]:
        """Return the elements that the blocks make."""
        self._top = min((level_of(block) for block in blocks if level_of(block)), default=1)
        lists = Lists(blocks, self._made)
        place = 0
        while place < len(blocks):
            block = blocks[place]
            place += 1
            following = blocks[place] if place < len(blocks) else None
            if block.paragraph.list_name and not block.is_picture:
                lists.add(block)
                continue
            lists.close()
            if block.is_picture:
                caption = following if following is not None and is_caption(following) else None
                place += caption is not None
                self._made.append(_figure(block, caption))
            else:
                self._made.append(self._shape_block(block))
        for item in self._made:
            _tighten(item)
        return _join_quotes(self._made)

    def _shape_block(self, block: Block) -> HtmlElement:
        """Return the element of a block that is in no list."""
        element = block.element
        if not block.is_paragraph:
            self._shape_table(element)
        elif level := level_of(block):
            if self._is_cell:
                return make("p", rename(element, "strong"))
            wanted = level - self._top + _FIRST_HEADING
            self._heading = min(wanted, self._heading + 1, _LAST_HEADING)
            if self._heading != wanted:
                self._findings.lose("heading-level", block.text)
            element.tag = f"h{self._heading}"
            for strong in list(element.iter("strong", "b")):
                strong.drop_tag()
        elif block.paragraph.role is Role.QUOTE:
            return make("blockquote", element)
        return element

    def _shape_table(self, table: HtmlElement) -> None:
        """Shape what is in a table's cells; a cell of one paragraph is its text."""
        for cell in [item for item in table.iter("td", "th") if next(item.iterancestors("table")) is table]:
            made = _Shape(self._findings, is_cell=True).shape(blocks_of(cell, self._findings.paragraphs))
            cell.text = None
            cell[:] = made
            if len(made) == 1 and made[0].tag == "p":
                made[0].drop_tag()


def level_of(block: Block) -> int:
    """Return the level of a heading in Word, 0 of anything else; a second title is a heading too."""
    if not block.is_paragraph:
        return 0
    return 1 if block.paragraph.role is Role.TITLE else block.paragraph.level


def is_caption(block: Block) -> bool:
    """Tell whether a block that follows a picture says what is on it."""
    if not block.is_paragraph or block.is_picture or block.paragraph.list_name or len(block.text) > _LONGEST_CAPTION:
        return False
    if block.paragraph.role is Role.CAPTION:
        return True
    is_set_off = block.paragraph.alignment == "center" or block.is_all("em", "i")
    return (
        block.paragraph.role is Role.TEXT
        and is_set_off
        and (_CAPTION.match(block.text) is not None or block.is_all("em", "i"))
    )


def _figure(block: Block, caption: Block | None) -> HtmlElement:
    """Return pictures with their caption, or the bare pictures."""
    images = list(block.element.iter("img"))
    for image in images:
        image.tail = None
    if caption is None:
        return make("p", *images)
    for mark in list(caption.element.iter("em", "i")) if caption.is_all("em", "i") else ():
        mark.drop_tag()
    return make("figure", *images, rename(caption.element, "figcaption"))


def _tighten(element: HtmlElement) -> None:
    """Let an item of a list that is one paragraph be its text."""
    for item in element.iter("li"):
        paragraphs = item.findall("p")
        if len(paragraphs) == 1:
            paragraphs[0].drop_tag()


def _join_quotes(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Make one quotation of those that follow one another."""
    joined: list[HtmlElement] = []
    for element in elements:
        if element.tag == "blockquote" and joined and joined[-1].tag == "blockquote":
            joined[-1].extend(list(element))
        else:
            joined.append(element)
    return joined
