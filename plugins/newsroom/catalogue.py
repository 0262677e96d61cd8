"""
Every kind of problem by its code, and how a `Problem` is made from one.

Groups: E1 the file and its front matter, E2 fields, E3 the body, E4 what concerns several
files, E5 site data; W and H likewise.  A code never changes its meaning.  A warning that is
the mild form of an error (in imported articles) has the error's number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from plugins.newsroom.entries_body import BODY
from plugins.newsroom.entries_fields import FIELDS
from plugins.newsroom.entries_file import FILE
from plugins.newsroom.entries_proof import PROOF
from plugins.newsroom.entries_site import SITE
from plugins.newsroom.entries_together import TOGETHER
from plugins.newsroom.entry import Entry, code_of, level_of
from plugins.newsroom.problem import Problem

CATALOGUE: Mapping[str, Entry] = MappingProxyType(FILE | FIELDS | BODY | TOGETHER | SITE | PROOF)
CODES: tuple[str, ...] = tuple(sorted({code_of(key) for key in CATALOGUE}))

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SEEN_LENGTH = 80


def make_problem(key: str, path: str, line: int, field: str = "", /, **values: object) -> Problem:
    """
    Make the problem that a catalogue key describes.

    Args:
        key: A key of `CATALOGUE`.
        path: The file, relative to the content folder.
        line: Line in the file; below 1 counts as 1.
        field: Dotted name of the field, or "".
        values: What the texts of the entry name in braces.

    Raises:
        KeyError: No such key, or a value is missing (programmer's mistake).
    """
    entry = CATALOGUE[key]
    shown = {name: _UNPRINTABLE.sub(" ", str(value)) for name, value in values.items()}
    return Problem(
        path=_UNPRINTABLE.sub(" ", path),
        line=max(line, 1),
        code=code_of(key),
        field=_UNPRINTABLE.sub(" ", field),
        level=level_of(key),
        vi=entry.vi.format_map(shown),
        en=entry.en.format_map(shown),
        fix_vi=entry.fix_vi.format_map(shown),
        fix_en=entry.fix_en.format_map(shown),
    )


def shorten(value: str) -> str:
    """Return *value* as a message can hold it: one line of at most 80 characters."""
    line = " ".join(value.split())
    return line if len(line) <= _SEEN_LENGTH else line[: _SEEN_LENGTH - 1] + "…"
