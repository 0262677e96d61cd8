"""From a plain .docx to HTML; the only module that knows mammoth."""

from __future__ import annotations

import io

import mammoth

from importers.word.findings import Findings

# One paragraph in HTML for each of the document: what it is in the text is told by its mark.
_STYLES = "p => p:fresh"
NOTE_PREFIX = "word-"


def to_html(plain: bytes, findings: Findings) -> str:
    """Return the HTML of what `transcript.transcribe` made; signs that mammoth cannot name are noted as lost."""
    result = mammoth.convert_to_html(
        io.BytesIO(plain),
        style_map=_STYLES,
        include_default_style_map=False,
        include_embedded_style_map=False,
        id_prefix=NOTE_PREFIX,
    )
    for message in result.messages:
        findings.lose("symbol" if "w:sym" in message.message else "unread", message.message)
    return str(result.value)
