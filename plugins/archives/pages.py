"""The plan of a build: every page of the site, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from plugins.archives.addresses import NOT_FOUND, ROBOTS, SEARCH, SITEMAP, STATISTICS, output_path
from plugins.archives.article_pages import article_pages
from plugins.archives.feeds import feed_pages
from plugins.archives.home import home_page
from plugins.archives.inventory import DatedPage, Inventory, take_inventory
from plugins.archives.lists import category_pages
from plugins.archives.machine_views import Robots
from plugins.archives.manifest import manifest_page
from plugins.archives.notices import notice_pages
from plugins.archives.parts import Frame
from plugins.archives.periods import ENTRANCE, group_by_period, period_pages, year_link
from plugins.archives.picked import pick_items, picked_pages
from plugins.archives.redirects import redirect_pages
from plugins.archives.site_map import map_page
from plugins.archives.sitemaps import sitemap_pages
from plugins.archives.statistics import make_figures
from plugins.archives.term_pages import term_pages
from plugins.archives.texts import text_pages
from plugins.archives.views import NotFoundPage, Page, SearchPage, StatisticsPage
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE


def plan_pages(content: Content, now: datetime, frame: Frame, search_root: str) -> Iterator[Page]:
    """
    Yield every page of the site.

    Nothing is made before it is asked for, so that a build need not hold all bodies
    at once. The order follows from the arguments alone; redirects come last, for they
    take what no other page has.

    Args:
        content: A content folder without errors.
        now: Decides what is visible.
        frame: The site's constants at the same moment.
        search_root: Address of the search index's root file.
    """
    inventory = take_inventory(content, now, frame)
    taken: set[str] = set()
    for page in _own_pages(content, inventory, now, search_root):
        taken.add(page.path)
        yield page
    yield from redirect_pages(content, inventory, now, taken)


def _own_pages(content: Content, inventory: Inventory, now: datetime, search_root: str) -> Iterator[Page]:
    """Yield every page but the redirects."""
    on_map: list[tuple[str, datetime | None]] = []
    for page, modified in _list_pages(content, inventory, now):
        on_map.append(("/" + page.path.removesuffix("index.html"), modified))
        yield page
    yield from article_pages(content, inventory)
    yield from notice_pages(content, inventory, now)
    yield _search_page(inventory, search_root)
    yield Page(
        path=output_path(NOT_FOUND),
        template="not_found.html",
        view=NotFoundPage(categories=inventory.tree.children("")),
        source="not found",
    )
    yield from feed_pages(inventory)
    yield from sitemap_pages(inventory, on_map)
    yield manifest_page(inventory)
    robots = Robots(is_open=inventory.frame.production, sitemap=inventory.frame.base_url + SITEMAP)
    yield Page(path=output_path(ROBOTS), template="robots.txt", view=robots, source="robots")


def _list_pages(content: Content, inventory: Inventory, now: datetime) -> Iterator[DatedPage]:
    """Yield the pages that lead to articles, the static ones, and the one of statistics: what is on the sitemap."""
    picked = pick_items(inventory, now)
    yield home_page(inventory, picked, now)
    yield from category_pages(inventory)
    yield from term_pages(inventory)
    yield from picked_pages(inventory, picked)
    yield from period_pages(inventory)
    yield from text_pages(content, inventory)
    yield map_page(inventory, picked), None
    figures = make_figures(inventory.site.statistics)
    if figures:
        counted = datetime.combine(max(figure.date for figure in figures), time(), ZONE)
        view = StatisticsPage(url=STATISTICS, figures=figures)
        yield Page(path=output_path(STATISTICS), template="statistics.html", view=view, source="statistics"), counted


def _search_page(inventory: Inventory, search_root: str) -> Page:
    """Return the search page; without a script it leads to the archive and its years, newest first."""
    years = sorted(group_by_period(inventory.listed), reverse=True)
    view = SearchPage(
        url=SEARCH,
        root=search_root,
        archives=(ENTRANCE, *(year_link(year) for year in years)),
        categories=inventory.tree.children(""),
    )
    return Page(path=output_path(SEARCH), template="search.html", view=view, source="search")
