"""What stands at the address of an article that went: old links explain themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from plugins.archives.addresses import output_path
from plugins.archives.inventory import Inventory
from plugins.archives.views import NoticePage, Page
from plugins.archives.visibility import gone
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content


def notice_pages(content: Content, inventory: Inventory, now: datetime) -> Iterator[Page]:
    """Yield the notice of every article that has expired or was withdrawn, ascending by (date, slug)."""
    for article in gone(content, now):
        yield notice_page(article, inventory)


def notice_page(article: Article, inventory: Inventory) -> Page:
    """Return the page that stands where *article* was."""
    return Page(
        path=output_path(article.url),
        template="notice.html",
        make_view=partial(_make_notice, article, inventory),
        source=article.path,
    )


def _make_notice(article: Article, inventory: Inventory) -> NoticePage:
    """Return the notice of an article that went; of a withdrawn one it tells neither title nor text."""
    way = inventory.tree.breadcrumbs(article.category)
    if article.withdrawn is not None:
        return NoticePage(
            url=article.url,
            kind="withdrawn",
            title="",
            reason=article.withdrawn.reason,
            published=None,
            date=article.withdrawn.date,
            category=way[-1],
            breadcrumbs=way,
        )
    return NoticePage(
        url=article.url,
        kind="expired",
        title=article.title,
        reason="",
        published=article.date,
        date=article.expires or article.date,
        category=way[-1],
        breadcrumbs=way,
    )
