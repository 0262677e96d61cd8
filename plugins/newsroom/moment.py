"""Dates and times as editors write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

# What Asia/Ho_Chi_Minh has been since 1975.  The zone's older offsets (+07:06:30, +08:00) would come from the
# machine's copy of the zone table, and those with seconds are valid neither in HTML nor in a feed or sitemap.
ZONE = timezone(timedelta(hours=7))

_DAY = r"\d{4}-\d{2}-\d{2}"
_LOCAL = re.compile(rf"{_DAY}(?: \d{{2}}:\d{{2}}(?::\d{{2}})?)?", re.ASCII)
_OFFSET = re.compile(rf"{_DAY}T\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,6}})?)?(?:Z|[+-]\d{{2}}:?\d{{2}})", re.ASCII)


def parse_moment(text: str) -> datetime:
    """
    Read a date, or a date with a time.

    Args:
        text: `YYYY-MM-DD`, `YYYY-MM-DD HH:MM`, `YYYY-MM-DD HH:MM:SS`, or ISO 8601 with `T` and an
            offset; nothing else, so that no day is ever guessed.

    Returns:
        Aware, in `ZONE`, whole seconds; 00:00 where no time is given.

    Raises:
        ValueError: Another form, or a day or time that does not exist.
    """
    try:
        if _LOCAL.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=ZONE)
        if _OFFSET.fullmatch(text):
            return datetime.fromisoformat(text).replace(microsecond=0).astimezone(ZONE)
    except OverflowError as error:  # year 1 or 9999 and an offset that leads out of it
        raise ValueError(text) from error
    raise ValueError(text)


def is_moment_form(text: str) -> bool:
    """Tell whether *text* has one of the four forms, be there such a day or not."""
    return (_LOCAL.fullmatch(text) or _OFFSET.fullmatch(text)) is not None
