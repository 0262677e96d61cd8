"""The files below `content/media/`: their addresses, and the sizes of pictures."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import Media
from plugins.newsroom.vietnamese import nfc
from plugins.newsroom.walk import explain_failure

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
# Browsers run code in them, and they would come from the portal's own address.
_ACTIVE = frozenset(
    {
        ".css",
        ".htm",
        ".html",
        ".js",
        ".mht",
        ".mhtml",
        ".mjs",
        ".php",
        ".svg",
        ".svgz",
        ".swf",
        ".wasm",
        ".xht",
        ".xhtml",
        ".xml",
    }
)
_ORIENTATION = 0x0112
_FIRST_TURNED = 5


def list_media(
    folder: Path, paths: Iterable[str], known: Mapping[str, Media] = MappingProxyType({})
) -> tuple[dict[str, Media], tuple[Problem, ...]]:
    """
    Describe the media of a content folder.

    Args:
        folder: The content folder.
        paths: The files below its `media/`, ascending.
        known: Path → what was said before of files that hold the same still.

    Returns:
        Address (`/media/…`, NFC, not percent-encoded) → file, sorted; and what is wrong. Pictures have
        their width and height as browsers show them; files that cannot be published are left out.
    """
    found: list[Problem] = []
    media: dict[str, Media] = {}
    for path in paths:
        suffix = Path(path).suffix.lower()
        address = "/" + nfc(path)
        if suffix in _ACTIVE:
            found.append(make_problem("E412", path, 1, suffix=suffix))
        elif address in media:
            found.append(make_problem("E414", path, 1, url=address, files=f"{media[address].path}, {path}"))
        else:
            if path in known:
                media[address] = known[path]
                continue
            try:
                size = (folder / path).stat().st_size
            except OSError as error:
                found.append(explain_failure(error, folder / path, path))
                continue
            extent = _read_extent(folder / path) if suffix in _PICTURES else (0, 0)
            if extent is None:
                found.append(make_problem("E413", path, 1))
            width, height = extent or (0, 0)
            media[address] = Media(path=path, size=size, width=width, height=height)
    return media, tuple(found)


def _read_extent(file: Path) -> tuple[int, int] | None:
    """Return width and height in pixels, read from the file's first bytes; None where it is no picture."""
    try:
        # A huge picture is only measured here, never unpacked.
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(file, formats=("PNG", "JPEG", "WEBP", "GIF")) as picture,
        ):
            width, height = picture.size
            is_turned = picture.getexif().get(_ORIENTATION, 1) >= _FIRST_TURNED
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (height, width) if is_turned else (width, height)
