"""The archive by the calendar: years, the months of a year, the articles of a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plugins.archives.addresses import ARCHIVE, output_path, period_url
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory, Period
from plugins.archives.lists import Wanted, list_pages, make_heading
from plugins.archives.parts import Chart, Counted, Link, MonthCount
from plugins.archives.views import CountsPage, Page

ENTRANCE = Link(url=ARCHIVE, text="Lưu trữ")


def year_link(year: int) -> Link:
    """Return the address and the name of a year in the archive."""
    return Link(url=period_url(year), text=f"Năm {year}")


def month_link(year: int, month: int) -> Link:
    """Return the address and the name of a month in the archive."""
    return Link(url=period_url(year, month), text=f"Tháng {month} năm {year}")


def period_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield the archive's entrance, then each year, the newest first, with its months, the newest first."""
    yield entrance_page(inventory)
    for year in inventory.years:
        yield year_page(inventory, year)
        for period in _months(inventory, year):
            yield from month_list(inventory, period)


def entrance_page(inventory: Inventory) -> DatedPage:
    """Return the archive's entrance, which counts the articles of each year."""

    def years() -> Iterator[Counted]:
        for year in inventory.years:
            link = year_link(year)
            count = sum(len(inventory.shelves.by_month[period]) for period in _months(inventory, year))
            yield Counted(url=link.url, text=link.text, count=count)

    return _counts_page((HOME, ENTRANCE), years, lambda: make_chart(inventory, inventory.years))


def year_page(inventory: Inventory, year: int) -> DatedPage:
    """Return the page of a year, which counts the articles of each month."""

    def months() -> Iterator[Counted]:
        for period in _months(inventory, year):
            link = month_link(*period)
            yield Counted(url=link.url, text=link.text, count=len(inventory.shelves.by_month[period]))

    return _counts_page((HOME, ENTRANCE, year_link(year)), months, lambda: make_chart(inventory, [year]))


def month_list(inventory: Inventory, period: Period, wanted: Wanted | None = None) -> Iterator[DatedPage]:
    """Yield the list of a month, or those pages of it that are *wanted*."""
    year, month = period
    heading = make_heading((HOME, ENTRANCE, year_link(year), month_link(year, month)))
    articles = inventory.shelves.by_month[period]
    yield from list_pages(inventory, heading, articles, f"archive {year:04}-{month:02}", wanted)


def _months(inventory: Inventory, year: int) -> list[Period]:
    """Return the months of *year* with listed articles, the newest first."""
    return sorted((period for period in inventory.shelves.by_month if period[0] == year), reverse=True)


def make_chart(inventory: Inventory, years: Sequence[int]) -> Chart | None:
    """Return the lengths of all months from the first to the last of *years*, those without articles too."""
    if not years:
        return None
    shelves = inventory.shelves.by_month
    counts = {period: len(shelf) for period, shelf in shelves.items() if min(years) <= period[0] <= max(years)}
    return Chart(
        months=tuple(
            MonthCount(year=year, month=month, count=counts.get((year, month), 0))
            for year in range(min(years), max(years) + 1)
            for month in range(1, 13)
        ),
        highest=max(counts.values()),
    )


def _counts_page(
    way: tuple[Link, ...], periods: Callable[[], Iterator[Counted]], chart: Callable[[], Chart | None]
) -> DatedPage:
    """Return the page at the end of *way*; when it last changed follows from the lists below it."""
    here = way[-1]

    def make_view() -> CountsPage:
        return CountsPage(url=here.url, heading=here.text, breadcrumbs=way, lists=tuple(periods()), chart=chart())

    source = f"archive {here.url}"
    return Page(path=output_path(here.url), template="counts.html", make_view=make_view, source=source), None
