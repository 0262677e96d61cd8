"""
Word files made in code: the parts of a .docx from small pieces of its XML.

Texts are written as they are; a piece is a string of XML, so that a test can say anything that Word can.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from PIL import Image

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
    )
)
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
    for name, shown in (
        ("Tieude", "Title"),
        ("Phude", "Subtitle"),
        ("u1", "heading 1"),
        ("u2", "heading 2"),
        ("u3", "heading 3"),
        ("Chuthich", "caption"),
        ("Mucluc1", "toc 1"),
    )
)

_LEVEL: Final = (
    '<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
)


def image_of(width: int = 4, height: int = 3, *, form: str = "PNG", colour: str = "navy") -> bytes:
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, form)
    return buffer.getvalue()


def r(text: str, *, font: str = "", properties: str = "") -> str:
    """Return a run of text."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{fonts}{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def b(text: str) -> str:
    """Return a run of bold text."""
    return r(text, properties="<w:b/>")


def p(*pieces: str, style: str = "", align: str = "", item: tuple[int, int] | None = None, properties: str = "") -> str:
    """Return a paragraph; a piece that is no XML is text, *item* is (list, level)."""
    number = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>' if item else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in pieces)
    return f"<w:p><w:pPr>{named}{number}{aligned}{properties}</w:pPr>{runs}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    """Return a cell of a table; a block that is no XML is a paragraph."""
    inner = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, is_header: bool = False) -> str:
    """Return a row of a table; a cell that is no XML is one with this text."""
    head = "<w:trPr><w:tblHeader/></w:trPr>" if is_header else ""
    return f"<w:tr>{head}{''.join(item if item.startswith('<') else cell(item) for item in cells)}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def link(relation: str, *pieces: str) -> str:
    """Return a link whose address is that of *relation*."""
    return f'<w:hyperlink r:id="{relation}">{"".join(pieces)}</w:hyperlink>'


def field(code: str, *pieces: str) -> str:
    """Return a field with its code and what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(code, quote=False)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(pieces)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(relation: str, alt: str = "", *, is_linked: bool = False) -> str:
    """Return a run with a picture."""
    blip = f'<a:blip r:{"link" if is_linked else "embed"}="{relation}"/>'
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Ảnh" descr="{escape(alt)}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name=""/></pic:nvPicPr><pic:blipFill>{blip}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def footnote(number: int) -> str:
    """Return a run that refers to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def numbering(*lists: Iterable[tuple[str, str] | tuple[str, str, int | str]]) -> str:
    """Return the lists 1, 2, …; of each the levels as (form, text) or (form, text, start)."""
    parts = []
    for number, levels in enumerate(lists, start=1):
        made = "".join(
            _LEVEL.format(depth=depth, form=level[0], text=level[1], start=level[2] if len(level) > 2 else 1)
            for depth, level in enumerate(levels)
        )
        parts.append(f'<w:abstractNum w:abstractNumId="{number}">{made}</w:abstractNum>')
    parts += [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(lists) + 1)
    ]
    return "".join(parts)


def _part(name: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'.encode()


def _relations(items: Mapping[str, tuple[str, str, bool]]) -> bytes:
    made = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if outside else ''}/>"
        for name, (kind, target, outside) in items.items()
    )
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{start}{made}</Relationships>".encode()


def docx(
    *blocks: str,
    styles: str = STYLES,
    lists: str = "",
    notes: Mapping[int, str] | None = None,
    links: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    parts: Mapping[str, bytes] | None = None,
    core: str = "",
    main_type: str = MAIN_TYPE,
) -> bytes:
    """
    Return a Word file.

    Args:
        blocks: Paragraphs and tables; one that is no XML is a paragraph.
        styles: What is in `styles.xml`.
        lists: What is in `numbering.xml`, see `numbering`.
        notes: Footnotes: number → paragraphs.
        links: Relation → address outside.
        media: Name of a picture, which is its relation's too up to the point → bytes.
        parts: Further parts: name → bytes.
        core: What is in `docProps/core.xml`.
        main_type: The content type of the document.
    """
    body = "".join(block if block.startswith("<") else p(block) for block in blocks)
    relations = {
        "rIdStyles": ("styles", "styles.xml", False),
        "rIdNumbering": ("numbering", "numbering.xml", False),
        "rIdNotes": ("footnotes", "footnotes.xml", False),
        **{name: ("hyperlink", address, True) for name, address in (links or {}).items()},
        **{name.partition(".")[0]: ("image", f"media/{name}", False) for name in media or {}},
    }
    made = "".join(f'<w:footnote w:id="{number}">{inner}</w:footnote>' for number, inner in (notes or {}).items())
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ).encode(),
        "_rels/.rels": _relations(
            {
                "rId1": ("officeDocument", "word/document.xml", False),
                "rId2": ("core-properties", "docProps/core.xml", False),
            }
        ),
        "word/document.xml": _part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": _part("styles", styles),
        "word/numbering.xml": _part("numbering", lists),
        "word/footnotes.xml": _part("footnotes", made),
        "word/_rels/document.xml.rels": _relations(relations),
        **{f"word/media/{name}": data for name, data in (media or {}).items()},
        **(parts or {}),
    }
    if core:
        files["docProps/core.xml"] = core.encode()
    return zip_of(files)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these files, compressed and with one date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
