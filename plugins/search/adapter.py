"""Indexes what readers can find and publishes the files that their browsers search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.archives.visibility import listed
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content
from plugins.press.writer import Writer
from plugins.search.documents import Document, make_document
from plugins.search.export import export
from plugins.search.other_names import OtherNames
from plugins.search.whoosh_index import update

FOLDER = "search/"


class SearchIndexer:
    """Brings the index of the context's `CONTENT` up to date; puts the address of its root into `SEARCH_ROOT`."""

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del settings, path, theme, output
        self._context = context

    @classmethod
    def offer(cls, portal: object) -> type[SearchIndexer]:
        """Answer Pelican's question for a generator."""
        del portal
        return cls

    def generate_context(self) -> None:
        """Index the listed articles, and export the index."""
        folder = self._context["STATE"] / "whoosh"
        update(folder, _documents(self._context["CONTENT"], self._listed()))
        self._export = export(folder)
        self._context["SEARCH_ROOT"] = f"/{FOLDER}{self._export.root}"

    def _listed(self) -> Iterable[Article]:
        content: Content = self._context["CONTENT"]
        if self._context["CHANGE"].everything:
            return listed(content, self._context["NOW"])
        store = self._context["STORE"]
        return (content.heads[path] for _, path in store.entries("listed", 0, store.count("listed")))

    def generate_output(self, writer: Writer) -> None:
        """Publish the exported files."""
        known = self._context["STORE"].records("search files", str)
        old, new = {path for path, _ in known.items()}, dict(self._export.files)
        for path, data in new.items():
            writer.file(FOLDER + path, data, "search index")
        for path in old - new.keys():
            writer.drop(FOLDER + path)
        known.fill((path, "") for path in sorted(new))


def _documents(content: Content, articles: Iterable[Article]) -> Iterator[Document]:
    categories = {category.slug: category.name for category in content.site.categories}
    units = {unit.slug: unit.name for unit in content.site.units}
    other_names = OtherNames((*((place.old, place.new) for place in content.site.places), *content.site.synonyms))
    for article in articles:
        document = make_document(
            article,
            content.bodies[article.path].html,
            categories[article.category],
            unit_name=units.get(article.unit, ""),
            comments=content.comments.get(article.slug, ()),
        )
        yield other_names.add(document)
