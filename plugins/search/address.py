"""
The choices in the address of a search: `chuyen-muc=kinh-te&tu=2019-01-01&sap-xep=ngay&du-tu=1`.

The search page's form has fields of these names; theme/static/js/search/view-form.js reads them there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl

from plugins.search.facets import Filters

# Facet → its name in an address.
NAMES: Final = {"category": "chuyen-muc", "unit": "don-vi", "tag": "the", "rating": "danh-gia"}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SINCE, UNTIL, ORDER, EVERY = "tu", "den", "sap-xep", "du-tu"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader chose beside the words: filters, all words or any, newest first or best first."""

    filters: Filters
    every: bool
    by_date: bool


EVERYTHING: Final = Choices(Filters(), every=False, by_date=False)


def read_choices(text: str) -> Choices:
    """
    Return the choices in *text*, which is an address's part after the question mark, without `q`.

    Raises:
        ValueError: A name, a day or a switch is none of ours; the message is that part of *text*.
    """
    values = dict(parse_qsl(text.removeprefix("?")))
    facets = {facet: values.pop(name) for facet, name in NAMES.items() if name in values}
    since, until = _day(SINCE, values.pop(SINCE, "")), _day(UNTIL, values.pop(UNTIL, ""))
    every, order = values.pop(EVERY, ""), values.pop(ORDER, "")
    if every not in ("", "1"):
        values[EVERY] = every
    if order not in ("", "ngay"):
        values[ORDER] = order
    if values:
        raise ValueError("&".join(f"{name}={value}" for name, value in values.items()))
    return Choices(Filters(options=facets, since=since, until=until), every=bool(every), by_date=bool(order))


def _day(name: str, value: str) -> date | None:
    """Return the day that stands in an address, or None without one."""
    if not value:
        return None
    message = f"{name}={value}"
    if not _DAY.fullmatch(value):
        raise ValueError(message)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(message) from error
