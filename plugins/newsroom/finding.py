"""A problem whose line is not known yet, and how one says what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plugins.newsroom.links import decode_path
from plugins.newsroom.tree import Step

_MANY: Final = 500
_HEAD: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    A problem whose line is not known yet: `reading` finds it when there is one to be found.

    Attributes:
        key: The catalogue's.
        path: The file.
        steps: Where in the file's YAML; empty: the file as a whole, or its body.
        needle: What to look for in the body, "" where the place is not there.
        values: What the messages name.
        first: Where in the same YAML an earlier thing stands whose line the message names.
    """

    key: str
    path: str
    steps: tuple[Step, ...] = ()
    needle: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    first: tuple[Step, ...] = ()


def find_unknown(code: str, path: str, steps: tuple[Step, ...], slug: str, known: Sequence[str]) -> Finding:
    """Return the finding of a name that does not exist, with the nearest that does."""
    if len(known) > _MANY:  # all against all would take minutes in a large archive
        known = [name for name in known if name[:_HEAD] == slug[:_HEAD]][:_MANY]
    near = difflib.get_close_matches(slug, known, n=1)
    if near:
        return Finding(key=f"{code}/near", path=path, steps=steps, values={"seen": slug, "near": near[0]})
    return Finding(key=code, path=path, steps=steps, values={"seen": slug})


def find_missing(finding: Finding, address: str, media: Collection[str]) -> Finding:
    """Complete the finding of a file that is not there, with the one of nearly its name."""
    address = decode_path(address)
    folder = address.rpartition("/")[0]
    # Only neighbours are compared: all against all would take minutes in a large folder.
    neighbours = [other for other in media if other.rpartition("/")[0] == folder]
    near = difflib.get_close_matches(address, neighbours, n=1, cutoff=0.8)
    if near:
        return replace(finding, key=f"{finding.key}/near", values={"seen": address, "near": near[0]})
    return replace(finding, values={"seen": address})
