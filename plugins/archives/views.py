"""
What is on each page: small frozen values, one kind a template.

A template sees its view and the `Frame`, nothing else, so a page's bytes follow
from (view, template, frame).  Addresses are root-relative unless said otherwise;
texts are plain, and the template escapes them; only `html` is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address and the words that stand for it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with its size in pixels; the size is 0 × 0 where it is not known."""

    src: str
    alt: str
    caption: str = ""
    width: int = 0
    height: int = 0
    position: str = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerLink:
    """A banner or an application: a link to elsewhere, with or without a picture."""

    url: str
    title: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Addresses of the theme's files; each name changes with the content."""

    stylesheet: str
    script: str
    search_script: str
    search_worker: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The site's constants: what surrounds every page.  `base_url` has no slash at its end."""

    name: str
    tagline: str
    owner: str
    responsible: str
    address: str
    phone: str
    email: str
    licence: str
    base_url: str
    production: bool
    menu: tuple[Link, ...]
    banners: tuple[BannerLink, ...]
    applications: tuple[BannerLink, ...]
    has_statistics: bool
    assets: Assets


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingView:
    """
    An article's rating as it is shown.

    `average` is "2.6"; `shows_rank` says whether the line `Xếp hạng` stands there
    (see `rating.min_average`); `stars` of five are lit.
    """

    points: int
    votes: int
    average: str
    stars: int
    shows_rank: bool
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article in a list."""

    url: str
    title: str
    date: datetime
    summary: str
    category: Link
    picture: Picture | None = None
    rating: RatingView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article near another one in time: title and day only, so that an edited summary moves nothing."""

    url: str
    title: str
    date: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """An approved comment; `text` is in paragraphs; replies are nested."""

    name: str
    time: datetime
    text: tuple[str, ...]
    replies: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article; `breadcrumbs` end in its category; `newer` and `older` are nearest first."""

    url: str
    title: str
    date: datetime
    modified: datetime | None
    is_hidden: bool
    category: Link
    breadcrumbs: tuple[Link, ...]
    views: int | None
    views_as_of: datetime | None
    lead: str
    picture: Picture | None
    html: str
    authors: tuple[str, ...]
    unit: str
    source: Link | None
    tags: tuple[str, ...]
    attachments: tuple[Link, ...]
    correction: str
    correction_date: datetime | None
    rating: RatingView | None
    rating_structured_data: bool
    comment_count: int
    comments: tuple[CommentView, ...]
    newer: tuple[Neighbour, ...]
    older: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Where a page of a list leads: each is an address, or "" where there is no such page."""

    newest: str = ""
    newer: str = ""
    older: str = ""
    oldest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list, newest first; `number` is 0 at the list's own address; `children` are sub-lists."""

    url: str
    heading: str
    description: str
    number: int
    breadcrumbs: tuple[Link, ...]
    children: tuple[Link, ...]
    items: tuple[Item, ...]
    steps: Steps
    feed: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year or a month in the archive, with how many articles it has."""

    url: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodsPage:
    """The archive's entrance (years, newest first) or one year (months, newest first)."""

    url: str
    heading: str
    breadcrumbs: tuple[Link, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A category on the home page, with its newest articles."""

    category: Link
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of visits, what it counts and on which day it was counted."""

    label: str
    visits: int
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The front page: the newest articles of the whole site, then a block a category."""

    newest: tuple[Item, ...]
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPage:
    """Visits to the site; the fragment `[data-block=statistics]` of this page is shown on others."""

    url: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The search page; `root` is the address of the index's root file; without a script it offers `archives`."""

    url: str
    root: str
    archives: tuple[Link, ...]
    categories: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """The page of an address that is not there; it offers the sections and the search."""

    categories: tuple[Link, ...]


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
class Robots:
    """What crawlers may read; a preview is closed to them."""

    is_open: bool
    sitemap: str


View = (
    ArticlePage
    | ListPage
    | PeriodsPage
    | HomePage
    | StatisticsPage
    | SearchPage
    | NotFoundPage
    | Feed
    | Sitemap
    | Robots
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    One file of the site to be rendered.

    Attributes:
        path: Where it lies below the output folder, such as `kinh-te/index.html`.
        template: The name of its template in `theme/templates/`.
        view: What is on it.
        source: What it comes from, for messages: a content file, or the list's name.
    """

    path: str
    template: str
    view: View
    source: str
