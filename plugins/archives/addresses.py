"""Where the pages of the site lie: root-relative addresses and the files that answer them."""

from __future__ import annotations

HOME = "/"
ARCHIVE = "/luu-tru/"
STATISTICS = "/thong-ke/"
SEARCH = "/tim-kiem/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"


def category_url(slug: str) -> str:
    """Return the address of a category's list."""
    return f"/{slug}/"


def feed_url(slug: str = "") -> str:
    """Return the address of a category's feed, or of the site's."""
    return f"/rss/{slug}/" if slug else "/rss/"


def period_url(year: int, month: int = 0) -> str:
    """Return the address of a month in the archive, or of a whole year."""
    return f"{ARCHIVE}{year:04}/{month:02}/" if month else f"{ARCHIVE}{year:04}/"


def output_path(url: str, index: str = "index.html") -> str:
    """
    Return the file below the output folder that answers *url*.

    Args:
        url: Root-relative.
        index: The name of the file in a folder, for addresses that end in "/".
    """
    return url[1:] + index if url.endswith("/") else url[1:]
