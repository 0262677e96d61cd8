"""The files below `content/media/`: their addresses, and what pictures are, as far as their first bytes tell."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
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
_ALPHA = frozenset({"LA", "PA", "RGBA"})
_DIGEST_BYTES = 16
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
        their width and height as browsers show them, and their hash; files that cannot be published are left out.
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
                media[address] = described = _describe(folder, path)
            except OSError as error:
                found.append(explain_failure(error, folder / path, path))
                continue
            if suffix in _PICTURES and not described.kind:
                found.append(make_problem("E413", path, 1))
    return media, tuple(found)


def _describe(folder: Path, path: str) -> Media:
    """
    Describe a file; one that is called a picture and is none has no `kind`.

    Raises:
        OSError: It cannot be read.
    """
    file = folder / path
    bare = Media(path=path, size=file.stat().st_size)
    if file.suffix.lower() not in _PICTURES:
        return bare
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=_DIGEST_BYTES)).hexdigest()
    return _look_at(file, replace(bare, digest=digest)) or bare


def _look_at(file: Path, known: Media) -> Media | None:
    """Return *known* with what a picture's first bytes tell; None where it is no picture."""
    try:
        # A huge picture is only measured here, never unpacked.
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(file, formats=("PNG", "JPEG", "WEBP", "GIF")) as picture,
        ):
            width, height = picture.size
            # Telephones put a second picture behind a photo; browsers show the first.
            is_photo = picture.format in ("JPEG", "MPO")
            if picture.getexif().get(_ORIENTATION, 1) >= _FIRST_TURNED:
                width, height = height, width
            return replace(
                known,
                width=width,
                height=height,
                kind="JPEG" if is_photo else picture.format or "",
                has_alpha=picture.mode in _ALPHA or "transparency" in picture.info,
                is_still=is_photo or not getattr(picture, "is_animated", False),
            )
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
