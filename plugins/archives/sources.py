"""Copies of pictures as HTML names them."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.newsroom.links import encode_path

Sizes = Sequence[tuple[str, int]]
"""Addresses, not percent-encoded, and widths in pixels, ascending by width."""


def source_set(copies: Sizes) -> str:
    """Return the value of `srcset`; commas are encoded, because they may end an address there."""
    return ", ".join(f"{encode_path(address).replace(',', '%2C')} {width}w" for address, width in copies)


def address_near(copies: Sizes, width: int) -> str:
    """Return the address of the smallest copy of at least *width* pixels, or else of the largest."""
    return encode_path(next((address for address, known in copies if known >= width), copies[-1][0]))
