"""Pictures that are named by their address in front matter or site data."""

from __future__ import annotations

from plugins.archives.links import Places
from plugins.archives.parts import Picture
from plugins.newsroom.article import Image
from plugins.newsroom.links import decode_path, encode_path


def make_picture(src: str, alt: str, places: Places) -> Picture:
    """Return the picture at *src*, `/media/…` as the editor wrote it, with its size where that is known."""
    path = decode_path(src)
    file = places.media.get(path)
    return Picture(src=encode_path(path), alt=alt, width=file.width if file else 0, height=file.height if file else 0)


def make_thumbnail(image: Image | None, places: Places) -> Picture | None:
    """Return an article's picture for a list: without caption and position, so that their edits move no list."""
    return None if image is None else make_picture(image.src, image.alt, places)


def make_lead_picture(image: Image | None, places: Places) -> Picture | None:
    """Return an article's picture for its own page."""
    if image is None:
        return None
    bare = make_picture(image.src, image.alt, places)
    return Picture(
        src=bare.src,
        alt=bare.alt,
        caption=image.caption,
        width=bare.width,
        height=bare.height,
        position=image.position.value,
    )
