"""The lists of tags, topics, authors and units, and the page that names all of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.archives.addresses import feed_url, output_path
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.lists import Wanted, list_pages, make_heading
from plugins.archives.parts import Counted, Link
from plugins.archives.terms import KINDS, Kind
from plugins.archives.views import CountsPage, Page


def term_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield, of every kind that has members, the page of all, then the list of each in alphabetical order."""
    for kind in KINDS:
        groups = inventory.terms.groups(kind)
        if groups:
            yield terms_page(inventory, kind)
            for slug in groups:
                yield from term_list(inventory, kind, slug)


def term_list(inventory: Inventory, kind: Kind, slug: str, wanted: Wanted | None = None) -> Iterator[DatedPage]:
    """Yield the list of one term, or those pages of it that are *wanted*."""
    group = inventory.terms.groups(kind)[slug]
    feed = Link(url=feed_url(group.link.url), text=group.link.text) if kind.has_feeds else None
    heading = make_heading((HOME, _entrance(kind), group.link), group.description, feed)
    yield from list_pages(inventory, heading, group.articles, _source(kind, slug), wanted)


def terms_page(inventory: Inventory, kind: Kind) -> DatedPage:
    """Return the page of all terms of a kind; when it last changed follows from no one article."""
    here = _entrance(kind)

    def make_view() -> CountsPage:
        groups = inventory.terms.groups(kind).values()
        terms = tuple(Counted(url=g.link.url, text=g.link.text, count=len(g.articles)) for g in groups)
        return CountsPage(url=here.url, heading=here.text, breadcrumbs=(HOME, here), lists=terms)

    return Page(
        path=output_path(here.url), template="counts.html", make_view=make_view, source=f"list {here.url}"
    ), None


def _entrance(kind: Kind) -> Link:
    return Link(url=kind.url, text=kind.heading)


def _source(kind: Kind, slug: str) -> str:
    """Return the list's name for messages."""
    return f"{kind.url.strip('/')} {slug}"
