"""Dates in Vietnamese text: in a line of their own, or at the beginning of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from plugins.newsroom.moment import ZONE

_DATE: Final = (
    r"(?:ngày\s+)?(?:(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s*,?\s+năm\s+(?P<y2>\d{4}))"
)
_TIME: Final = r"(?P<{0}>\d{{1,2}})\s*(?::|h|g|giờ)\s*(?P<{1}>\d{{2}})?(?:\s*phút)?"
_WEEKDAYS: Final = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY: Final = r"(?:(?P<weekday>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\s*(?:,|[-–])?\s*)?"
_GAP: Final = r"\s*(?:,|\||[-–]|lúc)?\s*"
_LINE: Final = re.compile(
    r"\(?(?:(?:ngày đăng|cập nhật|đăng lúc|đăng ngày|thời gian|đăng)\s*:?\s*)?"
    r"(?:(?!thứ\s|chủ\s)(?P<place>[^\d,;:]{2,40}),\s*)?"
    rf"{_WEEKDAY}(?:{_TIME.format('h', 'min')}{_GAP})?{_WEEKDAY.replace('weekday', 'weekday2')}"
    rf"{_DATE}(?:{_GAP}{_TIME.format('h2', 'min2')})?\s*(?:\(?GMT\s*\+\s*7\)?)?\s*\)?\.?",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(rf"(?:(?:sáng|trưa|chiều|tối|đêm)\s+)?(?:nay\s*)?\(?{_DATE}\b", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1975, 2100


@dataclass(frozen=True, slots=True)
class Found:
    """A date that a text says; `has_time` tells whether hours were said too, `is_odd` that the weekday is another."""

    moment: datetime
    has_time: bool = False
    is_odd: bool = False

    @property
    def text(self) -> str:
        """The date as front matter has it."""
        return f"{self.moment:%Y-%m-%d %H:%M}" if self.has_time else f"{self.moment:%Y-%m-%d}"


def read_dateline(text: str) -> Found | None:
    """Return the date of a line that says nothing else but a place, None where it says more or no such day exists."""
    match = _LINE.fullmatch(text.strip())
    return None if match is None else _found(match)


def read_opening(text: str) -> Found | None:
    """Return the date with which a text begins, as news do ("Sáng 24/6/2019, …")."""
    match = _OPENING.match(text.strip())
    return None if match is None else _found(match)


def _found(match: re.Match[str]) -> Found | None:
    said = match.groupdict()

    def number(*names: str) -> int:
        return next((int(said[name]) for name in names if said.get(name)), 0)

    hour_said = said.get("h") or said.get("h2")
    try:
        moment = datetime(
            number("y", "y2"),
            number("m", "m2"),
            number("d", "d2"),
            number("h", "h2"),
            number("min", "min2"),
            tzinfo=ZONE,
        )
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    weekday = (said.get("weekday") or said.get("weekday2") or "").lower().split()
    return Found(moment, bool(hour_said), bool(weekday) and _weekday(weekday) != moment.weekday())


def _weekday(words: list[str]) -> int:
    """Return 0 for "thứ hai" or "thứ 2" to 6 for "chủ nhật"."""
    if words[0] == "chủ":
        return len(_WEEKDAYS)
    return int(words[1]) - 2 if words[1].isdigit() else _WEEKDAYS.index(words[1])
