"""
Compressed twins: `page.html.br` and `page.html.gz` beside `page.html`, for servers that send them as they lie.

Which files have twins follows from path and size alone, so that a missing one can be named.  A twin is right when it
unpacks to its file's bytes, whatever it was packed with.  What was packed once is remembered by the content's hash.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import brotli

from deploy import headers
from deploy.manifest import FOLDER, Entry
from deploy.tree import INDEX

SUFFIXES: Final = (".br", ".gz")
LEAST: Final = 1024  # bytes; what fits into one packet arrives no sooner when it is smaller

# Brotli's best level takes 11 ms a page, sixty times level 5, for a tenth fewer bytes: worth it for what every reader
# fetches and keeps, not for an archive of 100,000 pages, which would take twenty minutes.
_BEST: Final = 11
_QUICK: Final = 5
# The manifest and what says what a release is are for programs; media may hold `.gz` files of their own.
_NEVER: Final = (FOLDER, INDEX, "media/")
_GZIP: Final = bytes.fromhex("1f8b0800000000000203")  # without a name, a time or a remark, in which things could hide
_KEPT_DAYS: Final = 60


def has_twins(path: str, size: int) -> bool:
    """Tell whether the file at *path* is published compressed too."""
    return size >= LEAST and not path.startswith(_NEVER) and headers.is_compressible(f"/{path}")


def pack(data: bytes, suffix: str, path: str) -> bytes:
    """Return *data* in the form that *suffix* names; *path* is where the file lies in the site."""
    if suffix == ".br":
        packed: bytes = brotli.compress(data, quality=_BEST if path.startswith("static/") else _QUICK)
        return packed
    packing = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    end = struct.pack("<2I", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return b"".join((_GZIP, packing.compress(data), packing.flush(), end))


def is_twin(packed: bytes, suffix: str, entry: Entry) -> bool:
    """Tell whether *packed* unpacks to the file that *entry* stands for; never unpacks much more than its size."""
    try:
        data = _unpacked_brotli(packed, entry.size) if suffix == ".br" else _unpacked_gzip(packed, entry.size)
    except (brotli.error, zlib.error):
        return False
    return len(data) == entry.size and hashlib.sha256(data).hexdigest() == entry.sha256


def _unpacked_gzip(packed: bytes, size: int) -> bytes:
    if not packed.startswith(_GZIP):
        return b""
    unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    data = unpacking.decompress(packed, size + 1)
    return data if unpacking.eof and not unpacking.unused_data else b""


def _unpacked_brotli(packed: bytes, size: int) -> bytes:
    unpacking = brotli.Decompressor()
    data: bytes = unpacking.process(packed, output_buffer_limit=size + 1)
    while len(data) <= size and not unpacking.is_finished():
        more = unpacking.process(b"", output_buffer_limit=size + 1 - len(data))
        if not more:
            break
        data += more
    return data if unpacking.is_finished() else b""


class Cache:
    """
    What was packed before, by the content's hash.

    Args:
        folder: Where it lies; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def twin(self, read: Callable[[], bytes], suffix: str, path: str, entry: Entry) -> bytes:
        """
        Return the twin of a file, packed now unless it is remembered.

        Args:
            read: Returns the file's bytes.
            suffix: The twin's form, one of `SUFFIXES`.
            path: Where the file lies in the site.
            entry: Its hash and size.
        """
        place = self._folder / entry.sha256[:2] / f"{entry.sha256}{suffix}"
        with suppress(FileNotFoundError):
            packed = place.read_bytes()
            if is_twin(packed, suffix, entry):
                os.utime(place)
                return packed
        packed = pack(read(), suffix, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
        draft.write_bytes(packed)
        draft.replace(place)
        return packed

    def sweep(self, number: int) -> None:
        """Forget what was not used for some time, in one of the 256 folders: each deployment takes the next."""
        folder = self._folder / f"{number % 256:02x}"
        oldest = time.time() - _KEPT_DAYS * 24 * 60 * 60
        for place in folder.iterdir() if folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if place.stat().st_mtime < oldest:
                    place.unlink()
