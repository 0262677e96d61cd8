"""Word's fields: codes that stand for a link, a page number, a table of contents, a box to tick."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from importers.word.findings import clean

_LINK: Final = re.compile(r"""\s*HYPERLINK\s+(?!\\)(?:"([^"]*)"|(\S+))""", re.IGNORECASE)
_PLACE: Final = re.compile(r"""\s*HYPERLINK\s[^"]*\\l\s+(?:"([^"]*)"|(\S+))""", re.IGNORECASE)


def target_of(code: str) -> str:
    """Return the address that a field's code leads to, "#…" for a place in the document, "" for any other field."""
    if match := _LINK.match(code):
        return (match[1] or match[2] or "").strip()
    if match := _PLACE.match(code):
        return "#" + (match[1] or match[2] or "").strip()
    return ""


def code_for(address: str) -> str:
    """Return the code of a link, in the one form that is read everywhere."""
    return f'HYPERLINK "{clean(address).replace(chr(34), "%22")}"'


@dataclass(slots=True)
class Field:
    """
    A field that is open.

    Attributes:
        is_ticked: Of the box of a form.
        code: Its code so far.
        is_code: Whether that is still being read.
        is_link: Whether it turned out to be a link.
        skipped: Text that stood in the code, as results of fields in it do.
    """

    is_ticked: bool = False
    code: list[str] = field(default_factory=list)
    is_code: bool = True
    is_link: bool = False
    skipped: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The field's name in capitals, "" where it has none yet."""
        words = "".join(self.code).split(maxsplit=1)
        return words[0].upper() if words else ""
