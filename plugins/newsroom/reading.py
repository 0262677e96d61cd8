"""From a content folder to `Content`: every file read once, every problem kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from plugins.newsroom.article import Article, Body, Comment, Figures, StaticPage
from plugins.newsroom.body_checks import find_line
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.checks import Known, check_everything
from plugins.newsroom.content import Content
from plugins.newsroom.figures import add_figures
from plugins.newsroom.files import Files, read_again
from plugins.newsroom.finding import Finding
from plugins.newsroom.media import list_media
from plugins.newsroom.model import SITE_PARTS, make_comments, make_figures, make_site_part
from plugins.newsroom.problem import Level
from plugins.newsroom.refusals import field_name
from plugins.newsroom.site import Media, Site
from plugins.newsroom.source import read_article, read_page
from plugins.newsroom.vietnamese import nfc
from plugins.newsroom.walk import is_temporary

_PARTS: Final = ("articles", "comments", "figures", "media", "pages", "site")
_ALMOST_ARTICLES: Final = frozenset(
    {".rst", ".html", ".htm", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".docx", ".doc"}
)
_SITE_FILES: Final = {f"site/{'site' if part == 'identity' else part}.yaml": part for part in SITE_PARTS}
_SITE_PATHS: Final = {part: path for path, part in _SITE_FILES.items()}
_MONTH: Final = re.compile(r"figures/([0-9]{4}-(?:0[1-9]|1[0-2]))\.yaml")


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    files: Files
    articles: list[Article] = field(default_factory=list)
    pages: list[StaticPage] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    bodies: dict[str, Body] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    comments: dict[str, tuple[str, tuple[Comment, ...]]] = field(default_factory=dict)
    figures: dict[str, dict[str, Figures]] = field(default_factory=dict)
    site: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    media: dict[str, Media] = field(default_factory=dict)

    def note(self, key: str, path: str, **values: object) -> None:
        """Keep a problem of a file as a whole."""
        self.files.problems.append(make_problem(key, path, 1, **values))


def read_content(folder: Path, on_progress: Callable[[int, int], None] | None = None) -> Content:
    """
    Read a content folder.

    Args:
        folder: The folder that holds `articles/`, `pages/`, `site/`, `comments/`, `figures/`, `media/`.
        on_progress: Told after each article how many of how many are read.

    Returns:
        Everything that could be read, and everything that is wrong; bad content raises nothing.
    """
    reading = _Reading(Files(folder))
    _read_articles(reading, on_progress)
    _read_pages(reading)
    _read_comments(reading)
    _read_figures(reading)
    _read_site(reading)
    reading.media, problems = list_media(folder)
    reading.files.problems.extend(problems)
    _look_around(reading)
    site = Site(**reading.site)
    articles, found = add_figures(reading.articles, reading.figures, _unread_slugs(reading))
    articles = tuple(sorted(articles, key=lambda article: (*article.key, article.path)))
    pages = tuple(sorted(reading.pages, key=lambda page: (page.order, page.slug, page.path)))
    _locate((*found, *check_everything(_collect(reading, articles, pages, site))), reading.files)
    return Content(
        site=site,
        articles=articles,
        pages=tuple(page for page in pages if page.path not in reading.drafts),
        bodies=reading.bodies,
        comments={slug: comments for slug, (_, comments) in reading.comments.items()},
        media=reading.media,
        problems=tuple(sorted(reading.files.problems)),
    )


def _read_articles(reading: _Reading, on_progress: Callable[[int, int], None] | None) -> None:
    """Read `articles/`."""
    paths = reading.files.list_files("articles")
    if not (reading.files.folder / "articles").is_dir():
        reading.note("E118", "articles")
    for done, path in enumerate(paths, start=1):
        text = _read_source(reading, path)
        if text is not None:
            article, body, problems = read_article(path, text)
            reading.files.problems.extend(problems)
            if article is not None and body is not None:
                reading.articles.append(article)
                reading.bodies[path] = body
        if on_progress is not None:
            on_progress(done, len(paths))


def _read_pages(reading: _Reading) -> None:
    """Read `pages/`."""
    for path in reading.files.list_files("pages"):
        text = _read_source(reading, path)
        if text is None:
            continue
        page, is_published, body, problems = read_page(path, text)
        reading.files.problems.extend(problems)
        if page is not None and body is not None:
            reading.pages.append(page)
            reading.bodies[path] = body
            if not is_published:
                reading.drafts.add(path)


def _read_source(reading: _Reading, path: str) -> str | None:
    """Return the text of a Markdown file; None where it is none or cannot be read."""
    suffix = PurePosixPath(path).suffix
    if suffix == ".md":
        reading.sources.append(path)
        return reading.files.read_text(path)
    if suffix.lower() in _ALMOST_ARTICLES:
        reading.note("E108", path, suffix=suffix)
    else:
        reading.note("W103", path)
    return None


def _read_comments(reading: _Reading) -> None:
    """Read `comments/<slug>.yaml`."""
    for path in reading.files.list_files("comments"):
        if PurePosixPath(path).suffix != ".yaml" or path.count("/") != 1:
            reading.note("W103", path)
            continue
        tree = reading.files.read_yaml(path)
        if tree is not None:
            comments, problems = make_comments(tree, path)
            reading.files.problems.extend(problems)
            reading.comments[PurePosixPath(nfc(path)).stem] = (path, comments)


def _read_figures(reading: _Reading) -> None:
    """Read `figures/YYYY-MM.yaml`."""
    for path in reading.files.list_files("figures"):
        if _MONTH.fullmatch(path) is None:
            reading.note("E419", path)
            continue
        tree = reading.files.read_yaml(path)
        if tree is not None:
            figures, problems = make_figures(tree, path)
            reading.files.problems.extend(problems)
            reading.figures[path] = dict(figures)


def _read_site(reading: _Reading) -> None:
    """Read `site/*.yaml`; what is absent or empty has its default."""
    problems = reading.files.problems
    for path in reading.files.list_files("site"):
        part = _SITE_FILES.get(path)
        if part is None:
            known = ", ".join(PurePosixPath(name).name for name in _SITE_FILES)
            reading.note("W501", path, name=path.removeprefix("site/"), known=known)
            continue
        before = len(problems)
        tree = reading.files.read_yaml(path)
        if tree is not None:
            value, found = make_site_part(part, tree, path)
            problems.extend(found)
            if value is not None:
                reading.site[part] = value
        if any(problem.level is Level.ERROR for problem in problems[before:]):
            reading.unread.add(part)


def _look_around(reading: _Reading) -> None:
    """Warn of folders that nothing reads."""
    try:
        folders = sorted(entry.name for entry in reading.files.folder.iterdir() if entry.is_dir())
    except OSError:
        return  # E118 has said so
    for name in folders:
        if name not in _PARTS and not is_temporary(name):
            reading.note("W104", name, name=name, known=", ".join(_PARTS))


def _unread_slugs(reading: _Reading) -> frozenset[str]:
    """Return the slugs that files which could not be read may well have: what they are called by."""
    return frozenset(PurePosixPath(nfc(path)).stem for path in reading.sources if path not in reading.bodies)


def _collect(reading: _Reading, articles: tuple[Article, ...], pages: tuple[StaticPage, ...], site: Site) -> Known:
    """Return everything that is checked against everything."""
    return Known(
        site=site,
        articles=articles,
        pages=pages,
        drafts=frozenset(page.slug for page in pages if page.path in reading.drafts),
        bodies=reading.bodies,
        comments=reading.comments,
        media=reading.media,
        sources=tuple(reading.sources),
        unread_slugs=_unread_slugs(reading),
        unread_parts=frozenset(reading.unread),
        site_paths=_SITE_PATHS,
    )


def _locate(findings: Iterable[Finding], files: Files) -> None:
    """Turn findings into problems: read the files concerned once more, for the lines."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    for path in sorted(by_path):
        tree, body, body_line = read_again(files.folder, path)
        for finding in by_path[path]:
            line = 1
            if finding.needle:
                line = find_line(body, finding.needle, body_line)
            elif finding.steps and tree is not None:
                line = tree.line_of(finding.steps)
            values = dict(finding.values)
            if finding.first and tree is not None:
                values["first"] = tree.line_of(finding.first)
            files.problems.append(make_problem(finding.key, path, line, field_name(finding.steps), **values))
