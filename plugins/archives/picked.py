"""Lists that are not by date: the best rated, the most read, and what editors picked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from plugins.archives.addresses import ANNOUNCEMENTS, MOST_VIEWED, TOP_RATED
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory, Member
from plugins.archives.lists import list_page, list_pages, make_heading
from plugins.archives.numbering import PAGE_SIZE, divide_ranking
from plugins.archives.parts import Item, Link
from plugins.archives.views import ListPage
from plugins.newsroom.article import Article
from plugins.newsroom.site import Pick, is_shown

NOTICES = Link(url=ANNOUNCEMENTS, text="Thông báo")
RATED = Link(url=TOP_RATED, text="Đánh giá cao")
VIEWED = Link(url=MOST_VIEWED, text="Xem nhiều")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """
    The lists that are not by date, each whole.

    Attributes:
        announcements: In the editors' order.
        top_rated: The best first.
        most_viewed: The most read first, each with its number.
        viewed_as_of: When the newest of these numbers was counted, where that is known.
    """

    announcements: tuple[Member, ...]
    top_rated: tuple[Article, ...]
    most_viewed: tuple[Article, ...]
    viewed_as_of: datetime | None


def pick_items(inventory: Inventory, now: datetime) -> Picked:
    """Make the lists that are not by date."""
    read = tuple(inventory.shelves.viewed)
    return Picked(
        announcements=shown_picks(inventory, inventory.site.home.announcements, now),
        top_rated=tuple(inventory.shelves.rated),
        most_viewed=read,
        viewed_as_of=max((a.views.as_of for a in read if a.views and a.views.as_of), default=None),
    )


def with_views(inventory: Inventory, articles: Iterable[Article]) -> tuple[Item, ...]:
    """Return the list entries of *articles*, each with how often it was read."""
    return tuple(replace(inventory.entry(article), views=article.views.count) for article in articles if article.views)


def shown_picks(inventory: Inventory, picks: Iterable[Pick], now: datetime) -> tuple[Member, ...]:
    """
    Return what *picks* put on the site on the day of *now*, in their order.

    An article that is not listed at the moment is passed over, and so is one that stood before.
    """
    members: dict[str, Member] = {}
    for pick in picks:
        if is_shown(pick, now):
            found = inventory.shelves.find(pick.article) if pick.article else Item(url=pick.url, title=pick.title)
            if found is not None:
                members.setdefault(found.url, found)
    return tuple(members.values())


def picked_pages(inventory: Inventory, picked: Picked) -> Iterator[DatedPage]:
    """
    Yield announcements, top rated and most viewed.

    Rankings exist where they have members; announcements where `home.yaml` names any, for
    menus lead there while none is shown.
    """
    if inventory.site.home.announcements:
        # Editors put the newest first; counted from the last one, pages stay where they are.
        yield from list_pages(inventory, make_heading((HOME, NOTICES)), picked.announcements[::-1], "announcements")
    if picked.top_rated:
        heading = make_heading((HOME, RATED))
        yield from _ranking_pages(heading, picked.top_rated, inventory.entries, "top rated")
    if picked.most_viewed:
        heading = replace(make_heading((HOME, VIEWED)), as_of=picked.viewed_as_of)
        yield from _ranking_pages(heading, picked.most_viewed, partial(with_views, inventory), "most viewed")


def _ranking_pages(
    heading: ListPage,
    articles: tuple[Article, ...],
    entries: Callable[[tuple[Article, ...]], tuple[Item, ...]],
    source: str,
) -> Iterator[DatedPage]:
    """Cut a ranking into its pages, the best first."""
    for place, part in enumerate(divide_ranking(articles, heading.url)):
        ranked = replace(heading, first_rank=PAGE_SIZE * place + 1)
        yield list_page(ranked, part, entries, source)
