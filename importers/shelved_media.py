"""Pictures and attachments of an import: whole or not at all, never over other bytes."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import Final

from PIL import Image, UnidentifiedImageError

from importers.written import Shelf

PICTURES: Final = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp"})
# Types that a portal gives to download; none of them runs in a browser.
DOCUMENTS: Final = frozenset(
    [
        ".7z",
        ".avi",
        ".csv",
        ".doc",
        ".docx",
        ".flv",
        ".m4a",
        ".mov",
        ".mp3",
        ".mp4",
        ".odp",
        ".ods",
        ".odt",
        ".ogg",
        ".pdf",
        ".ppt",
        ".pptx",
        ".rar",
        ".rtf",
        ".txt",
        ".wav",
        ".webm",
        ".wma",
        ".wmv",
        ".xls",
        ".xlsx",
        ".zip",
    ]
)
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")


def put_media(shelf: Shelf, address: str, data: bytes) -> str:
    """
    Keep a picture or another file.

    Args:
        shelf: The content folder.
        address: `/media/…`, not percent-encoded; where other bytes lie there the name gets a number.
        data: The file.

    Returns:
        The address where it lies.

    Raises:
        OSError: It cannot be written.
    """
    wanted = PurePosixPath(address.removeprefix("/"))
    path, number = wanted, 1
    while (file := shelf.content / path).exists() and file.read_bytes() != data:
        number += 1
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    if not (shelf.content / path).exists():
        shelf.write(str(path), data)
    return f"/{path}"


def copy_media(shelf: Shelf, address: str, file: Path) -> None:
    """
    Copy a file of the old portal; what lies at *address* already stays, be it an editor's.

    Raises:
        OSError: It cannot be read or written.
    """
    path = address.removeprefix("/")
    if not (shelf.content / path).exists():
        shelf.write(path, file.read_bytes())


def is_picture(data: bytes | Path) -> bool:
    """Tell whether bytes, or a file's, are a picture that browsers show; only its head is read."""
    try:
        with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data, formats=_FORMATS) as picture:
            return min(picture.size) > 0
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return False
