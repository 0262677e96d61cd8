"""The lists of tags, topics, authors and units, and the page that names all of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.archives.addresses import feed_url, output_path
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.lists import list_pages, make_heading
from plugins.archives.parts import Counted, Link
from plugins.archives.terms import KINDS, Group, Kind
from plugins.archives.views import CountsPage, Page


def term_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield, of every kind that has members, the page of all, then the list of each in alphabetical order."""
    for kind in KINDS:
        groups = inventory.terms.groups(kind)
        if groups:
            way = (HOME, Link(url=kind.url, text=kind.heading))
            yield _terms_page(inventory, way, groups)
            for slug, group in groups.items():
                feed = Link(url=feed_url(group.link.url), text=group.link.text) if kind.has_feeds else None
                heading = make_heading((*way, group.link), group.description, feed)
                items = inventory.entries(group.articles)
                yield from list_pages(inventory, heading, items, _source(kind, slug))


def _terms_page(inventory: Inventory, way: tuple[Link, ...], groups: Mapping[str, Group]) -> DatedPage:
    """Return the page of all *groups*; it changes when the newest of their articles does."""
    here = way[-1]
    terms = tuple(Counted(url=g.link.url, text=g.link.text, count=len(g.articles)) for g in groups.values())
    view = CountsPage(url=here.url, heading=here.text, breadcrumbs=way, lists=terms)
    page = Page(path=output_path(here.url), template="counts.html", view=view, source=f"list {here.url}")
    members = {article.slug: article for group in groups.values() for article in group.articles}
    return page, inventory.newest_change(inventory.entries(members.values()))


def _source(kind: Kind, slug: str) -> str:
    """Return the list's name for messages."""
    return f"{kind.url.strip('/')} {slug}"
