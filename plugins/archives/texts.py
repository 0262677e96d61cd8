"""The static pages: who we are, how to reach us."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.archives.addresses import output_path
from plugins.archives.categories import HOME
from plugins.archives.inventory import DatedPage, Inventory
from plugins.archives.links import resolve_body
from plugins.archives.parts import Link
from plugins.archives.views import Page, TextPage
from plugins.newsroom.article import StaticPage
from plugins.newsroom.content import Content


def text_pages(content: Content, inventory: Inventory) -> Iterator[DatedPage]:
    """Yield every static page, in their order."""
    for page in inventory.texts:
        yield text_page(page, content, inventory), page.modified


def text_page(page: StaticPage, content: Content, inventory: Inventory) -> Page:
    """Return a static page."""

    def make_view() -> TextPage:
        return TextPage(
            url=page.url,
            title=page.title,
            lead=page.summary,
            html=resolve_body(content.bodies[page.path].html, page.path, inventory.places, begins=True),
            modified=page.modified,
            breadcrumbs=(HOME, text_link(page)),
        )

    return Page(path=output_path(page.url), template="text.html", make_view=make_view, source=page.path)


def text_link(page: StaticPage) -> Link:
    """Return the address and the title of a static page."""
    return Link(url=page.url, text=page.title)
