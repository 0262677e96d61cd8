"""
Where a sorted sequence is cut into files: by what stands there, never by what came before.

Cutting after every so many bytes would move all later cuts with one edit, and with them
the names of all later files.  Here a place between two items is a cut where its hash is the
smallest of all places within `target` bytes on either side, so an edit is felt
within that distance and no further.
Against a cut with a fixed chance at each place, pieces vary much less in size, and what a
query fetches is smaller for the same number of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate

_MASK_BYTES = 8


def cut_points(keys: Sequence[str], sizes: Sequence[int], target: int) -> list[int]:
    """
    Return the indexes at which a new piece begins, ascending, 0 first (none for no items).

    Args:
        keys: Distinct, in order; a cut before an item depends on its key.
        sizes: The bytes of each item.
        target: No two cuts are nearer to each other than this.
    """
    if not keys:
        return []
    length = sum(sizes)
    cuts = [0]
    # Places with ascending hashes, each with the position of the nearest one before it with a smaller hash: of a place
    # that leaves for a smaller hash it is known how far the nearest smaller ones are on both sides.
    open_places: list[tuple[bytes, int, int, int]] = []
    position = 0
    for index in range(1, len(keys) + 1):
        position += sizes[index - 1]
        own = _hash(keys[index]) if index < len(keys) else b""
        before = -target
        while open_places:
            other, place, left, number = open_places[-1]
            if other < own:
                before = place
                break
            if other == own:
                before = left
                break
            open_places.pop()
            is_inside = target <= place <= length - target
            if is_inside and place - left >= target and (position - place >= target or index == len(keys)):
                cuts.append(number)
        open_places.append((own, position, before, index))
    return sorted(cuts)


def recut_points(  # noqa: PLR0913 - a sequence, and how it lies in a longer one
    keys: Sequence[str], sizes: Sequence[int], target: int, known: Iterable[int], *, is_first: bool, is_last: bool
) -> list[int]:
    """
    Return the cuts of a part of a sequence, which begins with a cut, after an edit.

    What is nearer to an end than *target* depends on items outside; there the cuts are those that it had.

    Args:
        keys: As for `cut_points`; what the edit touched is twice the target or more away from either end.
        sizes: As for `cut_points`.
        target: As for `cut_points`.
        known: The cuts that it had, as indexes of items now.
        is_first: Whether the sequence begins here.
        is_last: Whether it ends here.
    """
    positions = [0, *accumulate(sizes)]
    low = 0 if is_first else target
    high = positions[-1] - (0 if is_last else target)
    outer = (cut for cut in known if not low <= positions[cut] <= high)
    return sorted({*cut_points(keys, sizes, target), *outer})


def _hash(key: str) -> bytes:
    """Return what decides between places: equal on every machine."""
    return blake2b(key.encode(), digest_size=_MASK_BYTES).digest()
