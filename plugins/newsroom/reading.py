"""From a content folder to `Content`: every file read once, every problem kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.newsroom.article import Article, Body, Comment
from plugins.newsroom.body import render_body
from plugins.newsroom.body_checks import find_line
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.content import Content
from plugins.newsroom.decoding import LARGEST_FILE, decode_text
from plugins.newsroom.header import parse_yaml, split_front_matter
from plugins.newsroom.media import list_media
from plugins.newsroom.model import SITE_PARTS, make_article, make_comments, make_site_part
from plugins.newsroom.problem import Problem
from plugins.newsroom.refusals import field_name
from plugins.newsroom.rules import (
    Finding,
    check_comments,
    check_files,
    check_names,
    check_site,
    check_slugs,
    check_tags,
)
from plugins.newsroom.site import Media, Site
from plugins.newsroom.tree import EMPTY_TREE, Tree
from plugins.newsroom.vietnamese import nfc
from plugins.newsroom.walk import is_temporary, walk_files

_PARTS = ("articles", "comments", "media", "site")
_ALMOST_ARTICLES = frozenset({".rst", ".html", ".htm", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".docx", ".doc"})
_SITE_FILES = {f"site/{'site' if part == 'identity' else part}.yaml": part for part in SITE_PARTS}


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    folder: Path
    articles: list[Article] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    comments: dict[str, tuple[str, tuple[Comment, ...]]] = field(default_factory=dict)
    site: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    media: dict[str, Media] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_content(folder: Path, on_progress: Callable[[int, int], None] | None = None) -> Content:
    """
    Read a content folder.

    Args:
        folder: The folder that holds `articles/`, `site/`, `comments/`, `media/`.
        on_progress: Told after each article how many of how many are read.

    Returns:
        Everything that could be read, and everything that is wrong; bad content raises nothing.
    """
    reading = _Reading(folder)
    _read_articles(reading, on_progress)
    _read_comments(reading)
    _read_site(reading)
    reading.media, problems = list_media(folder)
    reading.problems.extend(problems)
    _look_around(reading)
    site = Site(**reading.site)
    articles = tuple(sorted(reading.articles, key=lambda article: (*article.key, article.path)))
    _locate(_check(reading, articles, site), reading)
    return Content(
        site=site,
        articles=articles,
        bodies=reading.bodies,
        comments={slug: comments for slug, (_, comments) in reading.comments.items()},
        media=reading.media,
        problems=tuple(sorted(reading.problems)),
    )


def read_article(path: str, text: str) -> tuple[Article | None, Body | None, tuple[Problem, ...]]:
    """
    Read one article.

    Args:
        path: The file, relative to the content folder.
        text: Its clean text (see `decoding`).

    Returns:
        The article and its body as far as they can be read, and what is wrong in this file alone.
    """
    parts, problems = split_front_matter(text, path)
    if parts is None:
        return None, None, problems
    tree, found = parse_yaml(parts.header, path, parts.header_line)
    article: Article | None = None
    if tree is None and not found:
        tree = EMPTY_TREE
    if tree is not None:
        article, wrong = make_article(tree, path, PurePosixPath(nfc(path)).stem)
        found = (*found, *wrong)
    rendered = render_body(
        parts.body,
        path,
        parts.body_line,
        is_legacy=article is not None and article.legacy is not None,
        takes_lead=article is not None and not article.summary,
    )
    if article is not None and rendered.lead:
        article = replace(article, summary=rendered.lead)
    return article, rendered.body, (*found, *rendered.problems)


def _read_articles(reading: _Reading, on_progress: Callable[[int, int], None] | None) -> None:
    """Read `articles/`."""
    paths, problems = walk_files(reading.folder, "articles")
    reading.problems.extend(problems)
    if not (reading.folder / "articles").is_dir():
        reading.problems.append(make_problem("E118", "articles", 1))
    for done, path in enumerate(paths, start=1):
        suffix = PurePosixPath(path).suffix
        if suffix == ".md":
            reading.sources.append(path)
            text = _read_text(reading, path)
            if text is not None:
                article, body, problems = read_article(path, text)
                reading.problems.extend(problems)
                if article is not None and body is not None:
                    reading.articles.append(article)
                    reading.bodies[path] = body
        elif suffix.lower() in _ALMOST_ARTICLES:
            reading.problems.append(make_problem("E108", path, 1, suffix=suffix))
        else:
            reading.problems.append(make_problem("W103", path, 1))
        if on_progress is not None:
            on_progress(done, len(paths))


def _read_comments(reading: _Reading) -> None:
    """Read `comments/<slug>.yaml`."""
    paths, problems = walk_files(reading.folder, "comments")
    reading.problems.extend(problems)
    for path in paths:
        if PurePosixPath(path).suffix != ".yaml" or path.count("/") != 1:
            reading.problems.append(make_problem("W103", path, 1))
            continue
        tree = _read_yaml(reading, path)
        if tree is not None:
            comments, problems = make_comments(tree, path)
            reading.problems.extend(problems)
            reading.comments[PurePosixPath(nfc(path)).stem] = (path, comments)


def _read_site(reading: _Reading) -> None:
    """Read `site/*.yaml`; what is absent or empty has its default."""
    paths, problems = walk_files(reading.folder, "site")
    reading.problems.extend(problems)
    for path in paths:
        part = _SITE_FILES.get(path)
        if part is None:
            known = ", ".join(PurePosixPath(name).name for name in _SITE_FILES)
            name = path.removeprefix("site/")
            reading.problems.append(make_problem("W501", path, 1, name=name, known=known))
            continue
        before = len(reading.problems)
        tree = _read_yaml(reading, path)
        if tree is not None:
            value, problems = make_site_part(part, tree, path)
            reading.problems.extend(problems)
            if value is not None:
                reading.site[part] = value
        if any(problem.level == "error" for problem in reading.problems[before:]):
            reading.unread.add(part)


def _look_around(reading: _Reading) -> None:
    """Warn of folders that nothing reads."""
    try:
        folders = sorted(entry.name for entry in reading.folder.iterdir() if entry.is_dir())
    except OSError:
        return  # E118 has said so
    for name in folders:
        if name not in _PARTS and not is_temporary(name):
            reading.problems.append(make_problem("W104", name, 1, name=name, known=", ".join(_PARTS)))


def _check(reading: _Reading, articles: tuple[Article, ...], site: Site) -> Iterable[Finding]:
    """Check everything against everything."""
    paths = {part: path for path, part in _SITE_FILES.items()}
    # An article that could not be read may well have the slug that its file is called by.
    slugs = {article.slug for article in articles}
    slugs |= {PurePosixPath(nfc(path)).stem for path in reading.sources if path not in reading.bodies}
    yield from check_slugs(articles)
    yield from check_names(articles, site, reading.unread)
    yield from check_tags(articles)
    yield from check_files(articles, reading.bodies, reading.media, reading.sources)
    yield from check_comments(reading.comments, slugs)
    yield from check_site(site, reading.media, paths)


def _locate(findings: Iterable[Finding], reading: _Reading) -> None:
    """Turn findings into problems: read the files concerned once more, for the lines."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    for path in sorted(by_path):
        tree, body, body_line = _read_again(reading.folder, path)
        for finding in by_path[path]:
            line = 1
            if finding.needle:
                line = find_line(body, finding.needle, body_line)
            elif finding.steps and tree is not None:
                line = tree.line_of(finding.steps)
            values = dict(finding.values)
            if finding.first and tree is not None:
                values["first"] = tree.line_of(finding.first)
            reading.problems.append(make_problem(finding.key, path, line, field_name(finding.steps), **values))


def _read_again(folder: Path, path: str) -> tuple[Tree | None, str, int]:
    """Return a file's tree, its body and the line on which that begins."""
    text = _read_text(_Reading(folder), path) or ""
    if not path.endswith(".md"):
        return parse_yaml(text, path)[0], "", 1
    parts, _ = split_front_matter(text, path)
    if parts is None:
        return None, "", 1
    return parse_yaml(parts.header, path, parts.header_line)[0], parts.body, parts.body_line


def _read_yaml(reading: _Reading, path: str) -> Tree | None:
    """Return the tree of a YAML file, None where there is nothing or it cannot be read."""
    text = _read_text(reading, path)
    if text is None:
        return None
    tree, problems = parse_yaml(text, path)
    reading.problems.extend(problems)
    return tree


def _read_text(reading: _Reading, path: str) -> str | None:
    """Return the text of a file, None where it cannot be read; keeps what is wrong with it."""
    try:
        with (reading.folder / path).open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
            if len(raw) > LARGEST_FILE:
                size = (reading.folder / path).stat().st_size
                reading.problems.append(make_problem("E110", path, 1, size=size, limit=LARGEST_FILE))
                return None
    except OSError as error:
        reading.problems.append(make_problem("E117", path, 1, reason=error.strerror or type(error).__name__))
        return None
    text, problems = decode_text(raw, path)
    reading.problems.extend(problems)
    return None if any(problem.code == "E109" for problem in problems) else text
