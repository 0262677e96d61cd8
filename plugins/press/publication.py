"""
Publishing: the output folder goes from one whole site to the next.

Every file that differs is staged first, on the same disk; then a journal says what will be
moved and deleted; then it is done.  Killed before the journal is there, the old site stays;
killed after, the next build finishes the work first.  Files whose bytes are the same are
never touched, so that their times tell the truth to rsync and to caches.

The store is committed last, with the sum of the manifest: a build that is killed between
the two leaves an output that the store does not remember, and the next one notices.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from plugins.press import manifest, staging
from plugins.press.changes import Changes, PublicationError, UnfinishedError
from plugins.press.disk import explain
from plugins.press.listing import Listing, partial_listing, whole_listing
from plugins.press.outputs import Origin, Outputs
from plugins.press.staging import Laid
from plugins.press.store import Stamp, Store
from plugins.press.writer import NeedsEverythingError

_NO_PARTS: Final = frozenset({"", ".", ".."})
_RECORD_NAME: Final = re.compile(r"[a-z0-9-]+\.(?!txt$)[a-z0-9]+")


class _Claim(NamedTuple):
    """A file of the next site."""

    origin: Origin
    laid: Laid


class Publication:
    """
    The next state of an output folder: `add` every file of the site, then `commit`.

    Args:
        output: The folder.
        store: Remembers what was published; it is committed with the publication.
        verify: Read every file of the output, whatever the system says of it.

    Raises (when made):
        PublicationError: The folder holds files and no manifest of ours is among them, or it cannot be read.
    """

    def __init__(self, output: Path, store: Store, *, verify: bool = False) -> None:
        self._output = output
        self._store = store
        self._claims: dict[str, _Claim] = {}
        self._records: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._verify = verify
        self._kept: set[str] = set()
        with self._told():
            self.outputs = self._open()
        self._staging = staging.Staging(output, self.outputs.held)

    def _open(self) -> Outputs:
        if staging.has_journal(self._output):
            self._finish()
        staging.forget(self._output)
        strange = (
            f"{self._output}: thư mục này có tệp không do Cổng Tin xuất bản; hãy chọn thư mục khác hoặc"
            " thư mục trống (the folder holds files that are not ours; choose another or an empty one)"
        )
        lists = self._output / manifest.FOLDER
        if self._output.exists() and any(self._output.iterdir()) and not any(lists.glob("*.txt")):
            raise PublicationError(strange)
        try:
            return Outputs(self._output, self._store, verify=self._verify)
        except ValueError as error:
            raise PublicationError(strange) from error

    @contextmanager
    def _told(self, place: object = "") -> Iterator[None]:
        """Let a failure of the disk be a `PublicationError`."""
        try:
            yield
        except OSError as error:
            raise PublicationError(explain(error, place)) from error

    def will_have(self, path: str) -> bool:
        """Tell whether the next site has a file."""
        return path in self._claims or self._keeps(path)

    @property
    def gone(self) -> Collection[str]:
        """The paths of the last site that the next one does not have."""
        if self._is_partial:
            return self._dropped - self._claims.keys()
        return {path for path in self.outputs.paths if path not in self._claims and not self._keeps(path)}

    def old_record(self, name: str) -> bytes | None:
        """Return the last site's record *name*, None where it had none."""
        try:
            return (self._output / manifest.FOLDER / name).read_bytes()
        except FileNotFoundError:
            return None

    @property
    def _is_partial(self) -> bool:
        """Whether only a part of the site is made."""
        return "" in self._kept

    def _keeps(self, path: str) -> bool:
        is_kept = bool(self._kept) and path.startswith(tuple(self._kept))
        return is_kept and path in self.outputs.remembered and path not in self._dropped

    def keep_rest(self, prefix: str = "") -> None:
        """Let everything whose path begins with *prefix* stay, if it is neither added nor dropped."""
        self._kept.add(prefix)

    def drop(self, path: str) -> None:
        """Delete a file of the last site, unless it is added."""
        self._dropped.add(path)

    def add(self, path: str, content: bytes | Path, source: str) -> None:
        """
        Add one file of the site.

        Args:
            path: Where it lies below the output folder.
            content: Its bytes, or the file to copy.
            source: What it was made from, for messages.

        Raises:
            PublicationError: Another source has claimed the path, or it leads out of the folder.
        """
        self.refuse(path, source)
        if isinstance(content, bytes):
            self.claim(path, self.lay(path, content), (b"", b"", source))
            return
        with self._told(source):
            self.claim(path, self._copied(path, content), (b"", b"", source))

    def refuse(self, path: str, source: str) -> None:
        """
        Refuse a path that is no place for a file.

        Raises:
            PublicationError: It leads out of the folder, or among our own records.
        """
        parts = path.split("/")
        if not _NO_PARTS.isdisjoint(parts) or parts[0] in (staging.STAGING, manifest.FOLDER):
            raise PublicationError(f"{source}: đường dẫn {path!r} không hợp lệ (not a path below the output folder)")

    def lay(self, path: str, data: bytes) -> Laid:
        """
        Stage *data* where the output's file differs; it must be claimed afterwards.

        Raises:
            PublicationError: The disk failed.
        """
        with self._told(self._output / path):
            return self._staging.lay(path, data)

    def claim(self, path: str, laid: Laid, origin: Origin) -> None:
        """
        Make *path* part of the next site; a worker may have staged it.

        Raises:
            PublicationError: Another source has claimed it.
        """
        if path in self._claims:
            other = self._claims[path].origin[2]
            raise PublicationError(f"{path}: cả {other} và {origin[2]} cùng tạo ra trang này (both make this page)")
        self._claims[path] = _Claim(origin, laid)

    def _copied(self, path: str, source: Path) -> Laid:
        """Stage a copy of *source*; one that has not changed since it was copied is not read again."""
        now = source.stat()
        seen = now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino
        copied = self._store.records("copied", Stamp)
        known = copied.get(path)
        if known is not None and known[:4] == seen and known[4] == self.outputs.held(path) and not self._verify:
            return Laid(known[4], now.st_size, is_staged=False)
        laid = self._staging.lay_copy(path, source)
        copied.put(path, (*seen, laid.sha256))
        return laid

    def record(self, name: str, content: bytes) -> None:
        """
        Add the record `manifest/`*name*, which stands in no list.

        Raises:
            ValueError: The name has another form than `Writer.record` asks for, or was used before.
        """
        path = f"{manifest.FOLDER}/{name}"
        if not _RECORD_NAME.fullmatch(name) or path in self._records or path == manifest.DIGEST:
            raise ValueError(name)
        self._records[path] = content

    def commit(self) -> Changes:
        """
        Make the output folder hold the added files and records and no other ones of ours, and remember it.

        Raises:
            PublicationError: The disk failed before anything of the last site was touched.
            UnfinishedError: It failed afterwards.
            NeedsEverythingError: A file of a site of which only a part was made would replace another source's.
        """
        if self._is_partial:
            self._refuse_clashes()
        else:
            self._claim_kept()
        old = self.outputs.remembered if self._is_partial else self.outputs.paths
        stale = sorted(path for path in self.gone if path in old)
        listing = self._list(stale)
        written = sorted(path for path, claim in self._claims.items() if claim.laid.is_staged)
        lists = {path: self.lay(path, data) for path, data in listing.files.items()}
        new_lists = [path for path, laid in lists.items() if laid.is_staged]
        if written or new_lists or stale or listing.lost:
            with self._told(self._output):
                staging.write_journal(self._output, [*stale, *listing.lost], [*written, *new_lists])
            self._finish()
        restored = [path for path in written if self.outputs.is_restored(path, self._claims[path].laid.sha256)]
        pages = self._count_pages(stale)
        return Changes(
            written=tuple(written),
            deleted=tuple(stale),
            kept=sum(listing.counts.values()) - len(written),
            pages=pages,
            lists=tuple(sorted(new_lists)),
            lost_lists=listing.lost,
            restored=tuple(restored),
            forgets=self._remember(listing, lists, stale, pages),
        )

    def abandon(self) -> None:
        """Forget what was added; the output folder stays as it was."""
        shutil.rmtree(self._output / staging.STAGING, ignore_errors=True)

    def _claim_kept(self) -> None:
        """Make part of the whole site what is kept of the last one."""
        outputs = self.outputs
        for path in filter(self._keeps, outputs.remembered) if self._kept else ():
            if path not in self._claims:
                laid = Laid(outputs.remembered[path][4], outputs.remembered[path][0], is_staged=False)
                self._claims[path] = _Claim(outputs.origin(path) or (b"", b"", path), laid)

    def _refuse_clashes(self) -> None:
        for path, claim in self._claims.items():
            before = self.outputs.origin(path)
            if before is not None and before[2] != claim.origin[2] and path not in self._dropped:
                raise NeedsEverythingError(
                    f"{path}: trước do {before[2]} tạo ra, nay do {claim.origin[2]} (this page has another source now)"
                )

    def _list(self, stale: Iterable[str]) -> Listing:
        if not self._is_partial:
            entries = {path: _entry(claim.laid) for path, claim in self._claims.items()}
            there = (path for path in (self._output / manifest.FOLDER).glob("*") if path.is_file())
            return whole_listing(entries, self._records, (path.relative_to(self._output).as_posix() for path in there))
        remembered = self.outputs.remembered
        changes: dict[str, manifest.Entry | None] = dict.fromkeys(stale, None)
        for path, claim in self._claims.items():
            if claim.laid.is_staged or path not in remembered:
                changes[path] = _entry(claim.laid)
        return partial_listing(changes, self._records, self.outputs)

    def _count_pages(self, stale: Iterable[str]) -> int:
        """Return how many files of the site are made from templates."""
        made = {path: bool(claim.origin[0]) for path, claim in self._claims.items()}
        if not self._is_partial:
            return sum(made.values())
        changed = made | dict.fromkeys(stale, False)
        return self.outputs.pages + sum(is_page - self.outputs.is_page(path) for path, is_page in changed.items())

    def _remember(self, listing: Listing, lists: Mapping[str, Laid], stale: Collection[str], pages: int) -> str:
        """Let the store know what was published; return why it does not, if so."""
        outputs = self.outputs
        moved = [path for path, claim in self._claims.items() if claim.laid.is_staged]
        moved += [path for path, laid in lists.items() if laid.is_staged]
        gone = {*stale, *listing.lost}
        files = {path: claim.laid.sha256 for path, claim in self._claims.items()}
        origins = {path: claim.origin for path, claim in self._claims.items()}
        hashes = {path: laid.sha256 for path, laid in lists.items()}
        try:
            outputs.remember(files, hashes, set(moved), gone if self._is_partial else None)
            outputs.remember_origins(origins, gone if self._is_partial else None)
            outputs.remember_site(listing.digest, listing.counts, pages)
            self._store.commit()
        except OSError as error:
            return explain(error)
        return self._store.reason if not self._store.is_kept else ""

    def _finish(self) -> None:
        """
        Do what the journal says.

        Raises:
            UnfinishedError: The disk fails; the journal stays.
        """
        try:
            staging.follow_journal(self._output)
        except OSError as error:
            raise UnfinishedError(explain(error)) from error


def _entry(laid: Laid) -> manifest.Entry:
    return manifest.Entry(laid.sha256.hex(), laid.size)
