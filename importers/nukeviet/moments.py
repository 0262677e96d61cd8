"""Times of the old portal: Unix seconds, and what its pages print, in the portal's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from plugins.newsroom.moment import ZONE, parse_moment
from plugins.newsroom.vietnamese import format_moment

_LATEST: Final = 4102444800  # the year 2100: later times are mistakes


def from_unix(seconds: int) -> datetime | None:
    """Return the local time of Unix seconds; None for 0 and for what cannot be meant."""
    if not 0 < seconds < _LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZONE)


def from_page(text: str) -> datetime | None:
    """Return the time that a page prints, None where there is no such day."""
    try:
        return parse_moment(text) if text else None
    except ValueError:
        return None


def written(moment: datetime) -> str:
    """Return a time as front matter has it: with seconds only where there are any."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"


def weekday_of(moment: datetime) -> str:
    """Return the name of the day: `Thứ hai`."""
    return format_moment(moment).partition(" - ")[0]
