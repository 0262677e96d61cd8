"""Where the pages of the site lie: root-relative addresses and the files that answer them."""

from __future__ import annotations

HOME = "/"
ANNOUNCEMENTS = "/thong-bao/"
ARCHIVE = "/luu-tru/"
AUTHORS = "/author/"
MANIFEST = "/site.webmanifest"
MOST_VIEWED = "/xem-nhieu/"
NOT_FOUND = "/404.html"
ROBOTS = "/robots.txt"
SEARCH = "/tim-kiem/"
SITE_MAP = "/so-do-trang/"
SITEMAP = "/sitemap.xml"
STATISTICS = "/thong-ke/"
TAGS = "/tag/"
TOPICS = "/topic/"
TOP_RATED = "/danh-gia-cao/"
FEEDBACK = "/phan-hoi/"
UNITS = "/don-vi/"


def category_url(slug: str) -> str:
    """Return the address of a category's list."""
    return f"/{slug}/"


def feed_url(url: str = HOME) -> str:
    """Return the address of the feed of the list at *url*; of the whole site's at the home page's."""
    return f"/rss{url}"


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
