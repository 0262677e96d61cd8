"""
What is left of the ranked documents by a query's conditions and a reader's filters, in order.

Postings decide what they can: a document without one of a phrase's words does not hold it.  The text is read for the
rest alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set as AbstractSet
from functools import reduce
from typing import Protocol

from plugins.search.facets import Faceted, Filters, admits
from plugins.search.query import Condition, holds


class Documents(Protocol):
    """What narrowing asks of an index."""

    def documents_of(self, token: str) -> AbstractSet[int]:
        """Return the documents that hold what a query's token means."""

    def words(self, document: int) -> str:
        """Return the tokens of a document, a line a block; the title's is the first."""

    def faceted(self, document: int) -> Faceted:
        """Return what a document can be narrowed by."""


def narrow(index: Documents, ranked: Sequence[int], conditions: Sequence[Condition], filters: Filters) -> Sequence[int]:
    """Return those of the *ranked* documents that meet all *conditions* and *filters*, in the same order."""
    left = ranked
    for condition in conditions:
        meets = _judge(index, condition)
        left = [document for document in left if meets(document)]
    return [document for document in left if admits(filters, index.faceted(document))] if filters else left


def _judge(index: Documents, condition: Condition) -> Callable[[int], bool]:
    """Return what tells whether a document meets *condition*."""
    able = reduce(lambda one, other: one & other, (index.documents_of(token) for token in set(condition.tokens)))
    is_certain = len(condition.tokens) == 1 and not condition.in_title

    def meets(document: int) -> bool:
        if document not in able or is_certain:
            return (document in able) != condition.is_excluded
        lines = [line.split() for line in index.words(document).split("\n")]
        return holds(lines, condition)

    return meets
