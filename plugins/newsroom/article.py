"""
The typed article: what a file's front matter becomes.

Values only; `model` turns text into them and says what is wrong with it.  Every
datetime is aware and in Asia/Ho_Chi_Minh; every text is NFC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Who may see an article; only PUBLISHED and HIDDEN have pages, HIDDEN stands in no list."""

    PUBLISHED = "published"
    DRAFT = "draft"
    REVIEW = "review"
    HIDDEN = "hidden"


class Position(StrEnum):
    """Where the lead picture stands on the article's page."""

    NONE = "none"
    LEFT = "left"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The sum of the stars given and how many voted: votes ≤ points ≤ 5 · votes."""

    points: int
    votes: int
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """How often the article was read up to a moment."""

    count: int
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A lead picture; `src` is a path below `/media/`."""

    src: str
    alt: str
    caption: str = ""
    position: Position = Position.BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to download; `src` is a path below `/media/`."""

    src: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the article was first published."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction note (đính chính)."""

    date: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why and when an article was taken down."""

    reason: str
    date: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Legacy:
    """What the old portal called the article."""

    id: int | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """An approved comment; `reply_to` is the `id` of another one, or ""."""

    id: str
    name: str
    time: datetime
    text: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """
    One article without its body.

    `path` is the source, relative to the content folder.  `summary` is the lead,
    plain text; where the front matter has none it is the body's first paragraph,
    which the body then lacks.
    """

    path: str
    slug: str
    title: str
    date: datetime
    category: str
    modified: datetime | None = None
    expires: datetime | None = None
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    also_in: tuple[str, ...] = ()
    summary: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    unit: str = ""
    source: Source | None = None
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    rating: Rating | None = None
    views: Views | None = None
    correction: Correction | None = None
    legacy: Legacy | None = None
    comments: str = ""

    @property
    def key(self) -> tuple[datetime, str]:
        """The total order of articles: by date, then by slug."""
        return (self.date, self.slug)

    @property
    def url(self) -> str:
        """Root-relative address of the article's page."""
        return f"/{self.category}/{self.slug}.html"

    def has_page(self, now: datetime) -> bool:
        """Tell whether readers can open the article at the moment *now*."""
        return (
            self.status in (Status.PUBLISHED, Status.HIDDEN)
            and self.withdrawn is None
            and self.date <= now
            and (self.expires is None or now < self.expires)
        )

    def is_listed(self, now: datetime) -> bool:
        """Tell whether the article stands in lists, feeds, sitemap and index at *now*."""
        return self.status is Status.PUBLISHED and self.has_page(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticPage:
    """
    A page that is no news (`pages/*.md`): who we are, how to reach us.

    `modified` is None where the front matter says none; `order` is its place in lists of pages.
    """

    path: str
    slug: str
    title: str
    summary: str = ""
    modified: datetime | None = None
    order: int = 0

    @property
    def url(self) -> str:
        """Root-relative address of the page."""
        return f"/{self.slug}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What has come in since the front matter was written; it adds to the article's own numbers."""

    views: int = 0
    points: int = 0
    votes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """
    An article's body: sanitised HTML with the places left open that other files fill.

    Attributes:
        html: Links `{filename}…` and `{static}…` stand as the editor wrote them,
            images have no width and height yet; `archives` fills both in.
        links: The distinct `{filename}…` and `{static}…` addresses in `html`.
        images: The distinct `src` of the images in `html`.
    """

    html: str
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
