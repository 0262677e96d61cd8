"""
Sitemaps: an index, one map a year of articles, one map of lists.

Cut by the calendar, so that a publish changes the map of one year; within a year
the oldest come first, so that a map that is full stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from plugins.archives.addresses import ARCHIVE, AUTHORS, SITEMAP, TAGS, TOPICS, UNITS, output_path
from plugins.archives.inventory import Inventory, last_change
from plugins.archives.machine_views import Sitemap, SitemapEntry
from plugins.archives.views import Page

# The protocol's own limit (sitemaps.org); at some 100 bytes an entry the limit of 50 MB is far away.
MAP_SIZE = 50_000


Dated = tuple[str, datetime | None]
"""A root-relative address, and when what stands there last changed."""

_ENTRANCES: Final = (TAGS, TOPICS, AUTHORS, UNITS, ARCHIVE)
_YEAR: Final = re.compile(rf"{ARCHIVE}[0-9]{{4}}/")


def site_maps(inventory: Inventory, lists: Iterable[Dated], size: int = MAP_SIZE) -> dict[str, list[Dated]]:
    """
    Return address → entries of every map, in the order of the index.

    Args:
        inventory: What all pages share; hidden articles are not in it and not on a map.
        lists: Every page that is no article.
        size: The most entries of one map.
    """
    maps = list_maps(lists, size)
    for year in reversed(inventory.years):
        maps |= year_maps(inventory, year, size)
    return maps


def sitemap_pages(inventory: Inventory, maps: Mapping[str, Sequence[Dated]]) -> Iterator[Page]:
    """Yield the index, then the *maps* in its order."""
    yield index_page(inventory, ((url, newest_of(entries)) for url, entries in maps.items()))
    for url, entries in maps.items():
        yield map_page(inventory, url, entries)


def list_maps(lists: Iterable[Dated], size: int = MAP_SIZE) -> dict[str, list[Dated]]:
    """
    Return address → entries of the maps of lists, by address.

    The entrance of an archive or of all tags changed when a list below it did.
    """
    dated = dict(lists)
    newest: dict[str, datetime] = {}
    for url, modified in dated.items():
        if modified is not None:
            for above in _entrances_above(url):
                newest[above] = max(modified, newest.get(above, modified))
    return _cut("/sitemap-lists", sorted((url, modified or newest.get(url)) for url, modified in dated.items()), size)


def year_maps(inventory: Inventory, year: int, size: int = MAP_SIZE) -> dict[str, list[Dated]]:
    """Return address → entries of the maps of a year, whose oldest articles come first."""
    months = inventory.shelves.by_month
    periods = sorted(period for period in months if period[0] == year)
    articles = (article for period in periods for article in months[period][:])
    return _cut(f"/sitemap-{year:04}", [(article.url, last_change(article)) for article in articles], size)


def _entrances_above(url: str) -> Iterator[str]:
    """Yield the entrances that the list at *url* is reached from."""
    yield from (entrance for entrance in _ENTRANCES if url.startswith(entrance) and url != entrance)
    if (year := _YEAR.match(url)) is not None and year[0] != url:
        yield year[0]


def _cut(url: str, entries: Sequence[Dated], size: int) -> dict[str, list[Dated]]:
    """Return address → entries: *url*`.xml`, *url*`-2.xml`, …."""
    starts = enumerate(range(0, len(entries), size), start=1)
    return {
        f"{url}{f'-{number}' if number > 1 else ''}.xml": list(entries[start : start + size])
        for number, start in starts
    }


def newest_of(entries: Iterable[Dated]) -> datetime | None:
    """Return when the page that changed last did so, None where that is known of none."""
    return max((modified for _, modified in entries if modified is not None), default=None)


def index_page(inventory: Inventory, maps: Iterable[Dated]) -> Page:
    """Return the index of *maps*, in their order."""
    return _page(inventory, SITEMAP, "index", tuple(maps))


def map_page(inventory: Inventory, url: str, entries: Sequence[Dated]) -> Page:
    """Return one map."""
    return _page(inventory, url, "pages", entries)


def _page(inventory: Inventory, url: str, kind: Literal["index", "pages"], entries: Sequence[Dated]) -> Page:
    base_url = inventory.frame.base_url

    def make_view() -> Sitemap:
        return Sitemap(
            kind=kind,
            entries=tuple(SitemapEntry(url=base_url + page, modified=modified) for page, modified in entries),
        )

    return Page(path=output_path(url), template="sitemap.xml", make_view=make_view, source=f"sitemap {url}")
