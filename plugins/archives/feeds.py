"""RSS feeds of the site, of each category, of each tag and of each topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from plugins.archives.addresses import HOME, category_url, feed_url, output_path
from plugins.archives.inventory import Inventory, last_change
from plugins.archives.machine_views import Feed, FeedItem
from plugins.archives.parts import Frame
from plugins.archives.terms import KINDS
from plugins.archives.views import Page
from plugins.newsroom.article import Article

LIMIT = 30


def feed_pages(inventory: Inventory) -> Iterator[Page]:
    """Yield the site's feed, then one for every category, then one for every other list that has a feed."""
    frame = inventory.frame
    description = frame.tagline or frame.name
    yield _feed_page(inventory, HOME, (frame.name, description), inventory.listed)
    for category in inventory.tree.ordered:
        title = f"{category.name} - {frame.name}"
        articles = inventory.by_category[category.slug]
        yield _feed_page(inventory, category_url(category.slug), (title, category.description or title), articles)
    for kind in KINDS:
        if kind.has_feeds:
            for group in inventory.terms.groups(kind).values():
                title = f"{group.link.text} - {frame.name}"
                yield _feed_page(inventory, group.link.url, (title, group.description or title), group.articles)


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
    newest = articles[: -LIMIT - 1 : -1]
    view = Feed(
        url=base_url + feed_url(page_url),
        page_url=base_url + page_url,
        title=title,
        description=description,
        updated=max((last_change(article) for article in newest), default=None),
        items=tuple(_make_item(article, inventory) for article in newest),
    )
    path = output_path(feed_url(page_url), "index.xml")
    return Page(path=path, template="feed.xml", view=view, source=f"feed {page_url.strip('/')}".rstrip())


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
