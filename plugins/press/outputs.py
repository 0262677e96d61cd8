"""
What an output folder holds: as the store remembers it, held against what the system says of every file.

A file whose size, times and inode are those that it was published with is not read again.  Others are read: one that
holds the same bytes was only copied or touched; one that does not was deleted, edited or replaced by hand, or was
published by a build whose memory is lost.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from plugins.press import manifest
from plugins.press.store import Stamp, Store

Origin: TypeAlias = tuple[bytes, bytes, str]
"""What a file was made from: fingerprint of its view and of all else (both empty: it is no page), and its source."""

_FILES: Final = "output"
_LISTS: Final = "manifest"
_KIND: Final = "press"
_SHOWN: Final = 3


class Outputs:
    """
    The files of an output folder.

    Args:
        output: The folder.
        store: Remembers them.
        verify: Read every file, whatever the system says.

    Attributes:
        doubt: "" when the folder holds what the store remembers, else what is different, in Vietnamese and English.
        is_foreign: Whether the folder holds another site than the store remembers.
        disturbed: Files that were deleted or hold other bytes than a build of ours has published.
        counts: Top-level folder → how many files it has.
        pages: How many files are made from templates.

    Raises (when made):
        ValueError: The folder holds lists that are not ours.
        OSError: A file cannot be read.
    """

    def __init__(self, output: Path, store: Store, *, verify: bool = False) -> None:
        self._output = f"{output}/"
        self._store = store
        self._is_new = not output.exists() or not any(output.iterdir())
        self._files: dict[str, Stamp] = {} if self._is_new else store.stamps(_FILES)
        self._lists: dict[str, Stamp] = {} if self._is_new else store.stamps(_LISTS)
        self._origins = store.records("origins", Origin)
        self._every_origin: Mapping[str, Origin] | None = {} if self._is_new else None
        self._touched: dict[str, Stamp] = {}
        self.disturbed: set[str] = set()
        self.counts: dict[str, int] = json.loads(store.get(_KIND, "counts") or b"{}")
        self.pages = int(store.get(_KIND, "pages") or 0)
        summary = self._read(manifest.DIGEST)
        self.is_foreign = summary is None or summary != store.get(_KIND, "manifest")
        self._listed = manifest.read_parts(output) if self.is_foreign else {}
        self._check(self._files, verify=verify)
        self._check(self._lists, verify=verify)
        self.doubt = self._doubt()

    def _check(self, stamps: dict[str, Stamp], *, verify: bool) -> None:
        """Make the stamps tell what lies there now."""
        output, lstat = self._output, os.lstat
        doubtful = []
        for path, stamp in stamps.items():
            try:
                now = lstat(output + path)
            except (FileNotFoundError, NotADirectoryError):
                doubtful.append(path)
                continue
            if (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino) != stamp[:4] or verify:
                doubtful.append(path)
        for path in doubtful:
            before, now_held = stamps.pop(path)[4], self._hash(path)
            if now_held is not None:
                stamps[path] = self._stamp(path, now_held)
            if now_held == before and now_held is not None:
                self._touched[path] = stamps[path]
            elif self.is_foreign and self._is_as_published(path, now_held):
                self._origins.drop(path)  # by a build whose memory was lost
            else:
                self.disturbed.add(path)

    def _is_as_published(self, path: str, sha256: bytes | None) -> bool:
        """Tell whether the manifest that lies there knows of what lies there; it says nothing about itself."""
        if manifest.folder_of(path) == manifest.FOLDER:
            return True
        return path not in self._listed if sha256 is None else self._is_listed(path, sha256)

    def _is_listed(self, path: str, sha256: bytes) -> bool:
        return path in self._listed and self._listed[path].sha256 == sha256.hex()

    def _doubt(self) -> str:
        if self._is_new:
            return "thư mục xuất bản còn trống (the output folder is empty)"
        if self.disturbed:
            shown = ", ".join(sorted(self.disturbed)[:_SHOWN])
            more = f" … ({len(self.disturbed)})" if len(self.disturbed) > _SHOWN else ""
            return f"có tệp đã xuất bản bị sửa hoặc xoá: {shown}{more} (published files were edited or deleted)"
        if self.is_foreign:
            return "thư mục xuất bản không phải của lần dựng trước (the output is not that of the last build)"
        return ""

    @property
    def paths(self) -> Collection[str]:
        """The files of the last site, as remembered and as its manifest lists them."""
        deleted = (path for path in self.disturbed if manifest.folder_of(path) != manifest.FOLDER)
        return {*self._files, *self._listed, *deleted}

    @property
    def remembered(self) -> Mapping[str, Stamp]:
        """The files of the last site, as remembered: path → stamp of what lies there now."""
        return self._files

    @property
    def lists(self) -> Mapping[str, Stamp]:
        """The same for the files of the manifest's folder."""
        return self._lists

    def held(self, path: str) -> bytes | None:
        """Return the SHA-256 of what lies at *path* now, None where there is no file."""
        known = self._files.get(path) or self._lists.get(path)
        if known is not None:
            return known[4]
        return None if self._is_new else self._hash(path)

    def origin(self, path: str) -> Origin | None:
        """Return what the file that lies at *path* was made from, None where that is not known."""
        if path in self.disturbed:
            return None
        return self._origins.get(path) if self._every_origin is None else self._every_origin.get(path)

    def expect_all(self) -> None:
        """Get ready to be asked for the origin of every file."""
        if self._every_origin is None:
            self._every_origin = self._origins.whole()

    def is_restored(self, path: str, sha256: bytes) -> bool:
        """Tell whether a staged file puts right what somebody did by hand."""
        return path in self.disturbed or (path not in self._files and self._is_listed(path, sha256))

    def read(self, path: str) -> bytes:
        """Return what a file of the manifest's folder holds."""
        return self._read(path) or b""

    def _read(self, path: str) -> bytes | None:
        try:
            return Path(self._output + path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _hash(self, path: str) -> bytes | None:
        place = Path(self._output + path)
        if place.is_symlink():
            return None
        try:
            with place.open("rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def _stamp(self, path: str, sha256: bytes) -> Stamp:
        now = os.lstat(self._output + path)
        return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino, sha256

    def is_page(self, path: str) -> bool:
        """Tell whether a file of the last site was made from a template."""
        found = self._origins.get(path)
        return found is not None and bool(found[0])

    def remember(
        self,
        files: Mapping[str, bytes],
        lists: Mapping[str, bytes],
        moved: Collection[str],
        gone: Collection[str] | None,
    ) -> None:
        """
        Remember a site that has just been published.

        Args:
            files: Path → SHA-256 of each file that was handed in.
            lists: The same of each file of the manifest's folder.
            moved: Those of them that were put into place now.
            gone: Files that are no longer there while the rest stays as it was; None where *files* is all there is.
        """
        for kind, hashes, known in ((_FILES, files, self._files), (_LISTS, lists, self._lists)):
            stamps = {
                path: known[path] if path in known and path not in moved else self._stamp(path, sha256)
                for path, sha256 in hashes.items()
            }
            if gone is None:
                self._store.records(f"stamps {kind}", Stamp).fill(stamps.items())
                continue
            new = {path: stamp for path, stamp in stamps.items() if path in moved or path not in known}
            touched = {path: stamp for path, stamp in self._touched.items() if path in known and path not in gone}
            self._store.put_stamps(kind, touched | new)
            self._store.drop_stamps(kind, [path for path in gone if path in known])

    def remember_origins(self, origins: Mapping[str, Origin], gone: Collection[str] | None) -> None:
        """Remember what the files were made from; *gone* as above."""
        if gone is None:
            self._origins.fill(origins.items())
            return
        for path in gone:
            self._origins.drop(path)
        for path, origin in origins.items():
            if self._origins.get(path) != origin:
                self._origins.put(path, origin)

    def remember_site(self, summary: bytes, counts: Mapping[str, int], pages: int) -> None:
        """Remember what the manifest sums up to, how many files each top-level folder has, and how many are pages."""
        self._store.put(_KIND, "manifest", summary)
        self._store.put(_KIND, "counts", json.dumps(counts).encode())
        self._store.put(_KIND, "pages", str(pages).encode())
