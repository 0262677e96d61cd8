"""Where files of the old portal lie: from an address in a text to a file below `content/media/`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from importers.addresses import host_of
from importers.shelved_media import DOCUMENTS, PICTURES, copy_media, is_picture, put_media
from importers.written import Shelf
from plugins.newsroom.links import encode_path
from plugins.newsroom.vietnamese import nfc, slugify

_DATA: Final = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s%]+)$", re.IGNORECASE)
_LARGEST_DATA: Final = 20_000_000
_LONGEST_NAME: Final = 200  # bytes; file systems take 255
# The thumbnails and the sizes for mobiles lie in the same folders below `assets` as the originals below `uploads`.
_THUMBNAIL: Final = re.compile(r"^/(?:assets|files)/(?:mobile/)?(?=[\w-]+/)")
_KEPT_ROOTS: Final = ("uploads", "assets", "files", "data", "images", "userfiles")


@dataclass(slots=True)
class Depot:
    """
    The files of the old portal.

    Attributes:
        folder: The folder that holds `uploads/`, or is it; None where there is none.
        shelf: The content folder.
        hosts: The old portal's own hosts, with and without `www`; hosts_in_order: as they were met.
        missing: Address below `/media/` → what was looked for, of files that are not there.
    """

    shelf: Shelf
    folder: Path | None = None
    hosts: frozenset[str] = frozenset()
    hosts_in_order: tuple[str, ...] = ()
    missing: dict[str, str] = field(default_factory=dict)
    _index: dict[str, Path] | None = None
    _settled: dict[str, str] = field(default_factory=dict)

    def picture(self, address: str) -> str | None:
        """Return the address of a picture below `/media/`, encoded; None where it can be none."""
        if address.lower().startswith("data:"):
            return self._from_data(address)
        return self._file(address, PICTURES)

    def document(self, address: str) -> str | None:
        """Return the address of a file to download below `/media/`, encoded; None where it lies elsewhere."""
        if not self.is_own(address):
            return None
        return self._file(address, DOCUMENTS | PICTURES)

    def fingerprint(self) -> str:
        """Return what changes when files of the old portal come or go."""
        listing = hashlib.blake2b(digest_size=16)
        if self.folder is not None:
            for place, file in sorted(_files(self.folder)):
                listing.update(f"{place} {file.stat().st_size}\n".encode())
        return listing.hexdigest()

    def is_own(self, address: str) -> bool:
        """Tell whether an address is the old portal's own: without a host, or with one of its hosts."""
        host = host_of(address)
        return not host or host in self.hosts

    def _file(self, address: str, suffixes: frozenset[str]) -> str | None:
        place = self.place_of(address)
        if place is None or PurePosixPath(place).suffix.lower() not in suffixes:
            return None
        if place in self._settled:
            return self._settled[place]
        file = self._find(place)
        if file is not None and PurePosixPath(place).suffix.lower() in PICTURES and not is_picture(file):
            file = None
        encoded = encode_path(f"/media/{place}")
        if file is not None:
            copy_media(self.shelf, f"/media/{place}", file)
        elif not (self.shelf.content / "media" / place).is_file():
            self.missing[encoded] = address
        self._settled[place] = encoded
        return encoded

    def place_of(self, address: str) -> str | None:
        """
        Return the path below `/media/` for an address, NFC, not encoded; None where it leads out of the portal.

        The folder for a file of another host is named after it; a query says which state of the file is meant and goes.
        """
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        if parts.scheme.lower() not in ("", "http", "https"):
            return None
        path = nfc(unquote(unquote(parts.path) if "%25" in parts.path else parts.path)).replace("\\", "/")
        names = [name for name in path.split("/") if name not in ("", ".")]
        if (
            not names
            or ".." in names
            or any(
                not name.isprintable() or name.startswith(".") or len(name.encode()) > _LONGEST_NAME for name in names
            )
        ):
            return None
        path = _THUMBNAIL.sub("/uploads/", "/" + "/".join(names))
        host = host_of(address)
        if host and host not in self.hosts and not (path.startswith("/uploads/") and self._find(path[1:])):
            return f"ngoai/{slugify(host) or 'khac'}{path}"
        return path[1:] if path[1:].split("/")[0] in _KEPT_ROOTS else f"uploads{path}"

    def _find(self, place: str) -> Path | None:
        """Return the file of the old portal, whatever Unicode form its name has on the disk."""
        if self.folder is None:
            return None
        if self._index is None:
            found = dict(_files(self.folder))
            self._index = {place.lower(): file for place, file in found.items()} | found
        return (
            self._index.get(place) or self._index.get(place.removeprefix("uploads/")) or self._index.get(place.lower())
        )

    def _from_data(self, address: str) -> str | None:
        """Return the address of a picture that stands in the text itself."""
        match = _DATA.match(address) if len(address) <= _LARGEST_DATA else None
        if match is None:
            return None
        try:
            data = base64.b64decode(unquote(match[2]), validate=False)
        except (binascii.Error, ValueError):
            return None
        if not is_picture(data):
            return None
        kind = match[1].lower().replace("jpeg", "jpg")
        name = hashlib.sha256(data).hexdigest()[:16]
        return put_media(self.shelf, f"/media/nukeviet/{name}.{kind}", data)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below *folder* by path, in NFC; links that lead out of it are passed over."""
    home = os.path.realpath(folder)
    for above, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(above, name)
            if file.is_symlink() and not os.path.realpath(file).startswith(home + os.sep):
                continue
            place = nfc(os.fsencode(file.relative_to(folder).as_posix()).decode("utf-8", "replace"))
            yield place, file
