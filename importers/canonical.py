"""
The one form in which an import writes YAML and front matter: what the editors' form writes on saving.

Source: Sveltia CMS (`output: {yaml: {quote: double}}`), so that an editor's first save changes only what was edited.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"

# What YAML or the portal's reader refuses: no reader sees them.
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    An article or a page to be written.

    Attributes:
        fields: The front matter in the order in which it is written; empty values are left out.
        body: Markdown.
        notes: Written as comments at the top of the front matter, for the editor who looks it over.
    """

    fields: Mapping[str, Value]
    body: str = ""
    notes: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return *text* in NFC, without signs that a file may not have, and without blanks around it."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def clean_line(text: str) -> str:
    """Return *text* as `clean` does, on one line, each run of blanks as one."""
    return " ".join(clean(text).split())


def write_fields(fields: Mapping[str, Value]) -> dict[str, str]:
    """Return each field's lines, line feed at the end; fields that say nothing are left out."""
    return {name: _entry(name, value, 0) for name, value in fields.items() if not _is_empty(value)}


def write_entry(value: Mapping[str, Value] | Sequence[Value] | str) -> str:
    """Return the lines of one entry of a file that is a list."""
    return _item(value, 0)


def write_document(document: Document) -> str:
    """Return the text of a file."""
    return join_document("".join(f"# {clean_line(note)}\n" for note in document.notes), document)


def join_document(preamble: str, document: Document) -> str:
    """Return the text of a file whose front matter begins with *preamble*."""
    header = preamble + "".join(write_fields(document.fields).values())
    return assemble(header, document.body)


def assemble(header: str, body: str) -> str:
    """Return the text of a file with the lines of its front matter and its body."""
    text = unicodedata.normalize("NFC", body).strip("\n")
    return f"---\n{header}---\n\n{text}\n" if text else f"---\n{header}---\n"


def _is_empty(value: Value) -> bool:
    return not isinstance(value, int) and not value


def _entry(name: str, value: Value, depth: int) -> str:
    """Return `name: value`, indented."""
    blank = "  " * depth
    if isinstance(value, Mapping):
        inner = "".join(_entry(key, item, depth + 1) for key, item in value.items() if not _is_empty(item))
        return f"{blank}{name}:\n{inner}"
    if isinstance(value, str | int):
        return f"{blank}{name}: {_scalar(value)}\n"
    return f"{blank}{name}:\n" + "".join(_item(item, depth + 1) for item in value)


def _item(value: Value, depth: int) -> str:
    """Return `- value`, indented."""
    blank = "  " * depth
    if isinstance(value, Mapping):
        lines = "".join(_entry(key, item, depth + 1) for key, item in value.items() if not _is_empty(item))
        return f"{blank}- {lines[len(blank) + 2 :]}"
    if isinstance(value, str | int):
        return f"{blank}- {_scalar(value)}\n"
    return f"{blank}- [{', '.join(_scalar(item) for item in value if isinstance(item, str | int))}]\n"


def _scalar(value: str | int) -> str:
    return json.dumps(clean(value), ensure_ascii=False) if isinstance(value, str) else str(value)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a file that is merged as one: what it is called, its lines, and what they say."""

    name: str
    text: str
    digest: str = field(compare=False, default="")
