"""Makes the smaller copies of the pictures that readers can see, each once, and hands them to the press."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.codec import pack, unpack
from plugins.newsroom.content import Content
from plugins.newsroom.memory import LINKS, Memory
from plugins.newsroom.problem import ContentProblems
from plugins.pictures.cabinet import Cabinet, is_whole
from plugins.pictures.renditions import Copy, list_copies, recipe_key
from plugins.pictures.uses import Uses, shown_on
from plugins.press.changes import PublicationError
from plugins.press.pool import spread
from plugins.press.store import Stamp, Store
from plugins.press.writer import Writer

FOLDER: Final = "pictures"
"""Where copies are kept, below the state folder."""


class _Job(NamedTuple):
    """An original of which copies are to be made."""

    key: str
    path: str
    copies: tuple[Copy, ...]


class PictureMaker:
    """
    Publishes the copies of the pictures on the pages of the context's `CONTENT`.

    It comes after the pages are planned (`SHIFT`), whose addresses of copies follow from the originals alone.
    """

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del theme, output
        self._context = context
        self._folder = Path(path)
        self._workers = int(settings["WORKERS"])
        self._verify = bool(settings.get("VERIFY"))
        self._on_progress: Callable[[int, int], None] = settings.get("ON_PICTURES") or _keep_quiet
        self._store: Store = context["STORE"]
        self._cabinet = Cabinet(context["STATE"] / FOLDER)
        self._sound = self._store.records("pictures kept", Stamp)
        self._files: dict[str, Mapping[Copy, Path]] = {}
        self._gone: list[str] = []

    @classmethod
    def offer(cls, portal: object) -> type[PictureMaker]:
        """Answer Pelican's question for a generator."""
        del portal
        return cls

    def generate_context(self) -> None:
        """
        Find the pictures that pages show, all or those that come and go, and make the copies that are not kept.

        Raises:
            ContentProblems: A picture cannot be unpacked.
            PublicationError: The installed Pillow lacks a format.
        """
        shown = self._store.records("pictures shown", tuple[str, ...])
        uses = Uses(shown, self._store.records("pictures used", int))
        if self._context["CHANGE"].everything:
            wanted = uses.fill(self._all_pages())
        else:
            wanted, self._gone = uses.change(self._changed_pages())
        self._provide(wanted)

    def generate_output(self, writer: Writer) -> None:
        """Publish the copies that are new on the site, or all, and drop those that no page shows any more."""
        media = self._context["CONTENT"].media
        for address, copies in self._files.items():
            for copy, file in copies.items():
                writer.file(copy.address.removeprefix("/"), file, media[address].path)
        for address in self._gone:
            for copy in list_copies(address, media[address]):
                writer.drop(copy.address.removeprefix("/"))
        if self._context["CHANGE"].everything:
            names = {_name(file) for copies in self._files.values() for file in copies.values()}
            self._sound.fill([(name, seen) for name, seen in self._sound.whole().items() if name in names])

    def settle(self) -> None:
        """Forget copies that the published site has no use for."""
        if self._context["CHANGE"].everything:
            media = self._context["CONTENT"].media
            self._cabinet.keep_only({recipe_key(media[address]) for address in self._files})

    def _all_pages(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what every page shows."""
        content: Content = self._context["CONTENT"]
        links = dict(Memory(self._store).items(LINKS))
        pages: tuple[Article | StaticPage, ...] = (*content.articles, *content.pages)
        for page in pages:
            images = links[page.path].images if page.path in links else ()
            yield page.path, self._shown(page, images)

    def _changed_pages(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what those pages show that may show something else than before."""
        content, shift, memory = self._context["CONTENT"], self._context["SHIFT"], Memory(self._store)
        texts = {page.path: page for page in content.pages}
        changed = {article.path for pair in shift.pairs for article in pair if article is not None}
        for path in sorted(changed.union(shift.bodies)):
            page = texts.get(path) or content.heads.get(path)
            links = memory.get(LINKS, path)
            yield path, () if page is None else self._shown(page, links.images if links else ())

    def _shown(self, page: Article | StaticPage, images: Sequence[str]) -> tuple[str, ...]:
        if isinstance(page, Article) and not page.has_page(self._context["NOW"]):
            return ()
        return shown_on(page, images, self._context["CONTENT"].media)

    def _provide(self, wanted: Sequence[str]) -> None:
        """Find or make the copies of the pictures at the addresses *wanted*."""
        media = self._context["CONTENT"].media
        jobs: dict[str, _Job] = {}
        for address in wanted:
            copies, key = list_copies(address, media[address]), recipe_key(media[address])
            found = self._cabinet.find(key, copies)
            if found is not None and all(map(self._is_sound, found.values())):
                self._files[address] = found
            else:
                jobs[key] = _Job(key, media[address].path, copies)
        if jobs:
            self._make(tuple(jobs.values()))
        for address in wanted:
            if address not in self._files:
                copies, key = list_copies(address, media[address]), recipe_key(media[address])
                self._files[address] = self._cabinet.find(key, copies) or {}

    def _is_sound(self, file: Path) -> bool:
        """Tell whether a kept copy is what was made; one that lies there as it was last seen is not read again."""
        now, name = file.stat(), _name(file)
        seen = now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino, b""
        if not self._verify and self._sound.get(name) == seen:
            return True
        if not is_whole(file):
            return False
        self._sound.put(name, seen)
        return True

    def _make(self, jobs: Sequence[_Job]) -> None:
        """Make and keep copies, in several processes."""
        # Only where there is something to make does the picture library have to be there.
        from plugins.pictures.conversion import UnreadablePictureError, make_copies, missing_codecs  # noqa: PLC0415

        if missing := missing_codecs():
            raise PublicationError(
                f"Thư viện ảnh Pillow đã cài thiếu {', '.join(missing)}, nên không tạo được ảnh nhỏ. Hãy xoá .venv rồi"
                " chạy lại ./inv để cài bản đủ. (The installed Pillow lacks formats; delete .venv and run ./inv again.)"
            )

        def share(number: int, workers: int) -> Iterator[bytes]:
            for place in range(number, len(jobs), workers):
                job = jobs[place]
                unreadable = ""
                try:
                    self._cabinet.keep(job.key, make_copies(self._folder / job.path, job.copies))
                except UnreadablePictureError:
                    unreadable = job.path
                yield pack(unreadable)

        told: list[str] = []
        for done, (_, answer) in enumerate(spread(share, min(self._workers, len(jobs))), start=1):
            told.append(unpack(answer, str))
            self._on_progress(done, len(jobs))
        unreadable = sorted(filter(None, told))
        if unreadable:
            found = self._context["CONTENT"].problems
            raise ContentProblems(tuple(sorted((*found, *(make_problem("E413", path, 1) for path in unreadable)))))


def _keep_quiet(done: int, total: int) -> None:
    """Tell nobody how far it is."""
    del done, total


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
