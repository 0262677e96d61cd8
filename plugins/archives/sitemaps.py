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
from plugins.archives.machine_views import Sitemap, SitemapEntry
from plugins.archives.views import Page

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
    maps = [*_maps(base_url, "/sitemap-lists", tuple(lists), size), *_year_maps(inventory, size)]
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
        yield from _maps(inventory.frame.base_url, f"/sitemap-{year:04}", pages, size)


def _maps(
    base_url: str, url: str, pages: Sequence[tuple[str, datetime | None]], size: int
) -> Iterator[tuple[str, Sitemap]]:
    """Yield address and map of *pages* (root-relative address and last change): *url*`.xml`, *url*`-2.xml`, …."""
    for number, start in enumerate(range(0, len(pages), size), start=1):
        suffix = f"-{number}" if number > 1 else ""
        entries = (
            SitemapEntry(url=base_url + page, modified=modified) for page, modified in pages[start : start + size]
        )
        yield f"{url}{suffix}.xml", Sitemap(kind="pages", entries=tuple(entries))
