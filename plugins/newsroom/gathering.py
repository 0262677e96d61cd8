"""All that the files of a content folder say, gathered, and then held against one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from plugins.newsroom.article import Article, Body, Comment, Figures, StaticPage
from plugins.newsroom.body_checks import find_line
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.checks import Known, check_everything
from plugins.newsroom.figures import add_figures
from plugins.newsroom.files import Files, read_again
from plugins.newsroom.finding import Finding
from plugins.newsroom.model import SITE_PARTS, make_site_part
from plugins.newsroom.parsing import Parsed
from plugins.newsroom.problem import Level, Problem
from plugins.newsroom.refusals import field_name
from plugins.newsroom.site import Media, Site
from plugins.newsroom.vietnamese import nfc

_SITE_FILES: Final = {f"site/{'site' if part == 'identity' else part}.yaml": part for part in SITE_PARTS}
SITE_PATHS: Final[Mapping[str, str]] = {part: path for path, part in _SITE_FILES.items()}
"""Attribute of `Site` → its file."""


@dataclass(slots=True)
class Gathered:
    """
    What the files of a content folder say, each by itself.

    Attributes:
        folder: The content folder.
        problems: What is wrong with each of them.
        articles: With the numbers of their front matter.
        pages: Drafts too.
        drafts: Paths of the static pages that are drafts.
        links: Path → body, or what is left of it without its text (see `references.links_of`).
        sources: Paths of all Markdown files, those with mistakes too.
        comments: Slug → the comment file's path and its comments.
        figures: Path → slug → what adds.
        site, unread: Attributes of `Site` that were read, and that could not be read.
        media: Address → file.
    """

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    pages: list[StaticPage] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    links: Mapping[str, Body] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    comments: dict[str, tuple[str, tuple[Comment, ...]]] = field(default_factory=dict)
    figures: dict[str, Mapping[str, Figures]] = field(default_factory=dict)
    site: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    media: Mapping[str, Media] = field(default_factory=dict)

    def take(self, parsed: Parsed) -> None:
        """Add what one file holds; its body is the caller's."""
        self.problems += parsed.problems
        if parsed.article is not None:
            self.articles.append(parsed.article)
        if parsed.page is not None:
            self.take_page(parsed.page, is_published=parsed.is_published)
        if parsed.comments is not None:
            self.take_comments(parsed.path, parsed.comments)
        if parsed.figures is not None:
            self.figures[parsed.path] = parsed.figures

    def take_page(self, page: StaticPage, *, is_published: bool) -> None:
        """Add a static page."""
        self.pages.append(page)
        if not is_published:
            self.drafts.add(page.path)

    def take_comments(self, path: str, comments: tuple[Comment, ...]) -> None:
        """Add the comments of a file."""
        self.comments[PurePosixPath(nfc(path)).stem] = (path, comments)

    @property
    def unread_slugs(self) -> frozenset[str]:
        """The slugs that files which could not be read may well have: what they are called by."""
        read = {article.path for article in self.articles} | {page.path for page in self.pages}
        return frozenset(PurePosixPath(nfc(path)).stem for path in self.sources if path not in read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """
    A content folder as a whole.

    Attributes:
        site: Site data, absent parts with their defaults.
        articles: With the numbers of `figures/`, ascending by (date, slug).
        pages: The published static pages, ascending by (order, slug).
        findings: What does not fit together, and the same as a problem with its line.
    """

    site: Site
    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    findings: tuple[tuple[Finding, Problem], ...]


def read_site(gathered: Gathered, paths: Iterable[str]) -> None:
    """Read the files *paths* of `site/`; what is absent or empty has its default."""
    for path in paths:
        part = _SITE_FILES.get(path)
        if part is None:
            known = ", ".join(PurePosixPath(name).name for name in _SITE_FILES)
            name = path.removeprefix("site/")
            gathered.problems.append(make_problem("W501", path, 1, name=name, known=known))
            continue
        files = Files(gathered.folder)
        tree = files.read_yaml(path)
        if tree is not None:
            value, found = make_site_part(part, tree, path)
            files.problems.extend(found)
            if value is not None:
                gathered.site[part] = value
        if any(problem.level is Level.ERROR for problem in files.problems):
            gathered.unread.add(part)
        gathered.problems += files.problems


def conclude(gathered: Gathered) -> Conclusion:
    """Hold everything against everything."""
    site = Site(**gathered.site)
    unread = gathered.unread_slugs
    articles, found = add_figures(gathered.articles, gathered.figures, unread)
    articles = tuple(sorted(articles, key=lambda article: (*article.key, article.path)))
    pages = tuple(sorted(gathered.pages, key=lambda page: (page.order, page.slug, page.path)))
    known = Known(
        site=site,
        articles=articles,
        pages=pages,
        drafts=frozenset(page.slug for page in pages if page.path in gathered.drafts),
        bodies=gathered.links,
        comments=gathered.comments,
        media=gathered.media,
        sources=tuple(gathered.sources),
        unread_slugs=unread,
        unread_parts=frozenset(gathered.unread),
        site_paths=SITE_PATHS,
    )
    return Conclusion(
        site=site,
        articles=articles,
        pages=tuple(page for page in pages if page.path not in gathered.drafts),
        findings=tuple(locate((*found, *check_everything(known)), gathered.folder)),
    )


def locate(findings: Iterable[Finding], folder: Path) -> Iterator[tuple[Finding, Problem]]:
    """Turn findings into problems: read the files concerned once more, for the lines."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    for path in sorted(by_path):
        tree, body, body_line = read_again(folder, path)
        for finding in by_path[path]:
            line = 1
            if finding.needle:
                line = find_line(body, finding.needle, body_line)
            elif finding.steps and tree is not None:
                line = tree.line_of(finding.steps)
            values = dict(finding.values)
            if finding.first and tree is not None:
                values["first"] = tree.line_of(finding.first)
            yield finding, make_problem(finding.key, path, line, field_name(finding.steps), **values)
