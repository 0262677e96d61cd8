"""
Which smaller copies of a picture there are, what they are called, and what a browser can choose from.

All of it follows from what is known of the original, so that pages can be planned before anything is made.  A copy's
name holds a hash of the original's bytes and of the way it is made: another picture, or another way, is another name,
and whoever has fetched a copy may keep it for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final

from PIL import __version__ as pillow_version

from plugins.newsroom.site import Media

FOLDER: Final = "/static/media/"
"""Below it lie the copies, in the folders of their originals; servers let everything below `/static/` be kept."""

# Raise the number when `conversion` makes other bytes of the same picture; Pillow brings the encoders.
RECIPE: Final = f"1 {pillow_version}"

WIDTHS: Final = (400, 800, 1200)
"""Pixels: a phone's column, the same with two pixels for one, and the widest column of the layout."""

# A step this near to the original's width would be a file for nothing.
_NEAR: Final = 0.9
# What is smaller than this costs less than the choice does.
_LEAST_BYTES: Final = 8 * 1024
# WebP holds no more in either direction.
_LONGEST: Final = 16_383
# Unpacking takes up to 200 MB in each process.  Of a larger JPEG only a part is unpacked, but what it is packed in
# may take 3 bytes a pixel; the largest photos of telephones have 108 million.
_MOST_PIXELS: Final = 50_000_000
_MOST_PIXELS_JPEG: Final = 120_000_000

_BROWSERS_SHOW: Final = frozenset({"JPEG", "PNG", "GIF"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Copy:
    """
    A smaller copy.

    Attributes:
        width, height: In pixels.
        format: "jpg", "png" or "webp".
        address: Root-relative, not percent-encoded.
    """

    width: int
    height: int
    format: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """
    What a browser can choose from: (address, width) ascending, addresses root-relative, not percent-encoded.

    Attributes:
        webp: The copies in WebP.
        fallback: For browsers without it; the last may be the original.
    """

    webp: tuple[tuple[str, int], ...]
    fallback: tuple[tuple[str, int], ...]


def list_copies(address: str, media: Media) -> tuple[Copy, ...]:
    """
    Return the copies that a picture has, ascending by width; none where they would not help or cannot be made.

    Args:
        address: `/media/…`, not percent-encoded.
        media: The file there.
    """
    if not _is_worth_it(media):
        return ()
    fallback = fallback_format(media)
    return tuple(
        _copy(address, media, width, kind)
        for width in _widths(media.width)
        for kind in ("webp", fallback)
        if kind == "webp" or not _serves(media, width)
    )


def choose(address: str, media: Media) -> Choice | None:
    """Return what a browser can choose from for the picture at *address*, None where there is the original alone."""
    copies = list_copies(address, media)
    if not copies:
        return None
    fallback = [(copy.address, copy.width) for copy in copies if copy.format != "webp"]
    if _serves(media, media.width):
        fallback.append((address, media.width))
    return Choice(
        webp=tuple((copy.address, copy.width) for copy in copies if copy.format == "webp"), fallback=tuple(fallback)
    )


def fallback_format(media: Media) -> str:
    """Return the format for browsers without WebP: "png" where a photo's would not do."""
    is_photo = media.kind == "JPEG" or (media.kind == "WEBP" and not media.has_alpha)
    return "jpg" if is_photo else "png"


def recipe_key(media: Media) -> str:
    """Return what stands for the bytes of all copies of a picture, wherever it lies."""
    return blake2b(f"{RECIPE}\0{media.digest}".encode(), digest_size=16).hexdigest()


def _is_worth_it(media: Media) -> bool:
    """Tell whether copies of a picture can be made and are smaller: not of an animation, which they would stop."""
    if not media.digest or not media.is_still or media.size <= _LEAST_BYTES:
        return False
    most = _MOST_PIXELS_JPEG if media.kind == "JPEG" else _MOST_PIXELS
    tallest = _height(media, min(media.width, WIDTHS[-1]))
    return 0 < media.width * media.height <= most and tallest <= _LONGEST


def _widths(width: int) -> tuple[int, ...]:
    """Return the widths of the copies of a picture that is *width* pixels wide."""
    top = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS[:-1] if step <= _NEAR * top), top)


def _height(media: Media, width: int) -> int:
    return max(1, round(media.height * width / media.width))


def _serves(media: Media, width: int) -> bool:
    """Tell whether the original stands for the fallback of this width."""
    return width == media.width <= WIDTHS[-1] and media.kind in _BROWSERS_SHOW


def _copy(address: str, media: Media, width: int, kind: str) -> Copy:
    place = PurePosixPath(address)
    # With the address in it two pictures never share a name, even if they hold the same.
    digest = blake2b(f"{RECIPE}\0{media.digest}\0{address}".encode(), digest_size=4).hexdigest()
    folder = FOLDER + str(place.parent).removeprefix("/media").removeprefix("/")
    return Copy(
        width=width,
        height=_height(media, width),
        format=kind,
        address=f"{folder.rstrip('/')}/{place.stem}-{width}-{digest}.{kind}",
    )
