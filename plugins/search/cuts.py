"""
Where a sorted sequence is cut into files: by what stands there, never by what came before.

Cutting after every so many bytes would move all later cuts with one edit, and with them
the names of all later files.  Here a place between two items is a cut where its hash is the
smallest of all places within `target` bytes on either side, so an edit is felt
within that distance and no further; items that are large by themselves stand alone.
Against a cut with a fixed chance at each place, pieces vary much less in size, and what a
query fetches is smaller for the same number of files.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

_MASK_BYTES = 8


def cut_points(keys: Sequence[str], sizes: Sequence[int], target: int, alone: int) -> list[int]:
    """
    Return the indexes at which a new piece begins, ascending, 0 first (none for no items).

    Args:
        keys: Distinct, in order; a cut before an item depends on its key.
        sizes: The bytes of each item.
        target: No two cuts are nearer to each other than this, but around an item that stands alone.
        alone: An item of at least this size stands alone.
    """
    cuts: list[int] = []
    start = 0
    for index, size in enumerate(sizes):
        if size >= alone:
            cuts += _cuts_between(keys, sizes, target, start, index)
            cuts.append(index)
            start = index + 1
    return cuts + _cuts_between(keys, sizes, target, start, len(keys))


def _cuts_between(keys: Sequence[str], sizes: Sequence[int], target: int, start: int, end: int) -> list[int]:
    """Return the cuts among items of which none stands alone; *start* is one where there is an item."""
    if start >= end:
        return []
    places = []
    position = 0
    for index in range(start + 1, end):
        position += sizes[index - 1]
        places.append((position, _hash(keys[index]), index))
    length = position + sizes[end - 1]
    cuts = [start]
    low = high = 0
    for position, own, index in places:
        while places[low][0] <= position - target:
            low += 1
        while high < len(places) and places[high][0] < position + target:
            high += 1
        is_inside = target <= position <= length - target
        if is_inside and all(own <= other for _, other, _ in places[low:high]):
            cuts.append(index)
    return cuts


def _hash(key: str) -> bytes:
    """Return what decides between places: equal on every machine."""
    return blake2b(key.encode(), digest_size=_MASK_BYTES).digest()
