"""Indexes what readers can find and publishes the files that their browsers search, as far as they are new."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from plugins.archives.categories import CategoryTree
from plugins.archives.inventory import period_of
from plugins.archives.standing import MONTH, month_name, period_named
from plugins.archives.visibility import listed
from plugins.newsroom.article import Article
from plugins.newsroom.codec import encode
from plugins.newsroom.content import Content
from plugins.newsroom.vietnamese import slugify
from plugins.press.store import Store
from plugins.press.writer import Writer
from plugins.search.changes import Changes
from plugins.search.documents import Document, make_document
from plugins.search.facets import Facets, Option
from plugins.search.months import Entry, Month
from plugins.search.other_names import OtherNames
from plugins.search.publication import update

_log = logging.getLogger(__name__)

FOLDER: Final = "search/"
PRINTS: Final = "search documents"
MONTHS: Final = "search months"
FILES: Final = "search files"
ROOT: Final = ("search", "root")


class SearchIndexer:
    """
    Brings the index of the context's `CONTENT` up to date; puts the address of its root into `SEARCH_ROOT`.

    Of every article that readers can find the store keeps a fingerprint of what its document is made from, and of
    every month one of these: what is indexed anew are the documents of months that look different.

    Drafts are not indexed: a preview of them has no search, and is there the sooner.
    """

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del path, theme
        self._output = Path(output) / FOLDER
        self._context = context
        self._workers = int(settings["WORKERS"])
        self._is_off = bool(settings.get("DRAFTS"))
        self._store: Store = context["STORE"]
        self._changes: Changes
        self._held: dict[str, list[str]] = {}  # month → paths, where all articles are at hand

    @classmethod
    def offer(cls, portal: object) -> type[SearchIndexer]:
        """Answer Pelican's question for a generator."""
        del portal
        return cls

    def generate_context(self) -> None:
        """Index the articles that readers can find, and export what is new of the index."""
        if self._is_off:
            self._context["SEARCH_ROOT"] = f"/{FOLDER}"
            return
        content: Content = self._context["CONTENT"]
        documents = Documents(content, self._context["VERSION"])
        if self._context["CHANGE"].everything:
            self._print_all(content, documents)
        else:
            self._print_changed(content, documents)
        months = [self._month(name, digest) for name, digest in self._store.records(MONTHS, str).items()]
        self._changes = update(
            self._context["STATE"] / "search",
            months,
            documents.load,
            read=self._read,
            root=self._published_root(),
            workers=self._workers,
        )
        if self._changes.repaired:
            _log.warning("Chỉ mục tìm kiếm bị hỏng ở %s: đã dựng lại.", ", ".join(self._changes.repaired))
        self._context["SEARCH_ROOT"] = f"/{FOLDER}{self._changes.root}"

    def _published_root(self) -> str:
        """Return the root that was published last, "" where what was published is not there."""
        return "" if self._context["SEARCH_LOST"] else (self._store.get(*ROOT) or b"").decode()

    def _read(self, path: str) -> bytes | None:
        """Return what is published at a path below the search folder."""
        try:
            return (self._output / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def generate_output(self, writer: Writer) -> None:
        """Publish the exported files that are new, and drop those that are no more."""
        if self._is_off:
            return
        self._store.put(*ROOT, self._changes.root.encode())
        known = self._store.records(FILES, str)
        removed = {path for path, _ in known.items()} if self._changes.is_whole else {*self._changes.removed}
        written: dict[str, str] = {}
        for path, data in self._changes.written:
            writer.file(FOLDER + path, data, "search index")
            written[path] = ""
        for path in sorted(removed - written.keys()):
            writer.drop(FOLDER + path)
            known.drop(path)
        known.put_many(written)
        writer.keep_rest(FOLDER)

    def settle(self) -> None:
        """Take what was exported for published."""
        if not self._is_off:
            self._changes.settle()

    def _print_all(self, content: Content, documents: Documents) -> None:
        """Write down the fingerprints of all articles and months."""
        prints: dict[str, str] = {}
        for article in listed(content, self._context["NOW"]):
            prints[article.path] = documents.fingerprint(article)
            self._held.setdefault(month_name(period_of(article)), []).append(article.path)
        self._store.records(PRINTS, str).fill(sorted(prints.items()))
        digests = ((name, _digest(prints[path] for path in paths)) for name, paths in sorted(self._held.items()))
        self._store.records(MONTHS, str).fill(digests)

    def _print_changed(self, content: Content, documents: Documents) -> None:
        """Bring the fingerprints up to date of what differs: the articles, and the months that they stand in."""
        shift, moves = self._context["SHIFT"], self._context["MOVES"]
        prints = self._store.records(PRINTS, str)
        months = {name for name in moves.lists if name.startswith(MONTH)}
        paths = {article.path for pair in shift.pairs for article in pair if article is not None}
        for path in sorted(paths.union(shift.bodies)):
            article = content.heads.get(path)
            if article is None or not article.is_listed(shift.now):
                prints.drop(path)
            else:
                prints.put(path, documents.fingerprint(article))
                months.add(month_name(period_of(article)))
        for name in sorted(months):
            digest = _digest(prints.get(path) or "" for path in self._paths(name))
            if self._store.count(name):
                self._store.records(MONTHS, str).put(name, digest)
            else:
                self._store.records(MONTHS, str).drop(name)

    def _paths(self, name: str) -> list[str]:
        """Return the articles of a month, ascending by (date, slug)."""
        if name in self._held:
            return self._held[name]
        return [path for _, path in self._store.entries(name, 0, self._store.count(name))]

    def _month(self, name: str, digest: str) -> Month:
        year, month = period_named(name)
        return Month(year=year, month=month, digest=digest, entries=partial(self._entries, name))

    def _entries(self, name: str) -> list[Entry]:
        """Return the articles of a month, ascending by (date, slug)."""
        heads, prints = self._context["CONTENT"].heads, self._store.records(PRINTS, str)
        articles = (heads[path] for path in self._paths(name))
        return [
            Entry(
                key=article.path,
                date=article.date,
                slug=article.slug,
                fingerprint=prints.get(article.path) or "",
            )
            for article in articles
        ]


class Documents:
    """What search sees of the articles of a content folder."""

    def __init__(self, content: Content, version: str) -> None:
        """Take the content, whose bodies are read when they are asked for, and the version of the code."""
        self._content = content
        site = content.site
        self._tree = CategoryTree(site.categories)
        self._categories = {category.slug: category.name for category in site.categories}
        self._units = {unit.slug: unit.name for unit in site.units}
        self._constants = encode((version, site.categories, site.units, site.places, site.synonyms))

    @cached_property
    def _other_names(self) -> OtherNames:
        site = self._content.site
        return OtherNames((*((place.old, place.new) for place in site.places), *site.synonyms))

    def fingerprint(self, article: Article) -> str:
        """Return what stands for all that the document of *article* is made from."""
        comments = self._content.comments.get(article.slug, ())
        seen = (replace(article, views=None), self._content.bodies[article.path].html, comments)
        return hashlib.blake2b(self._constants + encode(seen), digest_size=16).hexdigest()

    def load(self, path: str) -> Document:
        """Return the document of an article."""
        article = self._content.heads[path]
        categories = self._categories
        document = make_document(
            article,
            self._content.bodies[path].html,
            categories[article.category],
            facets=Facets(
                category=tuple(Option(slug, categories[slug]) for slug in self._tree.lists_of(article)),
                unit=tuple(Option(slug, self._units[slug]) for slug in (article.unit,) if slug in self._units),
                tag=tuple(Option(slug, tag) for tag in article.tags if (slug := slugify(tag))),
            ),
            comments=self._content.comments.get(article.slug, ()),
        )
        return self._other_names.add(document)


def _digest(prints: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(prints).encode(), digest_size=16).hexdigest()
