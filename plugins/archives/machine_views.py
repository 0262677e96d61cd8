"""What programs read of the site: feeds, sitemaps, rules for crawlers.  Addresses are absolute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An entry of a feed; `url` is absolute."""

    url: str
    guid: str
    title: str
    date: datetime
    summary: str
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest articles as RSS; `url` and `page_url` are absolute; `updated` is None where it is empty."""

    url: str
    page_url: str
    title: str
    description: str
    updated: datetime | None
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """An absolute address and when what is there last changed."""

    url: str
    modified: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A list of pages, or (`kind` is "index") a list of sitemaps."""

    kind: Literal["index", "pages"]
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppIcon:
    """A picture for a phone's home screen; `sizes` is "512x512", or "any" for a drawing."""

    src: str
    sizes: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppManifest:
    """What a phone needs to put the site on its home screen; addresses are root-relative."""

    name: str
    short_name: str
    colour: str
    icons: tuple[AppIcon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What crawlers may read; a preview is closed to them."""

    is_open: bool
    sitemap: str
