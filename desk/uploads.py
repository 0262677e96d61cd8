"""
Which files may lie in `media/`: pictures and documents that are what their names say, and run nothing.

Readers get these files from the portal's own address, where a page or a script of somebody else's could act in the
portal's name.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from desk.refusal import RefusedError

_MOST_MEMBERS: Final = 2_000
_LARGEST_UNPACKED: Final = 200 * 1024 * 1024


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_avif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis", b"mif1")


def _is_mp4(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _is_text(data: bytes) -> bool:
    return b"\0" not in data and not re.match(rb"\s*<(?:!|html|head|body|script|svg|\?)", data, re.IGNORECASE)


_OFFICE: Final = _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_ZIP: Final = _starts(b"PK\x03\x04", b"PK\x05\x06")

# Ending → whether these are such a file's bytes.
KINDS: Final[Mapping[str, Callable[[bytes], bool]]] = {
    ".avif": _is_avif,
    ".csv": _is_text,
    ".doc": _OFFICE,
    ".docx": _ZIP,
    ".gif": _starts(b"GIF87a", b"GIF89a"),
    ".jpeg": _starts(b"\xff\xd8\xff"),
    ".jpg": _starts(b"\xff\xd8\xff"),
    ".mp3": _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    ".mp4": _is_mp4,
    ".odp": _ZIP,
    ".ods": _ZIP,
    ".odt": _ZIP,
    ".pdf": _starts(b"%PDF-"),
    ".png": _starts(b"\x89PNG\r\n\x1a\n"),
    ".ppt": _OFFICE,
    ".pptx": _ZIP,
    ".txt": _is_text,
    ".webp": _is_webp,
    ".xls": _OFFICE,
    ".xlsx": _ZIP,
    ".zip": _ZIP,
}


def refuse_upload(path: str, data: bytes) -> None:
    """
    Refuse a file that may not lie in `media/`.

    Raises:
        RefusedError: Its kind is not allowed, it is not what its name says, or it unpacks to more than anybody means.
    """
    name, suffix = PurePosixPath(path).name, PurePosixPath(path).suffix.lower()
    recognise = KINDS.get(suffix)
    if recognise is None:
        raise RefusedError(422, f"{name}: không nhận tệp loại {suffix or 'không có đuôi'}; nhận {', '.join(KINDS)}")
    if not recognise(data):
        raise RefusedError(422, f"{name}: nội dung không phải là tệp {suffix}; hãy xuất lại tệp từ chương trình gốc")
    if recognise is _ZIP:
        _refuse_bomb(name, data)


def _refuse_bomb(name: str, data: bytes) -> None:
    """Refuse an archive that is broken, or that holds far more than its size says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RefusedError(422, f"{name}: tệp nén bị hỏng; hãy lưu lại tệp rồi tải lên") from error
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_UNPACKED:
        raise RefusedError(422, f"{name}: tệp giải nén ra quá lớn (quá {_LARGEST_UNPACKED // 1024 // 1024} MB)")
