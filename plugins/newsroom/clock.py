"""Which moment is a site built for, where nobody says one?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from plugins.newsroom.moment import ZONE


def current_minute(environ: Mapping[str, str], clock: Callable[[], float]) -> datetime:
    """
    Return the moment that `SOURCE_DATE_EPOCH` gives, else the clock's minute.

    Args:
        environ: The environment's variables.
        clock: Seconds since 1970, as `time.time`.

    Returns:
        Aware, in Asia/Ho_Chi_Minh; of the clock without seconds, so that two builds in a minute agree.

    Raises:
        ValueError: `SOURCE_DATE_EPOCH` is no whole number of seconds that a date can hold.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    stated = environ.get("SOURCE_DATE_EPOCH", "")
    if not stated:
        return datetime.fromtimestamp(clock(), ZONE).replace(second=0, microsecond=0)
    try:
        return datetime.fromtimestamp(int(stated), ZONE)
    except (OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH {stated!r} is outside the calendar"
        raise ValueError(message) from error
