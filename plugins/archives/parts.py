"""
What pages are made of: the values that stand in views (see `views`).

Addresses are root-relative unless said otherwise; texts are plain, and the template escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from plugins.newsroom.site import Channel, SidePart


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address and the words that stand for it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """
    A picture.

    Attributes:
        src: The picture for a browser that knows of no choice.
        alt: What it shows, in words.
        caption: What stands below it.
        width, height: In pixels, of the original; 0 × 0 where they are not known.
        position: See `article.Position`.
        webp, copies: What a browser can choose from, as HTML's `srcset`: in WebP, and otherwise; "" where there is
            nothing but `src`.
        shared: The picture for other sites, which know neither `srcset` nor WebP.
        shared_width, shared_height: Its size.
    """

    src: str
    alt: str
    caption: str = ""
    width: int = 0
    height: int = 0
    position: str = "below"
    webp: str = ""
    copies: str = ""
    shared: str = ""
    shared_width: int = 0
    shared_height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to download: its kind in capitals ("PDF") and its size in bytes."""

    url: str
    text: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNote:
    """A place named in the text that is called otherwise since a day."""

    old: str
    new: str
    date: date


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
    touch_icon: str
    large_icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    The site's constants: what surrounds every page.

    Attributes:
        base_url: Without a slash at its end.
        colour: The brand's, as `#rrggbb`.
        logo: The operator's, None where the theme's icon stands.
        side: What stands beside every page, in this order.
        share: Where articles can be sent by plain links, in this order.
        dublin_core: Whether pages have `DC.*` for machines.
    """

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
    pages: tuple[Link, ...]
    banners: tuple[BannerLink, ...]
    applications: tuple[BannerLink, ...]
    has_statistics: bool
    colour: str
    logo: Picture | None
    side: tuple[SidePart, ...]
    share: tuple[Channel, ...]
    dublin_core: bool
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
class Feedback:
    """
    What a reader can do with an article where the service of votes and comments answers.

    Attributes:
        url: The folder of the service's addresses.
        takes_comments: Whether there is a form for comments.
        min_average: The least average that has a rank, as text ("1", "2.5").
    """

    url: str
    takes_comments: bool
    min_average: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    One article in a list, or a hand-picked link to elsewhere, which has neither date nor category nor summary.

    `views` is None except where a list is about it.
    """

    url: str
    title: str
    date: datetime | None = None
    summary: str = ""
    category: Link | None = None
    picture: Picture | None = None
    rating: RatingView | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article near another one in time: title and day only, so that an edited summary moves nothing."""

    url: str
    title: str
    date: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """
    Articles of the same topic or tag (`kind`), newest first.

    On one page there are at most five newer ones and five older ones in all its `Related` together, each once.
    """

    kind: Literal["topic", "tag"]
    link: Link
    items: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """An approved comment; `text` is in paragraphs; replies are nested."""

    name: str
    time: datetime
    text: tuple[str, ...]
    replies: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A link on the site's map and those below it."""

    link: Link
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """
    Where a page of a list leads: each is an address, or "" where there is no such page.

    In a ranking `newest` is the first page, `newer` the one before, `older` the next, `oldest` the last.
    """

    newest: str = ""
    newer: str = ""
    older: str = ""
    oldest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A list of articles and how long it is: a year or a month, a tag, a topic, an author or a unit."""

    url: str
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How many articles there are in each month of a stretch of time, oldest first; `highest` is the most in one."""

    months: tuple[MonthCount, ...]
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """A month and how many articles it has."""

    year: int
    month: int
    count: int


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
