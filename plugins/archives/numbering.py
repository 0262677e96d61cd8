"""
Pages of a list that stay where they are when something new arrives.

A list of n items has k = max(0, ⌊n/20⌋ - 1) numbered pages; `page-i/` holds the
i-th oldest twenty, and the list's own address the 20 to 39 newest (all, while
there are fewer than 40).  So a new item changes one page, or two or three when n
turns 40, 60, …; numbers counted from the newest would change every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from plugins.archives.parts import Steps

T = TypeVar("T")

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """One page of a list: `number` is 0 at the list's own address; `items` are newest or best first."""

    number: int
    url: str
    items: tuple[T, ...]
    steps: Steps


def count_numbered(length: int) -> int:
    """Return how many numbered pages a list of *length* items has."""
    return max(0, length // PAGE_SIZE - 1)


def number_at(place: int, length: int) -> int:
    """Return the number of the page on which the item at *place*, counted from the oldest, stands."""
    number = place // PAGE_SIZE + 1
    return number if number <= count_numbered(length) else 0


def divide(items: Sequence[T], url: str, wanted: Callable[[int], bool] | None = None) -> Iterator[Part[T]]:
    """
    Cut a list into its pages.

    Args:
        items: The whole list, oldest first.
        url: The list's own address, with "/" at its end.
        wanted: Tells by its number whether a page is asked for; None: all are.

    Yields:
        The page at the list's own address, even when the list is empty; then the
        numbered ones from the newest to the oldest.
    """
    count = count_numbered(len(items))
    for number in (0, *range(count, 0, -1)):
        if wanted is not None and not wanted(number):
            continue
        start = PAGE_SIZE * (number - 1 if number else count)
        end = PAGE_SIZE * number if number else len(items)
        yield Part(
            number=number,
            url=page_address(url, number),
            items=tuple(reversed(items[start:end])),
            steps=_steps(url, number, count),
        )


def divide_ranking(items: Sequence[T], url: str) -> Iterator[Part[T]]:
    """
    Cut a list that has no order in time into its pages: a new place moves all below it in any case.

    Args:
        items: The whole list, best first.
        url: The list's own address, with "/" at its end.

    Yields:
        Twenty items a page: the page at the list's own address, then `page-2/`, `page-3/`, ….
    """
    last = max(1, -(-len(items) // PAGE_SIZE))
    addresses = [url, *(page_address(url, number) for number in range(2, last + 1))]
    for place, address in enumerate(addresses):
        yield Part(
            number=place + 1 if place else 0,
            url=address,
            items=tuple(items[PAGE_SIZE * place : PAGE_SIZE * (place + 1)]),
            steps=Steps(
                newest=url if place else "",
                newer=addresses[place - 1] if place else "",
                older=addresses[place + 1] if place + 1 < last else "",
                oldest=addresses[-1] if place + 1 < last else "",
            ),
        )


def page_address(url: str, number: int) -> str:
    """Return where page *number* of the list at *url* lies."""
    return f"{url}page-{number}/" if number else url


def _steps(url: str, number: int, count: int) -> Steps:
    """Return where page *number* of a list with *count* numbered pages leads."""
    older = (number or count + 1) - 1
    return Steps(
        newest=url if number else "",
        newer=page_address(url, number + 1 if number < count else 0) if number else "",
        older=page_address(url, older) if older else "",
        oldest=page_address(url, 1) if older else "",
    )
