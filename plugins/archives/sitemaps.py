"""
Sitemaps: an index, one map a year of articles, one map of lists.

Cut by the calendar, so that a publish changes the map of one year; within a year
the oldest come first, so that a map that is full stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from plugins.archives.addresses import SITEMAP, output_path
from plugins.archives.inventory import Inventory
from plugins.archives.views import Page, Sitemap, SitemapEntry

# The protocol's own limit (sitemaps.org); at some 100 bytes an entry the limit of 50 MB is far away.
MAP_SIZE = 50_000


def sitemap_pages(
    inventory: Inventory, lists: Iterable[tuple[str, datetime | None]], size: int = MAP_SIZE
) -> Iterator[Page]:
    """
    Yield the index, then the maps in its order.

    Args:
        inventory: What all pages share; hidden articles are not in it and not on a map.
        lists: Address and last change of every page that is no article.
        size: The most entries of one map.
    """
    base_url = inventory.frame.base_url
    maps = [("/sitemap-lists.xml", _make_map(base_url, lists)), *_year_maps(inventory, size)]
    index = Sitemap(
        kind="index",
        entries=tuple(
            SitemapEntry(url=base_url + url, modified=newest_entry(sitemap.entries)) for url, sitemap in maps
        ),
    )
    for url, sitemap in ((SITEMAP, index), *maps):
        yield Page(path=output_path(url), template="sitemap.xml", view=sitemap, source=f"sitemap {url}")


def newest_entry(entries: Iterable[SitemapEntry]) -> datetime | None:
    """Return when the page that changed last did so, None where that is known of none."""
    return max((entry.modified for entry in entries if entry.modified is not None), default=None)


def _year_maps(inventory: Inventory, size: int) -> Iterator[tuple[str, Sitemap]]:
    """Yield address and map of each year, ascending; a year with more than *size* articles has several."""
    years: dict[int, list[tuple[str, datetime | None]]] = {}
    for article in inventory.listed:
        years.setdefault(article.date.year, []).append((article.url, inventory.changed[article.url]))
    for year, pages in years.items():
        for number, part in enumerate(_parts(pages, size), start=1):
            suffix = f"-{number}" if number > 1 else ""
            yield f"/sitemap-{year:04}{suffix}.xml", _make_map(inventory.frame.base_url, part)


def _parts(pages: Sequence[tuple[str, datetime | None]], size: int) -> Iterator[Sequence[tuple[str, datetime | None]]]:
    """Cut *pages* into parts of *size*."""
    for start in range(0, len(pages), size):
        yield pages[start : start + size]


def _make_map(base_url: str, pages: Iterable[tuple[str, datetime | None]]) -> Sitemap:
    """Return the map of *pages*, given as root-relative address and last change."""
    return Sitemap(
        kind="pages",
        entries=tuple(SitemapEntry(url=base_url + url, modified=modified) for url, modified in pages),
    )
