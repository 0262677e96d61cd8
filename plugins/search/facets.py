"""
What a result list can be narrowed by: the facets of a document, and a reader's choice among them.

A facet is a set of options that a document has.  A rating of 3.4 has the options 1, 2 and 3, so that "at least
3" asks for an option as every filter but the dates does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

# Facets, in the order in which they are offered; the last has a file an option.
NAMES: Final = ("category", "unit", "rating", "tag")


class Option(NamedTuple):
    """A value that a facet can have: `slug` stands in addresses, `name` is shown."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """
    What one document can be found by beside its words.

    Attributes:
        category: Every category that lists it, those above its own too.
        unit: The office that wrote it, or none.
        tag: Its tags.
    """

    category: tuple[Option, ...] = ()
    unit: tuple[Option, ...] = ()
    tag: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Faceted:
    """A document in the index's order: its day, and the options that it has of each of `NAMES`."""

    day: date
    options: Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """
    A reader's choice; the default is everything.

    Attributes:
        options: The chosen slug of some of `NAMES`.
        since: The first day, or None.
        until: The last day, or None.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is chosen."""
        return bool(self.options or self.since or self.until)


def faceted(facets: Facets, day: date, rating: str) -> Faceted:
    """Return a document's options, those of the shown average *rating* ("2.6", or "") among them."""
    stars = int(float(rating)) if rating else 0
    levels = tuple(Option(str(level), str(level)) for level in range(1, stars + 1))
    options = {"category": facets.category, "unit": facets.unit, "rating": levels, "tag": facets.tag}
    return Faceted(day=day, options=options)


def admits(filters: Filters, document: Faceted) -> bool:
    """Tell whether *document* is among what a reader chose."""
    if filters.since and document.day < filters.since:
        return False
    if filters.until and document.day > filters.until:
        return False
    return all(any(option.slug == slug for option in document.options[name]) for name, slug in filters.options.items())
