"""
What is on each page: small frozen values, one kind a template.

A template sees its view and the `Frame`, nothing else, so a page's bytes follow
from (view, template, frame).  Addresses are root-relative unless said otherwise;
texts are plain, and the template escapes them; only `html` is markup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from plugins.archives.machine_views import AppManifest, Feed, Robots, Sitemap
from plugins.archives.parts import (
    Block,
    Branch,
    Chart,
    CommentView,
    Counted,
    Download,
    Feedback,
    Figure,
    Item,
    Link,
    Neighbour,
    Picture,
    PlaceNote,
    RatingView,
    Related,
    Steps,
)
from plugins.newsroom.site import HomePart


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """
    An article; `breadcrumbs` end in its category; `newer` and `older` are nearest first.

    `contents` are links to the headings in `html`, none in a short article.  `feedback` is None where the
    portal takes no votes.
    """

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
    contents: tuple[Link, ...]
    authors: tuple[Link, ...]
    unit: Link | None
    source: Link | None
    topic: Link | None
    tags: tuple[Link, ...]
    attachments: tuple[Download, ...]
    places: tuple[PlaceNote, ...]
    correction: str
    correction_date: datetime | None
    rating: RatingView | None
    rating_structured_data: bool
    feedback: Feedback | None
    comment_count: int
    comments: tuple[CommentView, ...]
    newer: tuple[Neighbour, ...]
    older: tuple[Neighbour, ...]
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """
    What stands where an article was; never in a search engine's index.

    `kind` is "expired" (title, first publication and end stay; `reason` is "") or
    "withdrawn" (only reason and date; `title` is "", `published` is None).  `date` is when it went.
    """

    url: str
    kind: Literal["expired", "withdrawn"]
    title: str
    reason: str
    published: datetime | None
    date: datetime
    category: Link
    breadcrumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    """A page at an old address that leads to the new one; `target` is absolute, `title` the article's there."""

    url: str
    target: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A static page (`pages/*.md`); `lead` is "" where it has none."""

    url: str
    title: str
    lead: str
    html: str
    modified: datetime | None
    breadcrumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The site's map for people: `groups` are (heading, branches), none of them empty."""

    url: str
    heading: str
    breadcrumbs: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[Branch, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """
    One page of a list, newest first or, in a ranking, best first.

    `number` is 0 at the list's own address; `children` are sub-lists.  In a ranking `first_rank`
    is the place of the first item (1, 21, …), else it is 0.  `as_of` says when the numbers
    that the list is about were counted, where that is known.
    """

    url: str
    heading: str
    description: str
    number: int
    breadcrumbs: tuple[Link, ...]
    children: tuple[Link, ...]
    items: tuple[Item, ...]
    steps: Steps
    feed: Link | None
    first_rank: int = 0
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsPage:
    """
    Lists of articles with their lengths.

    The archive's entrance has its years and a year its months, newest first; the others have all tags, topics,
    authors or units with articles, in alphabetical order.  The first two have a chart of their months.
    """

    url: str
    heading: str
    breadcrumbs: tuple[Link, ...]
    lists: tuple[Counted, ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """
    The front page; each part is empty where there is nothing for it.

    Attributes:
        leads: What stands at the top: the pinned entries, else the newest article.
        newest: The newest articles that are no lead.
        hot: Hot news (tin nổi bật), picked by hand.
        announcements: The first of `/thong-bao/`, picked by hand.
        blocks: A block a category.
        top_rated: The first of `/danh-gia-cao/`.
        most_viewed: The first of `/xem-nhieu/`, with `views`.
        most_viewed_as_of: When these were counted, where that is known.
        figures: Visits to the site.
        parts: Which of these follow the leads, and in which order.
    """

    leads: tuple[Item, ...]
    newest: tuple[Item, ...]
    hot: tuple[Item, ...]
    announcements: tuple[Item, ...]
    blocks: tuple[Block, ...]
    top_rated: tuple[Item, ...]
    most_viewed: tuple[Item, ...]
    most_viewed_as_of: datetime | None
    figures: tuple[Figure, ...]
    parts: tuple[HomePart, ...]


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


View = (
    ArticlePage
    | NoticePage
    | RedirectPage
    | TextPage
    | MapPage
    | ListPage
    | CountsPage
    | HomePage
    | StatisticsPage
    | SearchPage
    | NotFoundPage
    | Feed
    | Sitemap
    | Robots
    | AppManifest
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    One file of the site to be rendered.

    Attributes:
        path: Where it lies below the output folder, such as `kinh-te/index.html`.
        template: The name of its template in `theme/templates/`.
        make_view: Makes what is on it; nothing is made before it is asked for.
        source: What it comes from, for messages: a content file, or the list's name.
    """

    path: str
    template: str
    make_view: Callable[[], View]
    source: str

    @property
    def view(self) -> View:
        """What is on it, made afresh."""
        return self.make_view()
