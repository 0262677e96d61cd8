"""
Three states of a file made one: what the last import wrote, what editors made of it, what the source says now.

Works on segments: the fields of a front matter and its body, or the entries of a list.  A segment that only
one side changed takes that side's form; where both did, the editor's stays and the segment is named.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from importers.canonical import Segment
from importers.ledger import digest
from plugins.newsroom.header import parse_yaml
from plugins.newsroom.tree import Tree

BODY: Final = "\x00body"
_FIELD: Final = re.compile(r"(?=^[^\s#\-\[\]{}][^\n]*?:(?:[ \t]|$))", re.MULTILINE)
_ENTRY: Final = re.compile(r"(?=^-(?:[ \t]|$))", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """
    What a file comes to.

    Attributes:
        segments: All of them, in the order in which they are written.
        conflicts: Names of segments that both sides changed.
        has_ours, has_theirs: Whether the source's changes, and editors' changes, are in it.
    """

    segments: tuple[Segment, ...]
    conflicts: tuple[str, ...] = ()
    has_ours: bool = False
    has_theirs: bool = False


def merge(base: Mapping[str, str], editors: Iterable[Segment], source: Iterable[Segment]) -> Merged:
    """
    Merge three states.

    Args:
        base: Name → digest of what the last import wrote.
        editors: The file as it is.
        source: What the import would write now.
    """
    present = {segment.name: segment for segment in editors}
    wanted = {segment.name: segment for segment in source}
    kept: list[Segment] = []
    conflicts: list[str] = []
    has_ours = has_theirs = False
    for name, segment in present.items():
        new = wanted.get(name)
        old = base.get(name)
        if new is not None and new.digest == segment.digest:
            kept.append(segment)
        elif old == segment.digest:  # the source changed it, or dropped it
            has_ours = True
            if new is not None:
                kept.append(new)
        else:
            has_theirs = True
            kept.append(segment)
            if (new.digest if new is not None else None) != old:
                conflicts.append(name)
    for name, new in wanted.items():
        if name in present:
            continue
        if name not in base:
            has_ours = True
            kept.append(new)
        else:  # an editor took it out
            has_theirs = True
            if base[name] != new.digest:
                conflicts.append(name)
    return Merged(segments=tuple(kept), conflicts=tuple(conflicts), has_ours=has_ours, has_theirs=has_theirs)


def cut_fields(header: str) -> tuple[str, list[Segment]] | None:
    """Return what stands before the first field, and a segment a field; None where the text cannot be read."""
    return _cut(
        header, _FIELD, lambda value: next(iter(value)) if isinstance(value, dict) and len(value) == 1 else None
    )


def cut_entries(text: str, name_of: Callable[[Any], str]) -> tuple[str, list[Segment]] | None:
    """
    Return what stands before the first entry of a list, and a segment an entry; None where it cannot be read.

    Args:
        text: A YAML file that is a list.
        name_of: What an entry is called; it must not raise for any value.
    """
    return _cut(text, _ENTRY, lambda value: name_of(value[0]) if isinstance(value, list) and len(value) == 1 else None)


def _cut(text: str, pattern: re.Pattern[str], name_of: Callable[[Any], str | None]) -> tuple[str, list[Segment]] | None:
    preamble, *pieces = pattern.split(text)
    if any(line.strip() and not line.startswith("#") for line in preamble.split("\n")):
        return None
    segments: list[Segment] = []
    for piece in pieces:
        tree, problems = parse_yaml(piece, "")
        value = tree.value if isinstance(tree, Tree) else None
        name = None if problems and tree is None else name_of(value)
        if name is None or any(segment.name == name for segment in segments):
            return None
        said = value[name] if isinstance(value, dict) else value
        segments.append(Segment(name, piece if piece.endswith("\n") else piece + "\n", digest_of(said)))
    return preamble, segments


def digest_of(value: Any) -> str:  # noqa: ANN401 - whatever a file or a source says
    """Return the digest of a value: numbers and texts that read alike are alike, blanks around them do not count."""
    return digest(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True))


def _plain(value: Any) -> Any:  # noqa: ANN401 - as `digest_of`
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item or item == 0}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return unicodedata.normalize("NFC", str(value)).strip()
