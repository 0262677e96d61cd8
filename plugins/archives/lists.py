"""The pages of lists: one list, cut into its pages, for each category."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from plugins.archives.addresses import category_url, feed_url, output_path
from plugins.archives.inventory import DatedPage, Inventory, Member, newest_change
from plugins.archives.numbering import Part, divide
from plugins.archives.parts import Item, Link, Steps
from plugins.archives.views import ListPage, Page
from plugins.newsroom.site import Category

M = TypeVar("M", bound=Member)

Wanted = Callable[[int], bool]
"""Tells by its number whether a page of a list is asked for."""


def category_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield the list of every category; an empty one has its page too, for menus lead there."""
    for category in inventory.tree.ordered:
        yield from category_list(inventory, category)


def category_list(inventory: Inventory, category: Category, wanted: Wanted | None = None) -> Iterator[DatedPage]:
    """Yield the list of one category, or those pages of it that are *wanted*."""
    tree = inventory.tree
    heading = make_heading(
        tree.breadcrumbs(category.slug),
        category.description,
        Link(url=feed_url(category_url(category.slug)), text=category.name),
    )
    heading = replace(heading, children=tree.children(category.slug))
    articles = inventory.shelves.by_category[category.slug]
    yield from list_pages(inventory, heading, articles, f"category {category.slug}", wanted)


def list_pages(
    inventory: Inventory, heading: ListPage, members: Sequence[Member], source: str, wanted: Wanted | None = None
) -> Iterator[DatedPage]:
    """
    Cut a list into its pages.

    Args:
        inventory: What all pages share.
        heading: The list without its items: what each of its pages says above them, at the list's own address.
        members: The whole list, oldest first.
        source: The list's name, for messages.
        wanted: Which pages are asked for; None: all.

    Yields:
        The page at the list's own address, then the numbered ones from the newest down.
    """
    for part in divide(members, heading.url, wanted):
        yield list_page(heading, part, inventory.entries, source)


def list_page(
    heading: ListPage, part: Part[M], entries: Callable[[tuple[M, ...]], tuple[Item, ...]], source: str
) -> DatedPage:
    """
    Return one page of the list that *heading* is of, and when one of its articles last changed.

    *entries* makes what the page shows of its members.
    """

    def make_view() -> ListPage:
        return replace(heading, url=part.url, number=part.number, items=entries(part.items), steps=part.steps)

    page = Page(path=output_path(part.url), template="list.html", make_view=make_view, source=source)
    return page, newest_change(part.items)


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
