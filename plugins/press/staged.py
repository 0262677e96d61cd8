"""The writer of a build: renders what must be rendered, stages it, and publishes the whole."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from plugins.press import guards
from plugins.press.changes import Changes, PublicationError
from plugins.press.making import Made, PageMaker, Theme
from plugins.press.pool import WorkerError, spread
from plugins.press.publication import Publication
from plugins.press.store import Store
from plugins.press.writer import PlannedPage

# Fewer pages are rendered sooner than a process of some hundred megabytes is forked.
_FEW: Final = 200
# So many pages' results go to the parent at once.
_BATCH: Final = 64

_NOT_REACHED: Final = "giữ nguyên: không thay đổi nào chạm tới (kept: no change can reach it)"
_NONE: Final = "trang không có trang này (the site has no such page)"

_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(list[Made]).decode


class StagedWriter:
    """
    The press's `Writer`.

    Args:
        output: The output folder; what an interrupted publication began there is finished.
        theme: What views are rendered by.
        store: Remembers what was published.
        workers: How many processes may render.
        verify: Read every file of the output, whatever the system says of it.

    Attributes:
        rendered: How many pages were rendered.

    Raises (when made):
        PublicationError: The output folder is not ours, or it cannot be read.
    """

    def __init__(
        self,
        output: Path,
        theme: Theme,
        store: Store,
        workers: int,
        *,
        verify: bool = False,
    ) -> None:
        self._publication = Publication(output, store, verify=verify)
        self._store = store
        self._workers = workers
        self._maker = PageMaker(self._publication, theme)
        self._made: dict[str, Made] = {}
        self.rendered = 0

    @property
    def doubt(self) -> str:
        """Why the output is not what the store remembers, "" where it is; then everything must be made."""
        return self._publication.outputs.doubt

    @property
    def is_foreign(self) -> bool:
        """Whether the output is another site than the store remembers."""
        return self._publication.outputs.is_foreign

    @property
    def altered(self) -> tuple[str, ...]:
        """The files of the output that were edited or deleted by hand, ascending."""
        return tuple(sorted(self._publication.outputs.disturbed))

    def pages(self, pages: Iterable[PlannedPage], frame: object) -> None:
        """
        Render pages; see `Writer.pages`.

        Raises:
            RenderError: A template failed.
            WorkerError: A process that helped was killed.
            PublicationError: A path is no place for a page or has another source, or the disk failed.
        """
        planned = list(pages)
        for page in planned:
            self._publication.refuse(page.path, page.source)
        alone = (self._maker.make(place, page, frame) for place, page in enumerate(planned))
        is_little = self._workers == 1 or len(planned) < _FEW
        with closing(alone if is_little else self._make_together(planned, frame)) as made:
            results = sorted(made)  # so that of two sources of a page the first one is the first one of the plan
        for result in results:
            self._take(planned[result.place], result)
        if len(results) != len(planned):
            raise WorkerError(f"{len(planned) - len(results)} trang không được dựng (pages were not made)")

    def file(self, path: str, content: bytes | Path, source: str) -> None:
        """Stage a file that is ready: its bytes, or the file to copy."""
        self._publication.add(path, content, source)

    def record(self, name: str, content: bytes) -> None:
        """Add a record to the manifest."""
        self._publication.record(name, content)

    def keep_rest(self, prefix: str = "") -> None:
        """Let everything whose path begins with *prefix* stay, if it is neither handed in nor dropped."""
        self._publication.keep_rest(prefix)

    def drop(self, path: str) -> None:
        """Delete a file of the last site, unless it is handed in."""
        self._publication.drop(path)

    def guard(
        self, articles: int, *, production: bool, state: Path, allow_drop: bool = False, allow_vanish: bool = False
    ) -> None:
        """
        Hold the staged site against the last production build of this output.

        Args:
            articles: How many the site has now.
            production: Whether it is a build for readers.
            state: The build's state folder.
            allow_drop: More than a few articles may go.
            allow_vanish: Addresses may go.

        Raises:
            PublicationError: It is a production build and readers would lose what is not allowed.
        """
        publication = self._publication
        old = publication.old_record(guards.RECORD)
        publication.record(guards.RECORD, guards.format_record(articles, production=production))
        if not production:
            guards.keep_production(old, lambda: publication.outputs.paths, state)
            return
        objection = guards.objection(
            articles,
            guards.last_production(old, state),
            allow_drop=allow_drop,
            gone=None if allow_vanish else self._gone,
        )
        if objection:
            raise PublicationError(objection)

    def _gone(self, kept: frozenset[str] | None) -> Iterable[str]:
        """Return the paths that vanish: of the last site, or of those that are *kept* in mind."""
        if kept is None:
            return self._publication.gone
        return (path for path in kept if not self._publication.will_have(path))

    def publish(self) -> Changes:
        """Make the output folder hold what was staged, and commit the store."""
        return self._publication.commit()

    def abandon(self) -> None:
        """Leave the output folder as it was."""
        self._publication.abandon()

    def verdict(self, path: str) -> str:
        """Return why the page *path* was rendered or kept, in Vietnamese and English."""
        if path in self._made:
            return self._made[path].words
        publication = self._publication
        is_there = path in publication.outputs.remembered and path not in publication.gone
        return _NOT_REACHED if is_there else _NONE

    def _make_together(self, planned: Sequence[PlannedPage], frame: object) -> Generator[Made]:
        """Make pages in several processes."""
        self._maker.prepare({page.template for page in planned}, frame)
        self._store.checkpoint()

        def share(number: int, workers: int) -> Iterator[bytes]:
            batch = []
            for place in range(number, len(planned), workers):
                batch.append(self._maker.make(place, planned[place], frame))
                if len(batch) == _BATCH:
                    yield _encode(batch)
                    batch.clear()
            yield _encode(batch)

        for _, data in spread(share, self._workers):
            yield from _decode(data)

    def _take(self, page: PlannedPage, made: Made) -> None:
        """Make a page part of the site."""
        self._publication.claim(page.path, made.laid, (*made.prints, page.source))
        self._made[page.path] = made
        self.rendered += bool(made.verdict)
