"""
Links within the portal that name no file but an address: do they lead anywhere?

Pure: works on values.  Only what the content alone decides is told; lists of the portal's own
(by day, tag, author …) are taken to be there.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urljoin, urlsplit

from plugins.newsroom.article import Article, Body, StaticPage, Status
from plugins.newsroom.finding import Finding
from plugins.newsroom.links import decode_path
from plugins.newsroom.rules import is_imported
from plugins.newsroom.rules_site import RESERVED
from plugins.newsroom.site import Category

_HREF: Final = re.compile(r'\shref="([^"{#][^"]*)"')
_FIXED: Final = frozenset({"/", "/404.html", "/index.html", "/favicon.ico", "/robots.txt"})
_LIST: Final = re.compile(r"/([a-z0-9-]+)(?:/page-[1-9][0-9]*)?(?:/(?:index\.html)?)?")
_SITEMAP: Final = re.compile(r"/sitemap[a-z0-9-]*\.xml")
_OUTSIDE: Final = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#]|\Z)")
_HOST: Final = re.compile(r"(?:www\.|[\w-]+\.)+(?:vn|com|net|org|gov|edu|info)(?:/.*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Addresses:
    """
    Which addresses the portal has.

    Attributes:
        articles, pages, categories: All of them.
        drafts: Slugs of the static pages that are drafts.
        unread: Slugs of articles and pages that could not be read.
        base_url: The portal's own root address.
    """

    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    categories: tuple[Category, ...]
    drafts: frozenset[str]
    unread: frozenset[str]
    base_url: str

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Return root-relative address → file of the article or static page, "" of a list."""
        lists = dict.fromkeys(_FIXED, "")
        for slug in (*RESERVED, *(category.slug for category in self.categories)):
            lists |= dict.fromkeys((f"/{slug}/", f"/{slug}", f"/{slug}/index.html"), "")
        files = {page.url: page.path for page in self.pages} | {article.url: article.path for article in self.articles}
        return lists | files

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """Return the addresses of articles and static pages that somebody still works on."""
        articles = (article.url for article in self.articles if article.status in (Status.DRAFT, Status.REVIEW))
        return frozenset((*articles, *(page.url for page in self.pages if page.slug in self.drafts)))

    @cached_property
    def _old(self) -> frozenset[str]:
        """Addresses that redirect."""
        legacies = (article.legacy for article in self.articles if article.legacy is not None)
        return frozenset(decode_path(path) for legacy in legacies for path in legacy.paths)

    @cached_property
    def _by_slug(self) -> Mapping[str, str]:
        """Slug → address of the article or static page."""
        pages: tuple[Article | StaticPage, ...] = (*self.pages, *self.articles)
        return {page.slug: page.url for page in pages}

    @cached_property
    def _host(self) -> str:
        return urlsplit(self.base_url).netloc.lower()

    def path_of(self, address: str, url: str) -> str | None:
        """
        Return the path on this portal that a link leads to, decoded; None where it leads elsewhere.

        Args:
            address: The link, not HTML-escaped.
            url: The page that holds it.
        """
        outside = _OUTSIDE.match(address)
        if outside is not None and outside[1].lower() != self._host:  # most links, and all the rest takes long
            return None
        try:
            parts = urlsplit(urljoin(self.base_url + url, address))
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != self._host:
            return None
        return decode_path(parts.path) or "/"

    def has(self, path: str) -> bool:
        """Tell whether the portal may have something at *path*; media are looked after elsewhere."""
        first = path[1:].partition("/")[0]
        if path in self.owners or path in self._old or first in RESERVED or _SITEMAP.fullmatch(path):
            return True
        listed = _LIST.fullmatch(path)
        return (listed is not None and f"/{listed[1]}/" in self.owners) or self._stem(path) in self.unread

    def nearest(self, path: str) -> str:
        """Return the address of the article or static page that *path* names in its last part, or ""."""
        return self._by_slug.get(self._stem(path), "")

    @staticmethod
    def _stem(path: str) -> str:
        return posixpath.splitext(posixpath.basename(path))[0]


def check_links(
    pages: Iterable[Article | StaticPage], bodies: Mapping[str, Body], addresses: Addresses
) -> Iterator[Finding]:
    """
    Find links to pages of this portal that it does not have.

    Args:
        pages: All articles and static pages.
        bodies: Path → body.
        addresses: Which there are.
    """
    for page in pages:
        for written, path in internal_links(page, bodies.get(page.path), addresses):
            if path in addresses.unpublished:
                yield Finding(key="W431", path=page.path, needle=written, values={"seen": written})
            elif not addresses.has(path):
                code = "W416" if is_imported(page) else "E416"
                key, near = _meant(written, path, addresses)
                values = {"seen": written, "near": near}
                yield Finding(key=code + key, path=page.path, needle=written, values=values)


def internal_links(page: Article | StaticPage, body: Body | None, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield each link of a body to an address of this portal: as it is written, and the path it leads to."""
    if body is None or 'href="' not in body.html:
        return
    for written in dict.fromkeys(map(html.unescape, _HREF.findall(body.html))):
        path = addresses.path_of(written, page.url)
        if path is not None:
            yield written, path


def _meant(written: str, path: str, addresses: Addresses) -> tuple[str, str]:
    """Return the variant of the message and what was probably meant."""
    if _HOST.fullmatch(written):
        return "/near", f"https://{written}"
    if near := addresses.nearest(path):
        return "/near", f"{{filename}}{written}" if written.endswith(".md") else near
    return "", ""
