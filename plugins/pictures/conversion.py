"""
Pictures made smaller: turned as they are to be seen, in the web's colours, and without what cameras write into them.

The only module of a build that unpacks pictures.  One that breaks off is shown as far as it goes, as browsers do.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms, ImageFile, ImageOps, features

from plugins.pictures.renditions import Copy

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_QUALITY_JPEG: Final = 78
_QUALITY_WEBP: Final = 74
# 0 is quick and large, 6 slow and small; 4 is libwebp's own default.
_EFFORT_WEBP: Final = 4
# How many times larger than needed a picture is made before it is filtered well; 3 cannot be told from filtering all.
_GAP: Final = 3.0
_FEW_COLOURS: Final = frozenset({"1", "P", "PA"})
_ALPHA: Final = frozenset({"LA", "PA", "RGBA", "La", "RGBa"})
_DEEP: Final = ("I;16", "I;16B", "I;16L", "I;16N", "I")
_CODECS: Final = (("webp", "WebP"), ("jpg", "JPEG"), ("zlib", "PNG"), ("littlecms2", "ICC"))


class UnreadablePictureError(Exception):
    """A picture cannot be unpacked; `str()` says why, in the library's words."""


def missing_codecs() -> tuple[str, ...]:
    """Return the names of what this installation of Pillow lacks and copies need."""
    return tuple(name for codec, name in _CODECS if not features.check(codec))


def make_copies(file: Path, copies: Sequence[Copy]) -> Iterator[tuple[Copy, bytes]]:
    """
    Yield the bytes of the copies of a picture, the same wherever this version of Pillow runs.

    Args:
        file: The original.
        copies: What is to be made of it.

    Raises:
        UnreadablePictureError: It cannot be unpacked.
        OSError: It cannot be read.
    """
    with file.open("rb") as stream:
        picture, is_drawing = _unpack(stream, copies)
    for width in sorted({copy.width for copy in copies}):
        wanted = [copy for copy in copies if copy.width == width]
        size = width, wanted[0].height
        smaller = picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=_GAP)
        for copy in wanted:
            yield copy, _pack(smaller, copy.format, is_drawing=is_drawing)


def _unpack(stream: io.BufferedReader, copies: Sequence[Copy]) -> tuple[Image.Image, bool]:
    """Return a picture as RGB or RGBA, no smaller than the largest copy, and whether it is drawn in few colours."""
    largest = max(copies)
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(stream, formats=_FORMATS) as opened,
        ):
            is_drawing = opened.mode in _FEW_COLOURS
            side = max(largest.width, largest.height)
            # Of a JPEG, a half, a quarter or an eighth can be had without unpacking the whole.
            opened.draft(None, (side, side))
            opened.load()
            profile = opened.info.get("icc_profile")
            turned = ImageOps.exif_transpose(opened)
            return _in_web_colours(turned, profile), is_drawing
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(str(error)) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _in_web_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture as RGB or RGBA with eight bits a colour; a profile that makes no sense is left out."""
    if picture.mode in _DEEP:
        # Pillow's own way to eight bits would make everything above 255 white.
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    mode = "RGBA" if picture.mode in _ALPHA or "transparency" in picture.info else "RGB"
    if mode == "RGBA" or picture.mode not in ("CMYK", "L"):
        picture = picture.convert(mode)
    if profile and (seen := _by_profile(picture, profile)) is not None:
        picture = seen
    picture = picture.convert(mode)
    # Nothing of the original's own notes, such as where a photo was taken, goes into a copy.
    picture.info.clear()
    return picture


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Return a picture with its colours as sRGB, None where the profile does not fit to it."""
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _pack(picture: Image.Image, kind: str, *, is_drawing: bool) -> bytes:
    """Return a file's bytes."""
    out = io.BytesIO()
    if kind == "webp":
        picture.save(out, "WEBP", quality=_QUALITY_WEBP, method=_EFFORT_WEBP, lossless=is_drawing, exact=False)
    elif kind == "jpg":
        picture.convert("RGB").save(out, "JPEG", quality=_QUALITY_JPEG, optimize=True, progressive=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()
