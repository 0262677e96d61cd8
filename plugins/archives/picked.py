"""Lists that are not by date: the best rated, the most read, and what editors picked by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from plugins.archives.addresses import ANNOUNCEMENTS, MOST_VIEWED, TOP_RATED
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.lists import list_page, list_pages, make_heading
from plugins.archives.numbering import PAGE_SIZE, divide_ranking
from plugins.archives.parts import Item, Link
from plugins.archives.views import ListPage
from plugins.newsroom.site import Pick, is_shown
from plugins.ratings.ranking import rank, rank_by_views

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

    announcements: tuple[Item, ...]
    top_rated: tuple[Item, ...]
    most_viewed: tuple[Item, ...]
    viewed_as_of: datetime | None


def pick_items(inventory: Inventory, now: datetime) -> Picked:
    """Make the lists that are not by date."""
    read = rank_by_views(inventory.listed)
    return Picked(
        announcements=shown_picks(inventory, inventory.site.home.announcements, now),
        top_rated=inventory.entries(rank(inventory.listed)),
        most_viewed=tuple(
            replace(item, views=article.views.count)
            for article, item in zip(read, inventory.entries(read), strict=True)
            if article.views
        ),
        viewed_as_of=max((a.views.as_of for a in read if a.views and a.views.as_of), default=None),
    )


def shown_picks(inventory: Inventory, picks: Iterable[Pick], now: datetime) -> tuple[Item, ...]:
    """
    Return the entries of *picks* that stand on the site on the day of *now*, in their order.

    An article that is not listed at the moment is passed over, and so is one that stood before.
    """
    items: dict[str, Item] = {}
    for pick in picks:
        item = inventory.items.get(pick.article) if pick.article else Item(url=pick.url, title=pick.title)
        if item is not None and is_shown(pick, now):
            items.setdefault(item.url, item)
    return tuple(items.values())


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
        yield from _ranking_pages(inventory, make_heading((HOME, RATED)), picked.top_rated, "top rated")
    if picked.most_viewed:
        heading = replace(make_heading((HOME, VIEWED)), as_of=picked.viewed_as_of)
        yield from _ranking_pages(inventory, heading, picked.most_viewed, "most viewed")


def _ranking_pages(
    inventory: Inventory, heading: ListPage, items: tuple[Item, ...], source: str
) -> Iterator[DatedPage]:
    """Cut a ranking into its pages, the best first."""
    for place, part in enumerate(divide_ranking(items, heading.url)):
        yield list_page(inventory, replace(heading, first_rank=PAGE_SIZE * place + 1), part, source)
