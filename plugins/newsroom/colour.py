"""
Colours as `#rrggbb`: mixing them, and how well one can be read on another.

Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

from typing import Final

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"

_CHANNELS: Final = (0.2126, 0.7152, 0.0722)
_DARKEST: Final = 0.04045  # below it, sRGB is linear


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: 1 for the same, 21 for black and white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return *colour* with a *share* of *other* in it, from 0 to 1."""
    pairs = zip(_bytes(colour), _bytes(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, grounds: tuple[str, ...], towards: str, least: float = 4.5) -> str:
    """
    Return *colour*, moved *towards* another one as far as needed and no farther.

    Args:
        colour: What is wanted.
        grounds: What texts in it stand on.
        towards: Black or white, which can be read on each of *grounds*.
        least: The contrast that it has on each of them.
    """
    steps = (mix(colour, towards, step / 50) for step in range(51))
    return next(found for found in steps if all(contrast(found, ground) >= least for ground in grounds))


def _bytes(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def _luminance(colour: str) -> float:
    return sum(
        share * (value / 12.92 if value <= _DARKEST else ((value + 0.055) / 1.055) ** 2.4)
        for share, value in zip(_CHANNELS, (byte / 255 for byte in _bytes(colour)), strict=True)
    )
