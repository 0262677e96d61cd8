"""The words of any piece of a document, and the pieces that have nothing to say."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from importers.word.styles import W

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_SILENT: Final = re.compile(
    r"(?:bookmark|comment|perm|moveFrom|moveTo|customXml\w*)Range(?:Start|End)|bookmark(?:Start|End)|perm(?:Start|End)"
    r"|proofErr|[rp]Pr|rubyPr|sdtPr|sdtEndPr|customXmlPr|smartTagPr|lastRenderedPageBreak|sectPr"
    r"|(?:footnote|endnote|annotation)Ref|separator|continuationSeparator|fldData|dirty|instrText|delText|delInstrText|control"
)


def words_of(source: etree._Element) -> str:
    """Return the words below an element, deleted ones among them."""
    found = source.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}p", f"{M}t")
    words = (item.text or "" if item.tag in (f"{W}t", f"{W}delText", f"{M}t") else " " for item in found)
    return " ".join("".join(words).split())


def is_silent(element: etree._Element) -> bool:
    """Tell whether an element says nothing to readers."""
    return not isinstance(element.tag, str) or _SILENT.fullmatch(etree.QName(element).localname) is not None
