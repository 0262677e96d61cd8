"""The pages of lists: one list, cut into its pages, for each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.archives.addresses import category_url, feed_url, output_path
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.numbering import Part, divide
from plugins.archives.parts import Item, Link, Steps
from plugins.archives.views import ListPage, Page


def category_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield the list of every category; an empty one has its page too, for menus lead there."""
    tree = inventory.tree
    for category in tree.ordered:
        heading = make_heading(
            tree.breadcrumbs(category.slug),
            category.description,
            Link(url=feed_url(category_url(category.slug)), text=category.name),
        )
        heading = replace(heading, children=tree.children(category.slug))
        items = inventory.entries(inventory.by_category[category.slug])
        yield from list_pages(inventory, heading, items, f"category {category.slug}")


def list_pages(inventory: Inventory, heading: ListPage, items: Sequence[Item], source: str) -> Iterator[DatedPage]:
    """
    Cut a list into its pages.

    Args:
        inventory: What all pages share.
        heading: The list without its items: what each of its pages says above them, at the list's own address.
        items: The whole list, oldest first.
        source: The list's name, for messages.

    Yields:
        The page at the list's own address, then the numbered ones from the newest down.
    """
    for part in divide(items, heading.url):
        yield list_page(inventory, heading, part, source)


def list_page(inventory: Inventory, heading: ListPage, part: Part[Item], source: str) -> DatedPage:
    """Return one page of the list that *heading* is of, and when one of its articles last changed."""
    view = replace(heading, url=part.url, number=part.number, items=part.items, steps=part.steps)
    page = Page(path=output_path(part.url), template="list.html", view=view, source=source)
    return page, inventory.newest_change(part.items)


def make_heading(way: tuple[Link, ...], description: str = "", feed: Link | None = None) -> ListPage:
    """
    Return what stands above a list that has no sub-lists.

    Args:
        way: The way to it from the home page; the last is the list itself.
        description: What it is about.
        feed: Its feed.
    """
    return ListPage(
        url=way[-1].url,
        heading=way[-1].text,
        description=description,
        number=0,
        breadcrumbs=way,
        children=(),
        items=(),
        steps=Steps(),
        feed=feed,
    )
