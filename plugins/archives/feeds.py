"""RSS feeds of the site and of each category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from plugins.archives.addresses import HOME, category_url, feed_url, output_path
from plugins.archives.inventory import Inventory, last_change
from plugins.archives.views import Feed, FeedItem, Frame, Page
from plugins.newsroom.article import Article

LIMIT = 30


def feed_pages(inventory: Inventory) -> Iterator[Page]:
    """Yield the site's feed, then one for every category."""
    frame = inventory.frame
    description = frame.tagline or frame.name
    yield _feed_page(inventory, ("", HOME), (frame.name, description), inventory.listed)
    for category in inventory.tree.ordered:
        title = f"{category.name} - {frame.name}"
        yield _feed_page(
            inventory,
            (category.slug, category_url(category.slug)),
            (title, category.description or title),
            inventory.by_category[category.slug],
        )


def make_guid(article: Article, host: str) -> str:
    """
    Return the name by which feed readers know an article for ever.

    Imported articles keep the old portal's, so that nobody is shown old news as new;
    others get a `tag:` URI (RFC 4151), which a new address does not change.
    """
    if article.legacy is not None and article.legacy.id is not None:
        return f"news_{article.legacy.id}"
    return f"tag:{host},{article.date.date().isoformat()}:{article.slug}"


def _feed_page(
    inventory: Inventory, place: tuple[str, str], words: tuple[str, str], articles: Sequence[Article]
) -> Page:
    """
    Return the feed of a list.

    Args:
        inventory: What all pages share.
        place: The category's slug ("" for the site) and the address of the list's page.
        words: Title and description.
        articles: The whole list, oldest first.
    """
    slug, page_url = place
    title, description = words
    base_url = inventory.frame.base_url
    newest = articles[: -LIMIT - 1 : -1]
    view = Feed(
        url=base_url + feed_url(slug),
        page_url=base_url + page_url,
        title=title,
        description=description,
        updated=max((last_change(article) for article in newest), default=None),
        items=tuple(_make_item(article, inventory) for article in newest),
    )
    path = output_path(feed_url(slug), "index.xml")
    return Page(path=path, template="feed.xml", view=view, source=f"feed {slug}".rstrip())


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
