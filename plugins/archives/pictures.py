"""Pictures that are named by their address in front matter or site data."""

from __future__ import annotations

from dataclasses import replace

from plugins.archives.links import Places
from plugins.archives.parts import Picture
from plugins.archives.sources import address_near, source_set
from plugins.newsroom.article import Image
from plugins.newsroom.links import decode_path, encode_path
from plugins.pictures.renditions import WIDTHS, choose

_LIST_WIDTH = WIDTHS[0]
_PAGE_WIDTH = WIDTHS[1]


def make_picture(src: str, alt: str, places: Places) -> Picture:
    """Return the picture at *src*, `/media/…` as the editor wrote it, with its size where that is known."""
    path = decode_path(src)
    file = places.media.get(path)
    return Picture(src=encode_path(path), alt=alt, width=file.width if file else 0, height=file.height if file else 0)


def make_thumbnail(image: Image | None, places: Places) -> Picture | None:
    """Return an article's picture for a list: without caption and position, so that their edits move no list."""
    return None if image is None else _with_copies(make_picture(image.src, image.alt, places), places, _LIST_WIDTH)


def make_lead_picture(image: Image | None, places: Places) -> Picture | None:
    """Return an article's picture for its own page, and for other sites."""
    if image is None:
        return None
    bare = make_picture(image.src, image.alt, places)
    picture = replace(_with_copies(bare, places, _PAGE_WIDTH), caption=image.caption, position=image.position.value)
    path = decode_path(image.src)
    choice = choose(path, places.media[path]) if path in places.media else None
    if choice is None:
        return replace(picture, shared=bare.src, shared_width=bare.width, shared_height=bare.height)
    address, width = choice.fallback[-1]
    return replace(
        picture,
        shared=encode_path(address),
        shared_width=width,
        shared_height=max(1, round(bare.height * width / bare.width)),
    )


def _with_copies(picture: Picture, places: Places, width: int) -> Picture:
    """Return *picture* with its copies, of which the one near to *width* is for browsers that cannot choose."""
    path = decode_path(picture.src)
    choice = choose(path, places.media[path]) if path in places.media else None
    if choice is None:
        return picture
    return replace(
        picture,
        src=address_near(choice.fallback, width),
        webp=source_set(choice.webp),
        copies=source_set(choice.fallback),
    )
