"""
What else the things in a document are called: old and new place names, abbreviations.

A document that names a thing one way is indexed under its other names too, so that a query finds it by any
of them, in Whoosh and in the browser alike, and the query itself stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plugins.newsroom.naming import Name
from plugins.search.documents import Document


class OtherNames:
    """Groups of names that mean the same."""

    __slots__ = ("_groups",)

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        """Take the groups; a name is found in whole words and with the same capitals."""
        self._groups = tuple(tuple(Name(text) for text in group) for group in groups)

    def add(self, document: Document) -> Document:
        """Return *document* with a block for each name that it lacks of a group of which it has one."""
        text = "\n".join((document.title, document.summary, *document.blocks))
        lacking: list[str] = []
        for group in self._groups:
            named = [name.text for name in group if name.stands_in(text)]
            if named:
                lacking += (name.text for name in group if name.text not in named)
        return replace(document, blocks=(*document.blocks, *lacking)) if lacking else document
