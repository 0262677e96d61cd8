"""What readers can see at a moment, and when that changes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain

from plugins.newsroom.article import Article, Status
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Banner, Pick

_WITH_PAGES = (Status.PUBLISHED, Status.HIDDEN)


def listed(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles that stand in lists at *now*, ascending by (date, slug)."""
    return tuple(article for article in content.articles if article.is_listed(now))


def with_pages(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles that have a page at *now*, listed and hidden ones, ascending by (date, slug)."""
    return tuple(article for article in content.articles if article.has_page(now))


def gone(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles whose page a notice replaces at *now*: the expired and the withdrawn, ascending."""
    return tuple(
        article
        for article in content.articles
        if article.status in _WITH_PAGES and article.date <= now and not article.has_page(now)
    )


def next_due(content: Content, now: datetime) -> datetime | None:
    """
    Find the next moment at which the site changes by itself.

    That is when an article appears or expires, or when the day begins on which a
    banner, an application or a hand-picked entry of the home page comes or goes.

    Returns:
        The earliest such moment after *now*, or None where nothing is due.
    """
    return min((moment for moment in _due_moments(content) if moment > now), default=None)


def _due_moments(content: Content) -> Iterator[datetime]:
    """Yield every moment, past or future, at which something appears or goes."""
    for article in content.articles:
        if article.status in _WITH_PAGES:
            yield article.date
            if article.expires is not None and article.withdrawn is None:
                yield article.expires
    site, home = content.site, content.site.home
    shown: tuple[Iterable[Banner | Pick], ...] = (
        site.banners,
        site.applications,
        home.pinned,
        home.hot,
        home.announcements,
    )
    for entry in chain.from_iterable(shown):
        yield from _window(entry)


def _window(banner: Banner | Pick) -> Iterator[datetime]:
    """Yield the midnights at which *banner*, or a picked entry, comes and goes."""
    if banner.since is not None:
        yield _midnight(banner.since)
    # The last day of the calendar has no next one; it is how some editors write "for ever".
    if banner.until is not None and banner.until < date.max:
        yield _midnight(banner.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    """Return the moment at which *day* begins."""
    return datetime.combine(day, time(), ZONE)
