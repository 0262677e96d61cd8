"""What readers can see at a moment, and when that changes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain

from plugins.newsroom.article import Article, Status
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Banner, Pick, Site

_WITH_PAGES = (Status.PUBLISHED, Status.HIDDEN)


def listed(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles that stand in lists at *now*, ascending by (date, slug)."""
    return tuple(article for article in content.articles if article.is_listed(now))


def with_pages(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles that have a page at *now*, listed and hidden ones, ascending by (date, slug)."""
    return tuple(article for article in content.articles if article.has_page(now))


def gone(content: Content, now: datetime) -> tuple[Article, ...]:
    """Return the articles whose page a notice replaces at *now*: the expired and the withdrawn, ascending."""
    return tuple(article for article in content.articles if is_gone(article, now))


def is_gone(article: Article, now: datetime) -> bool:
    """Tell whether a notice stands where *article* was."""
    return is_public(article, now) and not article.has_page(now)


def is_public(article: Article, now: datetime) -> bool:
    """Tell whether readers have or had *article*: expired and withdrawn ones, with their notices, included."""
    return article.status in _WITH_PAGES and article.date <= now


def next_due(content: Content, now: datetime) -> datetime | None:
    """
    Find the next moment at which the site changes by itself.

    That is when an article appears or expires, or when the day begins on which a
    banner, an application or a hand-picked entry of the home page comes or goes.

    Returns:
        The earliest such moment after *now*, or None where nothing is due.
    """
    moments = chain(site_moments(content.site), *map(article_moments, content.articles))
    return min((moment for moment in moments if moment > now), default=None)


def article_moments(article: Article) -> tuple[datetime, ...]:
    """Return every moment, past or future, at which *article* appears or goes by itself."""
    if article.status not in _WITH_PAGES:
        return ()
    if article.expires is not None and article.withdrawn is None:
        return (article.date, article.expires)
    return (article.date,)


def site_moments(site: Site) -> Iterator[datetime]:
    """Yield every moment, past or future, at which something that stands in site data appears or goes."""
    home = site.home
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
