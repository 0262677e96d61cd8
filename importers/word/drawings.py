"""Pictures, text boxes and embedded objects, in Word's drawing language of today and in that of 2003."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from importers.word.findings import Findings, Picture
from importers.word.package import Package, Relation
from importers.word.styles import A, W

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_BOX: Final = f"{W}txbxContent"
_OBJECTS: Final[Mapping[str, str]] = {"chart": "biểu đồ", "chartex": "biểu đồ", "diagram": "sơ đồ SmartArt"}
_VECTORS: Final = frozenset({".emf", ".wmf", ".svg", ".emz", ".wmz"})


def children_of(element: etree._Element) -> list[etree._Element]:
    """Return what stands in an element; of alternatives the first, which is the one of today's Word."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag != f"{MC}AlternateContent":
            found.append(child)
            continue
        chosen = child.find(f"{MC}Choice")
        if chosen is None or not len(chosen):
            chosen = child.find(f"{MC}Fallback")
        found += [] if chosen is None else children_of(chosen)
    return found


def find_boxes(drawing: etree._Element) -> list[etree._Element]:
    """Return the contents of the text boxes in a drawing, those within others aside."""
    return [item for item in _walk(drawing) if item.tag == _BOX]


class Drawings:
    """Finds the pictures of one part; everything else in its drawings becomes a loss."""

    def __init__(self, package: Package, relations: Mapping[str, Relation], findings: Findings) -> None:
        self._package = package
        self._relations = relations
        self._findings = findings

    def pictures(self, drawing: etree._Element) -> Iterator[Picture]:
        """Yield the pictures of a drawing whose bytes are in the file."""
        described = ""
        for item in _walk(drawing):
            if item.tag == f"{_WP}docPr":
                described = item.get("descr") or item.get("title") or ""
            elif item.tag == f"{_PIC}pic":
                properties = item.find(f"{_PIC}nvPicPr/{_PIC}cNvPr")
                alt = "" if properties is None else properties.get("descr", "")
                for blip in item.iterfind(f"{_PIC}blipFill/{A}blip"):
                    yield from self._resolve(blip, "embed", alt or described)
            elif item.tag == f"{_V}imagedata":
                shape = item.getparent()
                alt = "" if shape is None else shape.get("alt", "")
                yield from self._resolve(item, "id", alt or item.get(f"{_O}title", ""))
            else:
                self._lose_object(item)

    def _resolve(self, holder: etree._Element, attribute: str, alt: str) -> Iterator[Picture]:
        """Yield the picture that an element names, if it is in the file and no drawing of lines."""
        relation = self._relations.get(holder.get(f"{R}{attribute}", ""))
        linked = self._relations.get(holder.get(f"{R}link", "") or holder.get(f"{R}href", ""))
        if relation is None or relation.is_outside:
            outside = relation or linked
            self._findings.lose("external-image" if outside else "image", outside.target if outside else alt)
        elif PurePosixPath(relation.target).suffix.lower() in _VECTORS:
            self._findings.lose("vector-image", f"{PurePosixPath(relation.target).name} {alt}".strip())
        elif self._package.has(relation.target):
            yield Picture(relation.target, alt)
        else:
            self._findings.lose("image", PurePosixPath(relation.target).name)

    def _lose_object(self, item: etree._Element) -> None:
        """Note a chart, a diagram, an embedded file or a control as lost."""
        if item.tag == f"{A}graphicData":
            kind = _OBJECTS.get(item.get("uri", "").rpartition("/")[2])
            if kind is not None:
                self._findings.lose("object", f"{kind} {self._words_of_diagram(item)}".strip())
        elif item.tag == f"{_O}OLEObject":
            self._findings.lose("object", item.get("ProgID", "OLE"))
        elif item.tag == f"{W}control":
            self._findings.lose("object", f"ô điều khiển {item.get(f'{W}name', '')}".strip())

    def _words_of_diagram(self, data: etree._Element) -> str:
        """Return the words of a SmartArt diagram, so that the report can say what is not in the article."""
        ids = data.find(f"{_DIAGRAM}relIds")
        relation = None if ids is None else self._relations.get(ids.get(f"{R}dm", ""))
        root = None if relation is None or relation.is_outside else self._package.parse(relation.target)
        return "" if root is None else " ".join("".join(item.itertext()) for item in root.iter(f"{A}p"))


def _walk(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield what is in a drawing in its order, but not what is in its text boxes."""
    for child in children_of(drawing):
        yield child
        if child.tag != _BOX:
            yield from _walk(child)
