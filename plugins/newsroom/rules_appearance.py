"""
What must hold in the portal's appearance, and that lists of site data say nothing twice.

Pure: works on values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from plugins.newsroom.colour import BLACK, WHITE, contrast, readable
from plugins.newsroom.finding import Finding, find_missing
from plugins.newsroom.links import decode_path
from plugins.newsroom.site import Appearance, Colours
from plugins.newsroom.tree import Step

# WCAG 2.2, 1.4.3 and 1.4.11: of texts, and of lines and marks that mean something.
TEXT: Final = 4.5
MARK: Final = 3.0


def check_appearance(appearance: Appearance, media: Collection[str], path: str) -> Iterator[Finding]:
    """
    Find colours that some readers could not tell apart, a logo that is not there, parts named twice.

    Args:
        appearance: How the portal looks.
        media: Addresses of all media.
        path: Its file.
    """
    if appearance.logo and decode_path(appearance.logo) not in media:
        yield find_missing(Finding(key="E406", path=path, steps=("logo",)), appearance.logo, media)
    yield from check_twice(appearance.side, path, ("side",))
    yield from check_twice(appearance.share, path, ("share",))
    if appearance.colours:
        yield from _check_colours(appearance.colours, path)


def _check_colours(colours: Colours, path: str) -> Iterator[Finding]:
    """Find what cannot be read or seen; a brand that bears no text is named first, alone."""
    if contrast(colours.brand, WHITE) < TEXT:
        values = {
            "seen": colours.brand,
            "ratio": _decimal(contrast(colours.brand, WHITE)),
            "least": _decimal(TEXT),
            "near": readable(colours.brand, (WHITE,), BLACK, TEXT),
        }
        yield Finding(key="E513", path=path, steps=("colours", "brand"), values=values)
    elif contrast(colours.highlight, colours.brand) < MARK:
        values = {
            "seen": colours.highlight,
            "brand": colours.brand,
            "ratio": _decimal(contrast(colours.highlight, colours.brand)),
            "least": _decimal(MARK),
            "near": readable(colours.highlight, (colours.brand,), WHITE, MARK),
        }
        yield Finding(key="E514", path=path, steps=("colours", "highlight"), values=values)


def _decimal(ratio: float) -> str:
    """Return a ratio as Vietnamese texts have it, cut and not rounded, so that it never looks sufficient."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")


def check_twice(entries: Sequence[object], path: str, above: tuple[Step, ...]) -> Iterator[Finding]:
    """Find entries of a list that say the same as an earlier one."""
    first: dict[object, int] = {}
    for place, entry in enumerate(entries):
        if first.setdefault(entry, place) != place:
            yield Finding(key="E509", path=path, steps=(*above, place), first=(*above, first[entry]))
