"""XML from outside, read with nothing that XML can do beyond holding text."""

from __future__ import annotations

from typing import Final

from lxml import etree

from importers.word.refusal import RefusedError

_FAULTS: Final = (("depth", "deep"), ("entity", "doctype"))  # words of libxml2 → name of the cause
# The names of "Strict Open XML", which Word can write too → those of the usual form.
_STRICT: Final = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/", "drawingml/2006/"),
    )
)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """
    Return the tree of XML from outside: without entities, network or a depth beyond 256.

    Raises:
        RefusedError: It is no XML, or declares entities.
    """
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise RefusedError("doctype", name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        cause = next((cause for word, cause in _FAULTS if word in str(error)), "broken")
        raise RefusedError(cause, f"{name}: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError("doctype", name)
    return root
