"""The plan of a build: every page of the site, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from plugins.archives.addresses import HOME, NOT_FOUND, ROBOTS, SEARCH, SITEMAP, STATISTICS, output_path
from plugins.archives.article_pages import article_pages
from plugins.archives.feeds import feed_pages
from plugins.archives.inventory import DatedPage, Inventory, take_inventory
from plugins.archives.lists import category_pages
from plugins.archives.periods import ENTRANCE, group_by_period, period_pages, year_link
from plugins.archives.sitemaps import sitemap_pages
from plugins.archives.statistics import make_figures
from plugins.archives.views import (
    Block,
    Frame,
    HomePage,
    NotFoundPage,
    Page,
    Robots,
    SearchPage,
    StatisticsPage,
)
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE

HOME_ITEMS = 5


def plan_pages(content: Content, now: datetime, frame: Frame, search_root: str) -> Iterator[Page]:
    """
    Yield every page of the site.

    Nothing is made before it is asked for, so that a build need not hold all bodies
    at once. The order follows from the arguments alone.

    Args:
        content: A content folder without errors.
        now: Decides what is visible.
        frame: The site's constants at the same moment.
        search_root: Address of the search index's root file.
    """
    inventory = take_inventory(content, now, frame)
    on_map: list[tuple[str, datetime | None]] = []
    for page, modified in _list_pages(inventory):
        on_map.append(("/" + page.path.removesuffix("index.html"), modified))
        yield page
    yield from article_pages(content, inventory)
    yield _search_page(inventory, search_root)
    yield Page(
        path=output_path(NOT_FOUND),
        template="not_found.html",
        view=NotFoundPage(categories=frame.menu),
        source="not found",
    )
    yield from feed_pages(inventory)
    yield from sitemap_pages(inventory, on_map)
    robots = Robots(is_open=frame.production, sitemap=frame.base_url + SITEMAP)
    yield Page(path=output_path(ROBOTS), template="robots.txt", view=robots, source="robots")


def _list_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield the pages that lead to articles, and the one of statistics."""
    yield _home_page(inventory)
    yield from category_pages(inventory)
    yield from period_pages(inventory)
    figures = make_figures(inventory.site.statistics)
    if figures:
        counted = datetime.combine(max(figure.date for figure in figures), time(), ZONE)
        view = StatisticsPage(url=STATISTICS, figures=figures)
        yield Page(path=output_path(STATISTICS), template="statistics.html", view=view, source="statistics"), counted


def _home_page(inventory: Inventory) -> DatedPage:
    """Return the front page: the newest articles, and those of each top-level category that has any."""
    newest = inventory.entries(inventory.listed[: -HOME_ITEMS - 1 : -1])
    blocks = tuple(
        Block(
            category=inventory.tree.links[category.slug],
            items=inventory.entries(inventory.by_category[category.slug][: -HOME_ITEMS - 1 : -1]),
        )
        for category in inventory.tree.top
        if inventory.by_category[category.slug]
    )
    view = HomePage(newest=newest, blocks=blocks, figures=make_figures(inventory.site.statistics))
    shown = (*newest, *(item for block in blocks for item in block.items))
    page = Page(path=output_path(HOME), template="home.html", view=view, source="home")
    return page, inventory.newest_change(shown)


def _search_page(inventory: Inventory, search_root: str) -> Page:
    """Return the search page; without a script it leads to the archive and its years, newest first."""
    years = sorted(group_by_period(inventory.listed), reverse=True)
    view = SearchPage(
        url=SEARCH,
        root=search_root,
        archives=(ENTRANCE, *(year_link(year) for year in years)),
        categories=inventory.frame.menu,
    )
    return Page(path=output_path(SEARCH), template="search.html", view=view, source="search")
