"""Indexes what readers can find and publishes the files that their browsers search."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from plugins.archives.categories import CategoryTree
from plugins.archives.visibility import listed
from plugins.newsroom.content import Content
from plugins.newsroom.vietnamese import slugify
from plugins.press.writer import Writer
from plugins.search.documents import Document, make_document
from plugins.search.facets import Facets, Option
from plugins.search.other_names import OtherNames
from plugins.search.publication import update_all

FOLDER = "search/"

_log = logging.getLogger(__name__)


class SearchIndexer:
    """Brings the index of the context's `CONTENT` up to date; puts the address of its root into `SEARCH_ROOT`."""

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del settings, path, theme, output
        self._context = context

    def generate_context(self) -> None:
        """Index the listed articles, and export the index."""
        folder = self._context["STATE"] / "search"
        documents = _documents(self._context["CONTENT"], self._context["NOW"])
        self._changes = update_all(folder, documents)
        if self._changes.repaired:
            _log.warning("Chỉ mục tìm kiếm bị hỏng ở %s: đã dựng lại.", ", ".join(self._changes.repaired))
        self._context["SEARCH_ROOT"] = f"/{FOLDER}{self._changes.root}"

    def generate_output(self, writer: Writer) -> None:
        """Publish the exported files."""
        for path, data in self._changes.written:
            writer.file(FOLDER + path, data, "search index")


def _documents(content: Content, now: datetime) -> Iterator[Document]:
    tree = CategoryTree(content.site.categories)
    categories = {category.slug: category.name for category in content.site.categories}
    units = {unit.slug: unit.name for unit in content.site.units}
    other_names = OtherNames((*((place.old, place.new) for place in content.site.places), *content.site.synonyms))
    for article in listed(content, now):
        document = make_document(
            article,
            content.bodies[article.path].html,
            categories[article.category],
            facets=Facets(
                category=tuple(Option(slug, categories[slug]) for slug in tree.lists_of(article)),
                unit=tuple(Option(slug, units[slug]) for slug in (article.unit,) if slug in units),
                tag=tuple(Option(slug, tag) for tag in article.tags if (slug := slugify(tag))),
            ),
            comments=content.comments.get(article.slug, ()),
        )
        yield other_names.add(document)


def search_indexer(portal: object) -> type[SearchIndexer]:
    """Answer Pelican's question for a generator."""
    del portal
    return SearchIndexer
