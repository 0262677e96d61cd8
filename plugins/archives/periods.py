"""The archive by the calendar: years, the months of a year, the articles of a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from plugins.archives.addresses import ARCHIVE, output_path, period_url
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.lists import list_pages, make_heading
from plugins.archives.parts import Chart, Counted, Link, MonthCount
from plugins.archives.views import CountsPage, Page
from plugins.newsroom.article import Article

ENTRANCE = Link(url=ARCHIVE, text="Lưu trữ")

Months = dict[int, list[Article]]


def group_by_period(articles: Iterable[Article]) -> dict[int, Months]:
    """Return year → month → articles, each in the order of *articles*."""
    years: dict[int, Months] = {}
    for article in articles:
        years.setdefault(article.date.year, {}).setdefault(article.date.month, []).append(article)
    return years


def year_link(year: int) -> Link:
    """Return the address and the name of a year in the archive."""
    return Link(url=period_url(year), text=f"Năm {year}")


def month_link(year: int, month: int) -> Link:
    """Return the address and the name of a month in the archive."""
    return Link(url=period_url(year, month), text=f"Tháng {month} năm {year}")


def period_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield the archive's entrance, then each year, the newest first, with its months, the newest first."""
    years = group_by_period(inventory.listed)
    order = sorted(years, reverse=True)
    periods = (_period(year_link(year), sum(len(articles) for articles in years[year].values())) for year in order)
    chart = make_chart(years, min(years), max(years)) if years else None
    yield _periods_page(inventory, (HOME, ENTRANCE), periods, inventory.listed, chart)
    for year in order:
        yield from _year_pages(inventory, year, years[year])


def _year_pages(inventory: Inventory, year: int, months: Months) -> Iterator[DatedPage]:
    """Yield the page of a year and the lists of its months."""
    order = sorted(months, reverse=True)
    way = (HOME, ENTRANCE, year_link(year))
    periods = (_period(month_link(year, month), len(months[month])) for month in order)
    articles = (article for month in order for article in months[month])
    yield _periods_page(inventory, way, periods, articles, make_chart({year: months}, year, year))
    for month in order:
        link = month_link(year, month)
        items = inventory.entries(months[month])
        yield from list_pages(inventory, make_heading((*way, link)), items, f"archive {year:04}-{month:02}")


def _period(link: Link, count: int) -> Counted:
    """Return a year or a month as it stands in a list of them."""
    return Counted(url=link.url, text=link.text, count=count)


def make_chart(years: Mapping[int, Months], first: int, last: int) -> Chart:
    """Return the lengths of all months from the year *first* to the year *last*, those without articles too."""
    counts = {(year, month): len(articles) for year, months in years.items() for month, articles in months.items()}
    return Chart(
        months=tuple(
            MonthCount(year=year, month=month, count=counts.get((year, month), 0))
            for year in range(first, last + 1)
            for month in range(1, 13)
        ),
        highest=max(counts.values()),
    )


def _periods_page(
    inventory: Inventory,
    way: tuple[Link, ...],
    periods: Iterable[Counted],
    articles: Iterable[Article],
    chart: Chart | None,
) -> DatedPage:
    """Return the page at the end of *way*, and when one of its *articles* last changed."""
    here = way[-1]
    view = CountsPage(url=here.url, heading=here.text, breadcrumbs=way, lists=tuple(periods), chart=chart)
    page = Page(path=output_path(here.url), template="counts.html", view=view, source=f"archive {here.url}")
    return page, inventory.newest_change(inventory.entries(articles))
