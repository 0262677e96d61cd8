"""What readers can see at a moment, and when that changes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from plugins.newsroom.article import Article, Status
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Banner

_WITH_PAGES = (Status.PUBLISHED, Status.HIDDEN)


def listed(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles that stand in lists at *now*, ascending by (date, slug)."""
    return tuple(article for article in content.articles if article.is_listed(now))


def with_pages(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles that have a page at *now*, listed and hidden ones, ascending by (date, slug)."""
    return tuple(article for article in content.articles if article.has_page(now))


def next_due(content: Content, now: datetime) -> datetime | None:
    """
    Find the next moment at which the site changes by itself.

    That is when an article appears or expires, or when the day begins on which a
    banner or an application comes or goes.

    Returns:
        The earliest such moment after *now*, or None where nothing is due.
    """
    return min((moment for moment in _due_moments(content) if moment > now), default=None)


def _due_moments(content: Content) -> Iterator[datetime]:
    """Yield every moment, past or future, at which something appears or goes."""
    for article in content.articles:
        if article.status in _WITH_PAGES and article.withdrawn is None:
            yield article.date
            if article.expires is not None:
                yield article.expires
    for banner in (*content.site.banners, *content.site.applications):
        yield from _window(banner)


def _window(banner: Banner) -> Iterator[datetime]:
    """Yield the midnights at which *banner* comes and goes."""
    if banner.since is not None:
        yield _midnight(banner.since)
    # The last day of the calendar has no next one; it is how some editors write "for ever".
    if banner.until is not None and banner.until < date.max:
        yield _midnight(banner.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    """Return the moment at which *day* begins."""
    return datetime.combine(day, time(), ZONE)
