"""Which pages show which pictures, so that a copy that no page shows any more goes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.links import decode_path, is_reference, resolve_reference
from plugins.newsroom.site import Media
from plugins.pictures.renditions import list_copies

_T = TypeVar("_T")


class OrderedMap(Protocol[_T]):
    """What is remembered: text → value."""

    def get(self, key: str) -> _T | None:
        """Return the value of *key*, None where there is none."""

    def put(self, key: str, value: _T) -> None:
        """Set the value of *key*."""

    def drop(self, key: str) -> None:
        """Forget the value of *key*, if there is one."""

    def fill(self, entries: Iterable[tuple[str, _T]]) -> None:
        """Replace all by *entries*, ascending."""


class Uses:
    """
    Counts on how many pages a picture is shown.

    Args:
        shown: Path of an article or a static page → the addresses of the pictures on its page, ascending.
        counts: Address of a picture → on how many pages it is.
    """

    def __init__(self, shown: OrderedMap[tuple[str, ...]], counts: OrderedMap[int]) -> None:
        self._shown = shown
        self._counts = counts

    def fill(self, pages: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
        """Take *pages*, (path, pictures), for all there are, and return the pictures, ascending."""
        known = sorted((path, pictures) for path, pictures in pages if pictures)
        counted = Counter(address for _, pictures in known for address in pictures)
        self._shown.fill(known)
        self._counts.fill(sorted(counted.items()))
        return sorted(counted)

    def change(self, pages: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[list[str], list[str]]:
        """
        Take what some pages show now; one without a picture, or that is gone, shows none.

        Returns:
            The pictures that are on a page and were on none before; and those of which it is the other way round.
        """
        shift: Counter[str] = Counter()
        for path, pictures in pages:
            shift.update(pictures)
            shift.subtract(self._shown.get(path) or ())
            if pictures:
                self._shown.put(path, pictures)
            else:
                self._shown.drop(path)
        come: list[str] = []
        gone: list[str] = []
        for address, difference in sorted(shift.items()):
            before = self._counts.get(address) or 0
            after = before + difference
            if after:
                self._counts.put(address, after)
            else:
                self._counts.drop(address)
            if bool(before) != bool(after):
                (come if after else gone).append(address)
        return come, gone


def shown_on(page: Article | StaticPage, images: Iterable[str], media: Mapping[str, Media]) -> tuple[str, ...]:
    """
    Return the pictures with copies that the page of an article, its entry in lists, or a static page shows.

    Args:
        page: The article or the static page.
        images: `Body.images`.
        media: Address → file.

    Returns:
        Addresses, not percent-encoded, ascending.
    """
    named = {address for address in _addresses(page, images) if address in media}
    return tuple(sorted(address for address in named if list_copies(address, media[address])))


def _addresses(page: Article | StaticPage, images: Iterable[str]) -> Iterator[str]:
    if isinstance(page, Article) and page.image is not None:
        yield decode_path(page.image.src)
    for written in images:
        yield "/" + resolve_reference(written, page.path) if is_reference(written) else decode_path(written)
