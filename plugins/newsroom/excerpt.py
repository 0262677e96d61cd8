"""
A few files of a large content folder, held against those that they have to do with, and no others.

What is told of these files is what `reading.read_content` tells of them: the rules are the same, and `kin` finds the
files that could make a difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plugins.newsroom.article import Article, Body, StaticPage
from plugins.newsroom.checks import Known, check_everything
from plugins.newsroom.figures import add_figures
from plugins.newsroom.finding import Finding
from plugins.newsroom.gathering import SITE_PATHS, Gathered, locate, read_site
from plugins.newsroom.kin import find_kin, find_naming, stem_of, want
from plugins.newsroom.links import decode_path
from plugins.newsroom.media import list_media
from plugins.newsroom.parsing import is_markdown, parse_raw, read_raw
from plugins.newsroom.problem import Problem
from plugins.newsroom.references import files_of
from plugins.newsroom.site import Media, Site
from plugins.newsroom.vietnamese import nfc
from plugins.newsroom.walk import PARTS, walk_files

_READ: Final = ("articles/", "pages/", "comments/", "figures/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """
    A part of a content folder.

    Attributes:
        site: Site data.
        articles, pages: Those in the files asked for, as far as they could be read; drafts too.
        bodies: Path → body of these, and of some others.
        media: Address → file: those asked for, and those that the articles and pages name.
        problems: What is wrong with the files asked for, and in others by their doing; sorted.
    """

    site: Site
    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    bodies: Mapping[str, Body]
    media: Mapping[str, Media]
    problems: tuple[Problem, ...]


class _Folder:
    """A content folder: what it is called by all its parts, and what of it has been read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bodies: dict[str, Body] = {}
        self.paths: list[str] = []
        self.problems: list[Problem] = []
        for part in PARTS:
            paths, problems = walk_files(folder, part)
            self.paths += paths
            self.problems += problems
        self.data = Gathered(folder)
        read_site(self.data, self.below("site/"))
        self.site = Site(**self.data.site)

    def below(self, *parts: str) -> list[str]:
        """Return the files of some parts."""
        return [path for path in self.paths if path.startswith(parts)]

    def read(self, paths: Iterable[str]) -> Gathered:
        """Read files of the parts that are read."""
        gathered = Gathered(self.folder)
        for path in paths:
            parsed = parse_raw(self.folder, read_raw(self.folder, path))
            gathered.take(parsed)
            if parsed.body is not None:
                self.bodies[path] = parsed.body
            if is_markdown(path):
                gathered.sources.append(path)
        return gathered

    def describe_media(
        self, asked: Sequence[str], parts: Sequence[Gathered]
    ) -> tuple[Mapping[str, Media], Iterator[Problem]]:
        """Describe the media asked for and those that what was read names; with what is wrong with those asked for."""
        written: list[Article | StaticPage] = [article for part in parts for article in part.articles]
        written += [page for part in parts for page in part.pages]
        named = {path for page in written for path in files_of(page, self.bodies[page.path])}
        wanted = {path for path in (*named, *asked) if path.startswith("media/")}
        there = wanted.intersection(self.paths)
        media, problems = list_media(self.folder, sorted(there))
        # A file that is not there may be meant to be one beside it, and the remedy names that.
        folders = {path.rpartition("/")[0] for path in wanted - there}
        beside = [path for path in self.below("media/") if path.rpartition("/")[0] in folders] if folders else ()
        names = {f"/{nfc(path)}": Media(path=path, size=0, width=0, height=0) for path in beside}
        return names | media, (problem for problem in problems if problem.path in asked)

    def findings(self, parts: Sequence[Gathered], media: Mapping[str, Media]) -> list[Finding]:
        """Hold what was read against all else that was."""
        articles = [article for part in parts for article in part.articles]
        unread = frozenset(slug for part in parts for slug in part.unread_slugs)
        figures = {path: figures for part in parts for path, figures in part.figures.items()}
        summed, found = add_figures(articles, figures, unread)
        pages = [page for part in parts for page in part.pages]
        drafts = {path for part in parts for path in part.drafts}
        known = Known(
            site=self.site,
            articles=tuple(sorted(summed, key=lambda article: (*article.key, article.path))),
            pages=tuple(sorted(pages, key=lambda page: (page.order, page.slug, page.path))),
            drafts=frozenset(page.slug for page in pages if page.path in drafts),
            bodies=self.bodies,
            comments={slug: comments for part in parts for slug, comments in part.comments.items()},
            media=media,
            sources=tuple(path for part in parts for path in part.sources),
            unread_slugs=unread,
            unread_parts=frozenset(self.data.unread),
            site_paths=SITE_PATHS,
        )
        return [*found, *check_everything(known)]


def read_excerpt(folder: Path, paths: Iterable[str], gone: Iterable[str] = ()) -> Excerpt:
    """
    Read some files of a content folder, and others only as far as they concern these.

    Args:
        folder: The content folder.
        paths: Files below `articles/`, `pages/`, `comments/`, `figures/` and `media/`, relative to it.
        gone: Files of the same that are no more: who still names them is told.
    """
    home = _Folder(folder)
    chosen, gone = frozenset(paths), tuple(gone)
    asked = home.read(path for path in home.below(*_READ) if path in chosen)
    around = home.read(_list_around(home, asked, chosen, gone))
    media, found = home.describe_media(sorted(chosen), (asked, around))
    before = {_sign(finding) for finding in home.findings((around,), media)}
    stems = {stem_of(nfc(path)) for path in gone}
    kept = [
        finding
        for finding in home.findings((asked, around), media)
        if finding.path in chosen or _sign(finding) not in before or _names(finding, stems)
    ]
    walked = (problem for problem in home.problems if problem.path in chosen)
    problems = (*walked, *asked.problems, *found, *(problem for _, problem in locate(kept, folder)))
    return Excerpt(
        site=home.site,
        articles=tuple(asked.articles),
        pages=tuple(asked.pages),
        bodies=home.bodies,
        media=media,
        problems=tuple(sorted(problems)),
    )


def _list_around(home: _Folder, asked: Gathered, chosen: Collection[str], gone: Iterable[str]) -> list[str]:
    """Return the files that could make a difference to what is told of those asked for, or that miss those gone."""
    names = {*asked.comments, *(slug for figures in asked.figures.values() for slug in figures)}
    wanted = want(asked.articles, asked.pages, names, home.bodies, home.site.identity.base_url)
    markdown, figures = home.below("articles/", "pages/"), home.below("figures/")
    slugs = {article.slug for article in asked.articles}
    lost = {stem_of(path) for path in gone}
    around = {
        *find_kin(home.folder, markdown, wanted),
        *find_naming(home.folder, markdown, lost),
        *find_naming(home.folder, figures, slugs | lost),
        *(path for path in home.below("comments/") if stem_of(path) in lost),
    }
    return sorted(around - set(chosen))


def _sign(finding: Finding) -> tuple[object, ...]:
    """Return by what a finding is known again; what may be meant instead depends on what else was read."""
    values = tuple(sorted((name, str(value)) for name, value in finding.values.items() if name != "near"))
    return finding.key.partition("/")[0], finding.path, finding.steps, finding.needle, values


def _names(finding: Finding, stems: Collection[str]) -> bool:
    """Tell whether a finding is about one of these names."""
    said = {stem_of(decode_path(str(value))) for value in (*finding.values.values(), finding.needle)}
    return not said.isdisjoint(stems)
