"""RSS feeds of the site, of each category, of each tag and of each topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from plugins.archives.addresses import HOME, category_url, feed_url, output_path
from plugins.archives.inventory import Inventory, newest_change
from plugins.archives.machine_views import Feed, FeedItem
from plugins.archives.parts import Frame
from plugins.archives.terms import KINDS, Kind
from plugins.archives.views import Page
from plugins.newsroom.article import Article
from plugins.newsroom.site import Category

LIMIT = 30


def feed_pages(inventory: Inventory) -> Iterator[Page]:
    """Yield the site's feed, then one for every category, then one for every other list that has a feed."""
    yield site_feed(inventory)
    for category in inventory.tree.ordered:
        yield category_feed(inventory, category)
    for kind in KINDS:
        if kind.has_feeds:
            for slug in inventory.terms.groups(kind):
                yield term_feed(inventory, kind, slug)


def site_feed(inventory: Inventory) -> Page:
    """Return the feed of the whole site."""
    name = inventory.frame.name
    return _feed_page(inventory, HOME, (name, inventory.frame.tagline or name), inventory.shelves.listed)


def category_feed(inventory: Inventory, category: Category) -> Page:
    """Return the feed of a category."""
    title = f"{category.name} - {inventory.frame.name}"
    words = (title, category.description or title)
    return _feed_page(inventory, category_url(category.slug), words, inventory.shelves.by_category[category.slug])


def term_feed(inventory: Inventory, kind: Kind, slug: str) -> Page:
    """Return the feed of a tag or a topic."""
    group = inventory.terms.groups(kind)[slug]
    title = f"{group.link.text} - {inventory.frame.name}"
    return _feed_page(inventory, group.link.url, (title, group.description or title), group.articles)


def make_guid(article: Article, host: str) -> str:
    """
    Return the name by which feed readers know an article for ever.

    Imported articles keep the old portal's, so that nobody is shown old news as new;
    others get a `tag:` URI (RFC 4151), which a new address does not change.
    """
    if article.legacy is not None and article.legacy.id is not None:
        return f"news_{article.legacy.id}"
    return f"tag:{host},{article.date.date().isoformat()}:{article.slug}"


def _feed_page(inventory: Inventory, page_url: str, words: tuple[str, str], articles: Sequence[Article]) -> Page:
    """
    Return the feed of a list.

    Args:
        inventory: What all pages share.
        page_url: The address of the list's page, the home page's for the site.
        words: Title and description.
        articles: The whole list, oldest first.
    """
    title, description = words
    base_url = inventory.frame.base_url

    def make_view() -> Feed:
        newest = articles[: -LIMIT - 1 : -1]
        return Feed(
            url=base_url + feed_url(page_url),
            page_url=base_url + page_url,
            title=title,
            description=description,
            updated=newest_change(newest),
            items=tuple(_make_item(article, inventory) for article in newest),
        )

    path = output_path(feed_url(page_url), "index.xml")
    return Page(path=path, template="feed.xml", make_view=make_view, source=f"feed {page_url.strip('/')}".rstrip())


def _make_item(article: Article, inventory: Inventory) -> FeedItem:
    """Return the entry of *article*, with its whole lead."""
    return FeedItem(
        url=inventory.frame.base_url + article.url,
        guid=make_guid(article, host_of(inventory.frame)),
        title=article.title,
        date=article.date,
        summary=article.summary,
        category=inventory.tree.links[article.category].text,
    )


def host_of(frame: Frame) -> str:
    """Return the host in the site's address, lower case."""
    return urlsplit(frame.base_url).hostname or ""
