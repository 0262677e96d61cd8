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
from plugins.archives.periods import ENTRANCE, period_pages, year_link
from plugins.archives.picked import pick_items, picked_pages
from plugins.archives.plan import Plan
from plugins.archives.redirects import redirect_pages
from plugins.archives.site_map import map_page
from plugins.archives.sitemaps import newest_of, site_maps, sitemap_pages
from plugins.archives.statistics import make_figures
from plugins.archives.term_pages import term_pages
from plugins.archives.texts import text_pages
from plugins.archives.views import NotFoundPage, Page, SearchPage, StatisticsPage, View
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE


def plan_site(content: Content, now: datetime, frame: Frame, search_root: str) -> Plan:
    """
    Plan every page of the site.

    What is on a page is made when it is asked for, so that a build need not hold all bodies
    at once. The order follows from the arguments alone; redirects come last, for they
    take what no other page has.

    Args:
        content: A content folder without errors.
        now: Decides what is visible.
        frame: The site's constants at the same moment.
        search_root: Address of the search index's root file.
    """
    inventory = take_inventory(content, now, frame)
    listed = list(_list_pages(content, inventory, now))
    dated = {address_of(page): modified for page, modified in listed}
    maps = site_maps(inventory, dated.items())
    pages = [
        *(page for page, _ in listed),
        *article_pages(content, inventory, now),
        *notice_pages(content, inventory, now),
        search_page(inventory, search_root),
        *_fixed_pages(inventory),
        *feed_pages(inventory),
        *sitemap_pages(inventory, maps),
    ]
    pages += redirect_pages(content, inventory, now, {page.path for page in pages})
    newest = {url: newest_of(entries) for url, entries in maps.items()}
    return Plan(pages=pages, dated=dated, maps=newest)


def address_of(page: Page) -> str:
    """Return the root-relative address of a page."""
    return "/" + page.path.removesuffix("index.html")


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
        yield _constant(output_path(STATISTICS), "statistics.html", view, "statistics"), counted


def _fixed_pages(inventory: Inventory) -> Iterator[Page]:
    """Yield what follows from the site's constants alone."""
    not_found = NotFoundPage(categories=inventory.tree.children(""))
    yield _constant(output_path(NOT_FOUND), "not_found.html", not_found, "not found")
    yield manifest_page(inventory)
    robots = Robots(is_open=inventory.frame.production, sitemap=inventory.frame.base_url + SITEMAP)
    yield _constant(output_path(ROBOTS), "robots.txt", robots, "robots")


def _constant(path: str, template: str, view: View, source: str) -> Page:
    return Page(path=path, template=template, make_view=lambda: view, source=source)


def search_page(inventory: Inventory, search_root: str) -> Page:
    """Return the search page; without a script it leads to the archive and its years, newest first."""

    def make_view() -> SearchPage:
        return SearchPage(
            url=SEARCH,
            root=search_root,
            archives=(ENTRANCE, *map(year_link, inventory.years)),
            categories=inventory.tree.children(""),
        )

    return Page(path=output_path(SEARCH), template="search.html", make_view=make_view, source="search")
