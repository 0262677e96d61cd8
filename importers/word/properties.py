"""What Word keeps about a file: its title, the days on which it was made and last saved."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from importers.word.findings import clean
from importers.word.guessed import Properties
from importers.word.package import Package
from plugins.newsroom.moment import ZONE
from plugins.newsroom.vietnamese import nfc

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"


def read_properties(package: Package) -> Properties:
    """Return a file's properties; its author is whoever owned the computer, and is left where it is."""
    name = next((item.target for item in package.relations("").values() if item.kind == "core-properties"), "")
    root = package.parse(name) if name else None
    if root is None:
        return Properties()
    return Properties(
        title=nfc(" ".join(clean(root.findtext(f"{_DC}title") or "").split())),
        saved=_day(root.findtext(f"{_TERMS}modified") or ""),
        made=_day(root.findtext(f"{_TERMS}created") or ""),
    )


def _day(text: str) -> str:
    """Return the day of a moment such as 2019-06-24T15:33:00Z in Vietnam, "" where it is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return f"{moment.astimezone(ZONE) if moment.tzinfo else moment:%Y-%m-%d}"
    except (ValueError, OverflowError):
        return ""
