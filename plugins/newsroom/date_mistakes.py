"""What an editor meant by a date in another form than the four that are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from plugins.newsroom.moment import is_moment_form

_EXAMPLE: Final = "2019-06-24 22:33"
_NOON: Final = 12

# The first that is found in a text names its mistake.
_FORMS: Final = (
    ("E225", re.compile(r"\b(?:thứ|chủ nhật|ngày|tháng|năm|giờ)\b|\d+\s*(?:h|g)\s*\d", re.IGNORECASE)),
    ("E223", re.compile(r"(?:\b|\d)(?:[ap]\.?\s?m\b\.?|sa|ch|sáng|trưa|chiều|tối)(?![^\W\d])", re.IGNORECASE)),
    ("E224", re.compile(r"(?:^|\s)\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)", re.ASCII)),
    ("E221", re.compile(r"(?:^|\s)\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)", re.ASCII)),
    ("E222", re.compile(r"(?<!\d)\d{4}(?:[/.]\d{1,2}[/.]\d{1,2}|-\d-\d{1,2}|-\d{2}-\d)(?!\d)|[ T]\d:\d\d", re.ASCII)),
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\D{1,8}(\d{1,2})\D{1,8}(\d{1,2})(?!\d)", re.ASCII)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\D{1,8}(\d{1,2})\D{1,8}(\d{4}|\d{2})(?!\d)", re.ASCII)
_TIME = re.compile(r"(?<!\d)(\d{1,2})\s*(?::|h|g(?:iờ)?)\s*(\d{2})?(?!\d)", re.IGNORECASE)
_AFTERNOON = re.compile(r"p\.?\s?m|ch(?![^\W\d])|chiều|tối", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMistake:
    """The catalogue key of a mistake, and the date that was probably meant, as it should be written."""

    key: str
    near: str


def explain_date(text: str) -> DateMistake:
    """Name what is wrong with a text that is no date; `near` is an example where nothing can be guessed."""
    if is_moment_form(text):
        return DateMistake("E220", _EXAMPLE)
    key = next((key for key, form in _FORMS if form.search(text)), "E205")
    return DateMistake(key, _guess(text) or _EXAMPLE)


def _guess(text: str) -> str:
    """Return the date in *text* as it should be written, "" where there is none that exists."""
    time = _TIME.search(text)
    rest = text[: time.start()] + text[time.end() :] if time else text
    if match := _YEAR_FIRST.search(rest):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.search(rest):
        day, month, year = match.groups()
    else:
        return ""
    year = year if len(year) > 2 else f"20{year}"  # noqa: PLR2004 - two digits
    hour = int(time[1]) if time else 0
    if _AFTERNOON.search(text) and hour < _NOON:
        hour += _NOON
    elif re.search(r"a\.?\s?m\b", text, re.IGNORECASE) and hour == _NOON:
        hour = 0
    try:
        moment = datetime(int(year), int(month), int(day), hour, int(time[2] or 0) if time else 0)  # noqa: DTZ001
    except ValueError:
        return ""
    return f"{moment:%Y-%m-%d %H:%M}" if time else f"{moment:%Y-%m-%d}"
