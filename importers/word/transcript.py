"""
A document written anew, plainly enough for mammoth: with what it reads, and nothing that it would lose in silence.

Numbers that Word only shows become text or items of lists, letters of old become Unicode, and each paragraph begins
with a mark by which its formatting is found again in the HTML.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

from lxml import etree

from importers.legacy_fonts import decode, find_font
from importers.word.drawings import children_of
from importers.word.findings import Findings, Paragraph, clean
from importers.word.numbering import Label, Numbering
from importers.word.package import Package
from importers.word.refusal import RefusedError
from importers.word.runs import Runs
from importers.word.styles import ParagraphLook, Role, Styles, W, is_on
from importers.word.words import is_silent, words_of
from plugins.newsroom.vietnamese import format_number

MOST_PARAGRAPHS: Final = 15_000
"""Paragraphs a file may have, each cell of a table one at least; a book of 500 pages has 10,000."""

_DEEPEST_TABLE: Final = 30  # in one another; HTML of more than 256 elements in one another is cut off
_COLUMNS: Final = frozenset(map(str, range(2, 64)))  # Word's own bound
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_THROUGH: Final = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo")
)
_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_LISTED: Final = frozenset({Role.TEXT, Role.QUOTE})
_NOTES: Final = ("footnote", "endnote")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def transcribe(package: Package, findings: Findings) -> bytes:
    """
    Return a plain .docx with the text of *package*; what does not come along is noted in *findings*.

    Raises:
        RefusedError: A part is broken, or there are more than `MOST_PARAGRAPHS`.
    """
    relations = package.relations(package.main)
    parts = {item.kind: item.target for item in relations.values() if not item.is_outside}
    document = package.parse(package.main)
    if document is None:
        raise RefusedError("broken", package.main)
    count = sum(1 for _ in document.iter(f"{W}p"))
    if count > MOST_PARAGRAPHS:
        raise RefusedError("large", f"{format_number(count)} đoạn và ô, nhiều nhất {format_number(MOST_PARAGRAPHS)}")
    styles = Styles(
        package.parse(parts.get("styles", "word/styles.xml")),
        package.parse(parts.get("theme", "word/theme/theme1.xml")),
    )
    numbering = Numbering(package.parse(parts.get("numbering", "word/numbering.xml")))
    for item in sorted(relations.values(), key=lambda relation: relation.target):
        if item.kind in ("header", "footer") and not item.is_outside:
            _lose_margin(package, item.target, findings)
    written: dict[str, etree._Element] = {}
    written["document"] = _Copy(package, package.main, styles, numbering, findings).document(document)
    for kind in _NOTES:
        root = package.parse(parts.get(f"{kind}s", ""))
        if root is not None:
            copy = _Copy(package, parts[f"{kind}s"], styles, numbering, findings)
            written[kind] = copy.notes(root, kind)
    return _pack(written)


def _lose_margin(package: Package, name: str, findings: Findings) -> None:
    root = package.parse(name)
    if root is not None and (words := words_of(root)):
        findings.lose("header-footer", words)


def _pack(parts: dict[str, etree._Element]) -> bytes:
    """Return the parts as a file, under the names at which mammoth looks for them."""
    _empty_missing_notes(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        for kind, root in parts.items():
            name = "word/document.xml" if kind == "document" else f"word/{kind}s.xml"
            archive.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return buffer.getvalue()


def _empty_missing_notes(parts: dict[str, etree._Element]) -> None:
    """Take out the references to notes that are nowhere."""
    for kind in _NOTES:
        known = {note.get(f"{W}id") for note in parts[kind]} if kind in parts else set()
        for root in parts.values():
            for item in list(root.iter(f"{W}{kind}Reference")):
                run = item.getparent()
                if item.get(f"{W}id") not in known and run is not None:
                    run.remove(item)


class _Copy:
    """Copies one part."""

    def __init__(self, package: Package, name: str, styles: Styles, numbering: Numbering, findings: Findings) -> None:
        self._styles = styles
        self._numbering = numbering
        self._findings = findings
        self._tables = 0  # that are open
        self._runs = Runs(package, package.relations(name), styles, findings, self._copy_blocks)

    def document(self, root: etree._Element) -> etree._Element:
        """Return the document's text."""
        copy = etree.Element(f"{W}document")
        body = etree.SubElement(copy, f"{W}body")
        for source in root.iterchildren(f"{W}body"):
            self._copy_blocks(source, body)
        return copy

    def notes(self, root: etree._Element, kind: str) -> etree._Element:
        """Return the foot- or endnotes; the lines that separate them are none."""
        copy = etree.Element(f"{W}{kind}s")
        for source in root.iterchildren(f"{W}{kind}"):
            if source.get(f"{W}type", "normal") == "normal":
                note = etree.SubElement(copy, f"{W}{kind}", {f"{W}id": source.get(f"{W}id", "")})
                self._copy_blocks(source, note)
        return copy

    def _copy_blocks(self, source: etree._Element, target: etree._Element) -> None:
        children = children_of(source)
        for child, following in zip(children, [*children[1:], None], strict=True):
            if child.tag == f"{W}p":
                self._copy_paragraph(child, target, can_join=following is not None and following.tag == child.tag)
            elif child.tag == f"{W}tbl":
                self._copy_table(child, target)
            elif child.tag == f"{W}sdt":
                self._copy_control(child, target, self._copy_blocks)
            elif child.tag in _THROUGH:
                self._copy_blocks(child, target)
            else:
                self._skip(child)

    def _skip(self, element: etree._Element) -> None:
        """Leave an element out; where it has words they are named."""
        words = words_of(element)
        name = etree.QName(element).localname
        if element.tag in _DELETED and words:
            self._findings.lose("deleted-text", words)
        elif name in ("altChunk", "subDoc"):
            self._findings.lose("object", f"tài liệu lồng trong tài liệu ({name})")
        elif words and not is_silent(element):
            self._findings.lose("unread", f"{name}: {words}")

    def _copy_control(
        self,
        control: etree._Element,
        target: etree._Element,
        copy: Callable[[etree._Element, etree._Element], None],
    ) -> None:
        """Copy what a control holds, but no table of contents."""
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            self._findings.lose("toc", words_of(content))
        elif control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self._findings.lose("placeholder", words_of(content))
        else:
            copy(content, target)

    def _copy_paragraph(self, source: etree._Element, target: etree._Element, *, can_join: bool) -> None:
        properties = source.find(f"{W}pPr")
        look = self._styles.paragraph(properties)
        if look.role is Role.CONTENTS:
            if words := words_of(source):
                self._findings.lose("toc", words)
            self._runs.step_over(source)
            return
        label = self._numbering.next(look.number, look.depth) if look.number else None
        paragraph = etree.SubElement(target, f"{W}p")
        if can_join and _is_joined(properties):
            etree.SubElement(etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}rPr"), f"{W}del")
        is_item = label is not None and label.is_item and look.role in _LISTED
        shown = "" if label is None else self._label_text(label, properties)
        text = self._findings.mark_paragraph(_make_paragraph(look, label, shown, is_item=is_item))
        if shown and not is_item:
            text += f"{shown} "
        elif label is not None and label.is_restyled:
            self._findings.lose("list-style", label.text)
        mark = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t", {_SPACE: "preserve"})
        mark.text = text
        self._runs.copy_paragraph(source, paragraph)

    def _label_text(self, label: Label, properties: etree._Element | None) -> str:
        """Return what stands before a paragraph, in Unicode."""
        font = find_font(label.font or self._styles.run(None, properties).font)
        return clean(label.text if font is None else decode(label.text, font))

    def _copy_table(self, source: etree._Element, target: etree._Element) -> None:
        self._tables += 1
        if self._tables > _DEEPEST_TABLE:
            raise RefusedError("deep", "bảng trong bảng")
        self._copy_rows(source, etree.SubElement(target, f"{W}tbl"))
        self._tables -= 1

    def _copy_rows(self, source: etree._Element, table: etree._Element) -> None:
        for child in children_of(source):
            if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is not None:
                self._findings.lose("deleted-text", words_of(child))
            elif child.tag == f"{W}tr":
                row = etree.SubElement(table, f"{W}tr")
                if is_on(child.findall(f"{W}trPr"), "tblHeader"):
                    etree.SubElement(etree.SubElement(row, f"{W}trPr"), f"{W}tblHeader")
                self._copy_cells(child, row)
            elif child.tag == f"{W}sdt":
                self._copy_control(child, table, self._copy_rows)
            elif child.tag in _THROUGH:
                self._copy_rows(child, table)
            else:
                self._skip_in_table(child)

    def _copy_cells(self, source: etree._Element, row: etree._Element) -> None:
        for child in children_of(source):
            if child.tag == f"{W}tc":
                cell = etree.SubElement(row, f"{W}tc")
                if merged := _merging(child):
                    etree.SubElement(cell, f"{W}tcPr").extend(merged)
                self._copy_blocks(child, cell)
            elif child.tag == f"{W}sdt":
                self._copy_control(child, row, self._copy_cells)
            elif child.tag in _THROUGH:
                self._copy_cells(child, row)
            else:
                self._skip_in_table(child)

    def _skip_in_table(self, element: etree._Element) -> None:
        """Leave out what a table says of its own looks."""
        if etree.QName(element).localname not in ("tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr"):
            self._skip(element)


def _merging(cell: etree._Element) -> list[etree._Element]:
    """Return what says over how many columns and rows a cell goes."""
    columns = [item.get(f"{W}val", "") for item in cell.findall(f"{W}tcPr/{W}gridSpan")]
    rows = [item.get(f"{W}val", "continue") for item in cell.findall(f"{W}tcPr/{W}vMerge")]
    return [
        *(_said("gridSpan", value) for value in columns if value in _COLUMNS),
        *(_said("vMerge", value) for value in rows),
    ]


def _said(name: str, value: str) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}val": value})


def _is_joined(properties: etree._Element | None) -> bool:
    """Tell whether a paragraph's end was deleted, so that the next one goes on in it."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _make_paragraph(look: ParagraphLook, label: Label | None, shown: str, *, is_item: bool) -> Paragraph:
    """Return what is kept of a paragraph's formatting; it is in a list only where something is shown before it."""
    if label is None or look.role not in _LISTED:
        return Paragraph(role=look.role, level=look.level, alignment=look.alignment)
    return Paragraph(
        role=look.role,
        alignment=look.alignment,
        list_name=look.number,
        depth=look.depth,
        indent=label.indent if look.indent is None else look.indent,
        number=label.number if is_item else None,
        label=shown,
    )
