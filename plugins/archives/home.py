"""The front page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from plugins.archives.addresses import HOME, output_path
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.parts import Block
from plugins.archives.picked import Picked, shown_picks
from plugins.archives.statistics import make_figures
from plugins.archives.views import HomePage, Page

LIMIT = 5
"""How many articles each part of the page has."""


def home_page(inventory: Inventory, picked: Picked, now: datetime) -> DatedPage:
    """Return the front page: what editors put there by hand, then what follows from the articles."""
    picks = inventory.site.home
    leads = shown_picks(inventory, picks.pinned, now) or inventory.entries(inventory.listed[-1:])
    taken = {item.url for item in leads}
    recent = inventory.entries(inventory.listed[: -LIMIT - len(leads) - 1 : -1])
    view = HomePage(
        leads=leads,
        newest=tuple(item for item in recent if item.url not in taken)[:LIMIT],
        hot=shown_picks(inventory, picks.hot, now),
        announcements=picked.announcements[:LIMIT],
        blocks=tuple(_blocks(inventory)),
        top_rated=picked.top_rated[:LIMIT],
        most_viewed=picked.most_viewed[:LIMIT],
        most_viewed_as_of=picked.viewed_as_of,
        figures=make_figures(inventory.site.statistics),
        parts=picks.parts,
    )
    lists = (view.leads, view.newest, view.hot, view.announcements, *(block.items for block in view.blocks))
    changed = inventory.newest_change(item for items in lists for item in items)
    return Page(path=output_path(HOME), template="home.html", view=view, source="home"), changed


def _blocks(inventory: Inventory) -> Iterator[Block]:
    """Yield the blocks that editors ask for in their order, else one for each top-level category; none is empty."""
    slugs = inventory.site.home.categories or tuple(category.slug for category in inventory.tree.top)
    for slug in dict.fromkeys(slugs):
        articles = inventory.by_category[slug]
        if articles:
            items = inventory.entries(articles[: -LIMIT - 1 : -1])
            yield Block(category=inventory.tree.links[slug], items=items)
