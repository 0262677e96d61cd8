"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from plugins.archives.addresses import HOME, output_path
from plugins.archives.inventory import DatedPage, Inventory, newest_change
from plugins.archives.parts import Block
from plugins.archives.picked import Picked, shown_picks, with_views
from plugins.archives.statistics import make_figures
from plugins.archives.views import HomePage, Page
from plugins.newsroom.article import Article

LIMIT = 5
"""How many articles each part of the page has."""


def home_page(inventory: Inventory, picked: Picked, now: datetime) -> DatedPage:
    """Return the front page: what editors put there by hand, then what follows from the articles."""
    picks, listed = inventory.site.home, inventory.shelves.listed
    leads = shown_picks(inventory, picks.pinned, now) or tuple(listed[-1:])
    taken = {member.url for member in leads}
    recent = listed[: -LIMIT - len(leads) - 1 : -1]
    newest = tuple(article for article in recent if article.url not in taken)[:LIMIT]
    hot, announcements = shown_picks(inventory, picks.hot, now), picked.announcements[:LIMIT]
    blocks = tuple(_blocks(inventory))

    def make_view() -> HomePage:
        return HomePage(
            leads=inventory.entries(leads),
            newest=inventory.entries(newest),
            hot=inventory.entries(hot),
            announcements=inventory.entries(announcements),
            blocks=tuple(
                Block(category=inventory.tree.links[slug], items=inventory.entries(articles))
                for slug, articles in blocks
            ),
            top_rated=inventory.entries(picked.top_rated[:LIMIT]),
            most_viewed=with_views(inventory, picked.most_viewed[:LIMIT]),
            most_viewed_as_of=picked.viewed_as_of,
            figures=make_figures(inventory.site.statistics),
            parts=picks.parts,
        )

    members = chain(leads, newest, hot, announcements, *(articles for _, articles in blocks))
    page = Page(path=output_path(HOME), template="home.html", make_view=make_view, source="home")
    return page, newest_change(members)


def _blocks(inventory: Inventory) -> Iterator[tuple[str, Sequence[Article]]]:
    """Yield the blocks that editors ask for in their order, else one for each top-level category; none is empty."""
    slugs = inventory.site.home.categories or tuple(category.slug for category in inventory.tree.top)
    for slug in dict.fromkeys(slugs):
        articles = inventory.shelves.by_category[slug][: -LIMIT - 1 : -1]
        if articles:
            yield slug, articles
