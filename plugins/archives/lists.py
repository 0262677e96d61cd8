"""The pages of lists: one list, cut into its pages, for each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.archives.addresses import category_url, feed_url, output_path
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.numbering import divide
from plugins.archives.views import Link, ListPage, Page, Steps
from plugins.newsroom.article import Article


def category_pages(inventory: Inventory) -> Iterator[DatedPage]:
    """Yield the list of every category; an empty one has its page too, for menus lead there."""
    tree = inventory.tree
    for category in tree.ordered:
        heading = ListPage(
            url=category_url(category.slug),
            heading=category.name,
            description=category.description,
            number=0,
            breadcrumbs=tree.breadcrumbs(category.slug),
            children=tree.children(category.slug),
            items=(),
            steps=Steps(),
            feed=Link(url=feed_url(category.slug), text=category.name),
        )
        articles = inventory.by_category[category.slug]
        yield from list_pages(inventory, heading, articles, f"category {category.slug}")


def list_pages(
    inventory: Inventory, heading: ListPage, articles: Sequence[Article], source: str
) -> Iterator[DatedPage]:
    """
    Cut a list into its pages.

    Args:
        inventory: What all pages share.
        heading: The list without its items: what each of its pages says above them, at the list's own address.
        articles: The whole list, oldest first.
        source: The list's name, for messages.

    Yields:
        The page at the list's own address, then the numbered ones from the newest down.
    """
    for part in divide(inventory.entries(articles), heading.url):
        view = replace(heading, url=part.url, number=part.number, items=part.items, steps=part.steps)
        page = Page(path=output_path(part.url), template="list.html", view=view, source=source)
        yield page, inventory.newest_change(part.items)
