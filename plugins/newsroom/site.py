"""
Site data: what `content/site/*.yaml` says, as values.

`model` turns text into them.  Each list keeps its file's order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

HomePart = Literal["hot", "announcements", "newest", "categories", "top_rated", "most_viewed"]
SidePart = Literal["banners", "statistics", "applications"]
Channel = Literal["facebook", "x", "email"]
TonePlacement = Literal["old", "new"]
"""`old`: hòa, khỏe, thủy; `new`: hoà, khoẻ, thuỷ."""

HOME_PARTS: Final[tuple[HomePart, ...]] = (
    "hot",
    "announcements",
    "newest",
    "categories",
    "top_rated",
    "most_viewed",
)
SIDE_PARTS: Final[tuple[SidePart, ...]] = ("banners", "statistics", "applications")
CHANNELS: Final[tuple[Channel, ...]] = ("facebook", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A section of the portal; `parent` is the slug of another one, or ""."""

    slug: str
    name: str
    parent: str = ""
    comments: str = "open"
    order: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An office that writes articles."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A running story."""

    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """
    A link to another site, with or without a picture below `/media/`.

    Shown while since ≤ today ≤ until (`from` and `to` in the file); both ends are open when absent.
    """

    title: str
    url: str
    image: str = ""
    alt: str = ""
    slot: str = ""
    order: int = 0
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of visits and the day on which it was counted."""

    visits: int
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Visits counted from the server's logs; a number that is not known is absent."""

    today: Count | None = None
    month: Count | None = None
    total: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSwitches:
    """What the pages show of ratings."""

    min_average: Decimal = Decimal(1)
    structured_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """
    Who publishes the portal (`site.yaml`).

    `feedback`: readers can vote and comment, through a service; `tone_placement`: how it spells, None where it
    leaves that open.
    """

    name: str = "Cổng thông tin điện tử"
    tagline: str = ""
    owner: str = ""
    responsible: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    licence: str = ""
    base_url: str = "http://localhost:8000"
    rating: RatingSwitches = field(default_factory=RatingSwitches)
    dublin_core: bool = False
    tone_placement: TonePlacement | None = None
    feedback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The two colours of the portal, as `#rrggbb`: `brand` bears white text, `highlight` is lines and marks on it."""

    brand: str
    highlight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """
    How the portal looks (`appearance.yaml`).

    Attributes:
        short_name: What a phone writes below the icon; "": the portal's name.
        logo: A square picture below `/media/`; "": the theme's.
        colours: None: the theme's.
        side: What stands beside or below every page, in this order.
        share: Where a reader can send an article by a plain link, in this order.
    """

    short_name: str = ""
    logo: str = ""
    colours: Colours | None = None
    side: tuple[SidePart, ...] = SIDE_PARTS
    share: tuple[Channel, ...] = CHANNELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """
    A hand-picked entry of the home page: an article by its slug, or a link with a title.

    Shown while since ≤ today ≤ until (`from` and `to` in the file).
    """

    article: str = ""
    title: str = ""
    url: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """
    What editors put on the home page by hand (`home.yaml`), in their order.

    `categories` are the slugs of the blocks; where it is empty every top-level category has one.
    `parts` says which parts follow the lead stories, and in which order.
    """

    pinned: tuple[Pick, ...] = ()
    hot: tuple[Pick, ...] = ()
    announcements: tuple[Pick, ...] = ()
    categories: tuple[str, ...] = ()
    parts: tuple[HomePart, ...] = HOME_PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """An entry of the menu (`menu.yaml`): a category or a static page by its slug, or a link with a title."""

    category: str = ""
    page: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that got another name on a day (`places.yaml`)."""

    old: str
    new: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    All site data.

    `menu` is empty where there is no `menu.yaml`; `synonyms` are groups of words that mean the same.
    """

    identity: Identity = field(default_factory=Identity)
    appearance: Appearance = field(default_factory=Appearance)
    categories: tuple[Category, ...] = ()
    units: tuple[Unit, ...] = ()
    topics: tuple[Topic, ...] = ()
    banners: tuple[Banner, ...] = ()
    applications: tuple[Banner, ...] = ()
    statistics: Statistics | None = None
    home: Home = field(default_factory=Home)
    menu: tuple[MenuEntry, ...] = ()
    places: tuple[Place, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """
    A file below `content/media/`.

    Attributes:
        path: Below the content folder.
        size: In bytes.
        width, height: In pixels, as browsers show it; 0 where it is no picture, as what follows is "".
        kind: "GIF", "JPEG", "PNG" or "WEBP", whatever its name says.
        digest: A hash of the picture's bytes.
        has_alpha: Whether pixels of the picture may be transparent.
        is_still: Whether it is no animation.
    """

    path: str
    size: int = 0
    width: int = 0
    height: int = 0
    kind: str = ""
    digest: str = ""
    has_alpha: bool = False
    is_still: bool = True


def is_shown(banner: Banner | Pick, now: datetime) -> bool:
    """Tell whether *banner* stands on the site on the day of *now*."""
    today = now.date()
    return (banner.since is None or banner.since <= today) and (banner.until is None or today <= banner.until)
