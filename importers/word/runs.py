"""The text of a paragraph: letters made Unicode, hidden and deleted words left out, fields understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from importers.word.drawings import Drawings, R, children_of, find_boxes
from importers.word.fields import Field, code_for, target_of
from importers.word.findings import Findings
from importers.word.letters import Letters
from importers.word.package import Package, Relation
from importers.word.styles import RunLook, Styles, W
from importers.word.words import M, is_silent, words_of

_V: Final = "{urn:schemas-microsoft-com:vml}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_THROUGH: Final = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent", "ruby", "rubyBase", "rt")
)
_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_SIGNS: Final[Mapping[str, str]] = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_NOTES: Final = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_CODE: Final = re.compile(r"[0-9A-Fa-f]{2,5}")


class Runs:
    """Copies the text of one part's paragraphs in a plain form; links may go on over several of them."""

    def __init__(
        self,
        package: Package,
        relations: Mapping[str, Relation],
        styles: Styles,
        findings: Findings,
        write_blocks: Callable[[etree._Element, etree._Element], None],
    ) -> None:
        self._drawings = Drawings(package, relations, findings)
        self._relations = relations
        self._styles = styles
        self._findings = findings
        self._write_blocks = write_blocks
        self._fields: list[Field] = []
        self._properties: etree._Element | None = None
        self._letters = Letters(findings)

    def copy_paragraph(self, source: etree._Element, target: etree._Element) -> None:
        """Copy what stands in the paragraph *source* to the end of *target*."""
        around = self._properties
        self._properties = source.find(f"{W}pPr")
        self._letters.pause()
        outer = len(self._fields)
        self._copy(source, target)
        self._end_fields(outer, target)
        self._letters.pause()
        self._properties = around

    def step_over(self, source: etree._Element) -> None:
        """Follow the fields in what is left out, so that text behind it is not taken for a part of one."""
        nowhere = etree.Element("nowhere")
        for item in source.iter(f"{W}fldChar", f"{W}instrText"):
            if item.tag == f"{W}fldChar":
                self._step_field(item, nowhere)
            else:
                self._extend_code(item.text or "")

    def _copy(self, source: etree._Element, target: etree._Element) -> None:
        for child in children_of(source):
            if child.tag == f"{W}r":
                self._copy_run(child, target)
            elif child.tag == f"{W}hyperlink":
                self._copy_link(child, target, self._address_of(child))
            elif child.tag == f"{W}fldSimple":
                self._copy_link(child, target, target_of(child.get(f"{W}instr", "")))
            elif child.tag == f"{W}sdt":
                self._copy_control(child, target)
            elif child.tag in _THROUGH:
                self._copy(child, target)
            elif child.tag in _DELETED:
                self._lose_words("deleted-text", child)
                self.step_over(child)
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                words = "".join(item.text or "" for item in child.iter(f"{M}t"))
                self._findings.lose("formula", words)
                self._add_text(words, RunLook(), target)
            elif not is_silent(child):
                self._lose_words("unread", child)

    def _copy_run(self, run: etree._Element, target: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        look = self._styles.run(properties, self._properties)
        if properties is not None and _is_decorated(properties):
            self._findings.lose("font-style", "".join(item.text or "" for item in run.iter(f"{W}t")))
        for child in children_of(run):
            if child.tag == f"{W}t" or child.tag in _SIGNS:
                self._add_text(_SIGNS.get(str(child.tag)) or child.text or "", look, target)
            elif child.tag in (f"{W}br", f"{W}cr"):
                self._add_break(child, look, target)
            elif child.tag in _NOTES:
                # Notes are raised anyway: the look of the sign would raise it twice.
                self._add(target, RunLook(), etree.Element(child.tag, {f"{W}id": child.get(f"{W}id", "")}))
            elif child.tag in _DRAWINGS:
                self._copy_drawing(child, target)
            elif child.tag in _THROUGH:
                self._copy(child, target)
            else:
                self._copy_sign(child, look, target)

    def _copy_sign(self, sign: etree._Element, look: RunLook, target: etree._Element) -> None:
        """Copy what a run holds beside text: the borders and the code of a field, a symbol, the sign of a comment."""
        if sign.tag == f"{W}sym":
            self._add_symbol(sign, look, target)
        elif sign.tag == f"{W}fldChar":
            self._step_field(sign, target)
        elif sign.tag == f"{W}instrText":
            self._extend_code(sign.text or "")
        elif sign.tag == f"{W}commentReference":
            self._findings.lose("comment")
        elif not is_silent(sign):
            self._lose_words("unread", sign)

    def _add_symbol(self, sign: etree._Element, look: RunLook, target: etree._Element) -> None:
        """Add a sign of a font like Wingdings; mammoth knows which letters they are."""
        font, code = sign.get(f"{W}font", ""), sign.get(f"{W}char", "")
        if font and _CODE.fullmatch(code):
            self._add(target, look, etree.Element(sign.tag, {f"{W}font": font, f"{W}char": code.upper()}))
        else:
            self._findings.lose("symbol", f"{font} {code}".strip())

    def _add_text(self, text: str, look: RunLook, target: etree._Element) -> None:
        """Add text to *target*, in Unicode and without what readers do not see."""
        reading = next((field for field in self._fields if field.is_code), None)
        if reading is not None:
            reading.skipped.append(text)
        elif look.is_hidden:
            self._findings.lose("hidden-text", text)
        elif any(field.name == "TOC" for field in self._fields):
            self._findings.lose("toc", text)
        else:
            element = etree.Element(f"{W}t", {_SPACE: "preserve"})
            self._letters.write(element, text, look.font)
            self._add(target, look, element)

    def _add(self, target: etree._Element, look: RunLook, content: etree._Element) -> None:
        """Add a run that holds *content* to *target*."""
        if look.is_hidden or any(field.is_code for field in self._fields):
            return
        run = etree.SubElement(target, f"{W}r")
        shown = (("b", look.is_bold), ("i", look.is_italic), ("strike", look.is_struck))
        properties = [etree.Element(f"{W}{name}") for name, is_on in shown if is_on]
        if look.position:
            properties.append(etree.Element(f"{W}vertAlign", {f"{W}val": look.position}))
        if properties:
            etree.SubElement(run, f"{W}rPr").extend(properties)
        run.append(content)

    def _add_break(self, source: etree._Element, look: RunLook, target: etree._Element) -> None:
        """Add a line break; the end of a page or column means nothing here but that words do not touch."""
        self._letters.pause()
        if source.get(f"{W}type") in ("page", "column"):
            self._add_text(" ", look, target)
        else:
            self._add(target, look, etree.Element(f"{W}br"))

    def _address_of(self, link: etree._Element) -> str:
        relation = self._relations.get(link.get(f"{R}id", ""))
        anchor = link.get(f"{W}anchor", "")
        if relation is None or not relation.is_outside:
            return f"#{anchor}" if anchor else ""
        return relation.target

    def _copy_link(self, source: etree._Element, target: etree._Element, address: str) -> None:
        """Copy the text of a link; without an address it is only text."""
        if address and not any(field.is_code for field in self._fields):
            self._add_field(target, "begin", code_for(address))
            self._copy(source, target)
            self._add_field(target, "end")
        else:
            self._copy(source, target)

    def _copy_control(self, control: etree._Element, target: etree._Element) -> None:
        """Copy what was put into a box to fill in, but not the words that ask for it."""
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self._lose_words("placeholder", content)
        else:
            self._copy(content, target)

    def _copy_drawing(self, drawing: etree._Element, target: etree._Element) -> None:
        """Put a picture's mark, or a text box behind the paragraph."""
        for picture in self._drawings.pictures(drawing):
            mark = etree.Element(f"{W}t")
            mark.text = self._findings.mark_picture(picture)
            self._add(target, RunLook(), mark)
        for box in find_boxes(drawing):
            self._lose_words("text-box", box)
            shape = etree.SubElement(etree.SubElement(etree.SubElement(target, f"{W}r"), f"{W}pict"), f"{_V}shape")
            content = etree.SubElement(etree.SubElement(shape, f"{_V}textbox"), f"{W}txbxContent")
            self._write_blocks(box, content)

    def _step_field(self, char: etree._Element, target: etree._Element) -> None:
        """Begin a field, go on from its code to its text, or end it."""
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(Field(is_ticked=_is_ticked(char)))
        elif kind == "separate" and self._fields:
            field = self._fields[-1]
            field.is_code = False
            if address := target_of("".join(field.code)):
                field.is_link = True
                self._add_field(target, "begin", code_for(address))
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if field.is_link:
                self._add_field(target, "end")
            if field.name == "FORMCHECKBOX":
                self._add_text("☑" if field.is_ticked else "☐", RunLook(), target)

    def _end_fields(self, outer: int, target: etree._Element) -> None:
        """
        End at the end of a paragraph what began in it and would swallow the text to come.

        A link ends there, and a field whose code has no end is none: what was taken for its code is text.
        """
        inner = self._fields[outer:]
        self._fields[outer:] = [field for field in inner if not field.is_code]
        for field in inner:
            if field.is_link:
                field.is_link = False
                self._add_field(target, "end")
            if field.is_code:
                self._add_text("".join(field.skipped), RunLook(), target)

    def _extend_code(self, text: str) -> None:
        if self._fields and self._fields[-1].is_code:
            self._fields[-1].code.append(text)

    def _add_field(self, target: etree._Element, kind: str, code: str = "") -> None:
        """Begin a link with its code, or end it."""
        run = etree.SubElement(target, f"{W}r")
        etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
        if code:
            etree.SubElement(run, f"{W}instrText").text = code
            etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": "separate"})

    def _lose_words(self, kind: str, source: etree._Element) -> None:
        """Note the words of *source* as lost; what has neither words nor pictures is no loss."""
        words = words_of(source)
        if kind == "unread":
            words = f"{etree.QName(source).localname}: {words}"
        if words.strip():
            self._findings.lose(kind, words)


def _is_decorated(properties: etree._Element) -> bool:
    """Tell whether a run is underlined or marked with a colour by somebody who meant something by it."""
    found = (properties.find(f"{W}{name}") for name in ("u", "highlight"))
    return any(item is not None and item.get(f"{W}val", "none") != "none" for item in found)


def _is_ticked(char: etree._Element) -> bool:
    """Tell whether the box of a form is ticked."""
    box = char.find(f"{W}ffData/{W}checkBox")
    state = (
        None
        if box is None
        else (box.find(f"{W}checked") if box.find(f"{W}checked") is not None else box.find(f"{W}default"))
    )
    return state is not None and state.get(f"{W}val", "1") not in ("0", "false")
