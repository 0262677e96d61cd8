"""A content folder as a whole, of what is remembered of its files: all of them held against one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.content import Content
from plugins.newsroom.finding import Finding
from plugins.newsroom.gathering import Conclusion, Gathered, conclude, read_site
from plugins.newsroom.links import decode_path
from plugins.newsroom.media import list_media
from plugins.newsroom.memory import (
    ARTICLES,
    ASIDE,
    AUTHORS,
    BARE,
    BODIES,
    COMMENTS,
    DECOMPOSED,
    FIGURES,
    FINDINGS,
    GAPS,
    LINKS,
    MEDIA,
    PAGES,
    PROBLEMS,
    SITE,
    SLUGS,
    STEMS,
    TAGS,
    WITHDRAWN,
    Memory,
    Recalled,
)
from plugins.newsroom.parsing import is_markdown
from plugins.newsroom.problem import Problem, errors
from plugins.newsroom.references import NO_LINKS, figure_references, files_of, references_of
from plugins.newsroom.refresh import Refreshed
from plugins.newsroom.rules_links import Addresses
from plugins.newsroom.site import Site
from plugins.newsroom.spelling import spellings_of_authors, spellings_of_tags
from plugins.newsroom.vietnamese import nfc
from plugins.newsroom.walk import look_around


def read_whole(folder: Path, memory: Memory, refreshed: Refreshed) -> Content:
    """
    Put a content folder together.

    Args:
        folder: The content folder.
        memory: What is remembered of each file; without an error it gets what the next build needs to know
            of the folder as a whole.
        refreshed: What is new in it.

    Returns:
        The same as `reading.read_content`; its bodies are looked up.
    """
    gathered, stored = _gather(folder, memory, refreshed)
    aside = {"site": _read_site(gathered, refreshed), "media": _read_media(gathered, memory, refreshed)}
    conclusion = conclude(gathered)
    problems = tuple(sorted((*gathered.problems, *(problem for _, problem in conclusion.findings))))
    if not errors(problems):
        _note(memory, gathered, conclusion, refreshed, stored)
        memory.replace(ASIDE, aside.items())
    return Content(
        site=conclusion.site,
        articles=conclusion.articles,
        pages=conclusion.pages,
        bodies=Recalled(memory, BODIES),
        comments={slug: comments for slug, (_, comments) in gathered.comments.items()},
        media=gathered.media,
        problems=problems,
    )


def _gather(folder: Path, memory: Memory, refreshed: Refreshed) -> tuple[Gathered, Mapping[str, Article]]:
    """Return what is remembered of all files, and path → article of those to whose numbers something was added."""
    gathered = Gathered(folder, [*refreshed.scan.problems, *look_around(folder)])
    gathered.sources = [path for path in refreshed.scan.paths() if is_markdown(path)]
    bare = dict(memory.items(BARE))
    stored: dict[str, Article] = {}
    for path, article in memory.items(ARTICLES):
        gathered.articles.append(bare.get(path, article))
        if path in bare:
            stored[path] = article
    for _, (page, is_published) in memory.items(PAGES):
        gathered.take_page(page, is_published=is_published)
    for path, comments in memory.items(COMMENTS):
        gathered.take_comments(path, comments)
    gathered.figures = dict(memory.items(FIGURES))
    gathered.links = dict(memory.items(LINKS))
    for _, problems in memory.items(PROBLEMS):
        gathered.problems += problems
    return gathered, stored


def _read_site(gathered: Gathered, refreshed: Refreshed) -> tuple[Problem, ...]:
    """Read site data; return what is wrong there."""
    start = len(gathered.problems)
    read_site(gathered, refreshed.scan.paths("site"))
    return tuple(gathered.problems[start:])


def _read_media(gathered: Gathered, memory: Memory, refreshed: Refreshed) -> tuple[Problem, ...]:
    """Describe the media; return what is wrong there."""
    new = frozenset(refreshed.changed)
    known = {media.path: media for _, media in memory.items(MEDIA) if media.path not in new}
    gathered.media, problems = list_media(gathered.folder, refreshed.scan.paths("media"), known)
    gathered.problems += problems
    return problems


def _note(
    memory: Memory,
    gathered: Gathered,
    conclusion: Conclusion,
    refreshed: Refreshed,
    stored: Mapping[str, Article],
) -> None:
    """Remember what holds between the files."""
    before = memory.get(SITE, "site")
    _note_sums(memory, gathered, conclusion.articles, stored)
    _note_references(memory, gathered, conclusion.site, before, refreshed)
    memory.replace(SITE, (("site", conclusion.site),))
    memory.replace(MEDIA, sorted(gathered.media.items()))
    by_path: dict[str, list[tuple[Finding, Problem]]] = {}
    for finding, problem in conclusion.findings:
        by_path.setdefault(finding.path, []).append((finding, problem))
    memory.replace(FINDINGS, ((path, tuple(found)) for path, found in sorted(by_path.items())))
    memory.replace(SLUGS, sorted((article.slug, article.path) for article in conclusion.articles))
    memory.replace(TAGS, sorted(spellings_of_tags(conclusion.articles).items()))
    memory.replace(AUTHORS, sorted(spellings_of_authors(conclusion.articles).items()))
    memory.replace(STEMS, _marks(_stems(finding) for finding, _ in conclusion.findings))
    memory.replace(GAPS, _marks(_gaps(finding) for finding, _ in conclusion.findings))
    withdrawn = [article for article in conclusion.articles if article.withdrawn is not None]
    memory.replace(
        WITHDRAWN, _marks(files_of(article, gathered.links.get(article.path, NO_LINKS)) for article in withdrawn)
    )
    written: tuple[Article | StaticPage, ...] = (*conclusion.articles, *gathered.pages)
    decomposed = next((page.path for page in written if nfc(page.path) != page.path), None)
    memory.replace(DECOMPOSED, (("path", decomposed),) if decomposed is not None else ())


def _note_sums(memory: Memory, gathered: Gathered, articles: Iterable[Article], stored: Mapping[str, Article]) -> None:
    """Remember the articles to whose numbers `figures/` adds, where that is not what was remembered."""
    bare = {article.path: article for article in gathered.articles}
    summed = {article.path: article for article in articles if article is not bare[article.path]}
    for path in sorted(stored.keys() - summed.keys()):
        memory.put(ARTICLES, path, bare[path])
        memory.drop(BARE, path)
    new = sorted(path for path, article in summed.items() if stored.get(path) != article)
    memory.put_many(ARTICLES, ((path, summed[path]) for path in new))
    memory.put_many(BARE, ((path, bare[path]) for path in new))


def _note_references(memory: Memory, gathered: Gathered, site: Site, before: Site | None, refreshed: Refreshed) -> None:
    """Remember what articles and pages refer to: of those that changed, or of all where the portal's address did."""
    is_all = before is None or before.identity.base_url != site.identity.base_url
    new = frozenset(refreshed.changed)
    addresses = Addresses((), (), (), frozenset(), frozenset(), site.identity.base_url)
    written: tuple[Article | StaticPage, ...] = (*gathered.articles, *gathered.pages)
    memory.store.refer_many(
        (page.path, references_of(page, gathered.links.get(page.path, NO_LINKS), addresses))
        for page in written
        if is_all or page.path in new
    )
    memory.store.refer_many(
        (path, figure_references(entries)) for path, entries in gathered.figures.items() if is_all or path in new
    )
    memory.store.refer_many((path, ()) for path in refreshed.gone)


def _stems(finding: Finding) -> Iterator[str]:
    """Yield what the last part of an address is called that is linked to and not there."""
    if finding.key.startswith(("E416", "W416")):
        yield posixpath.splitext(posixpath.basename(decode_path(str(finding.values["seen"]))))[0]


def _gaps(finding: Finding) -> Iterator[str]:
    """Yield the folder of `media/` that lacks a file."""
    seen = str(finding.values.get("seen", ""))
    if seen.startswith("/media/"):
        yield seen.rpartition("/")[0]


def _marks(names: Iterable[Iterable[str]]) -> list[tuple[str, bool]]:
    """Return each name once, ascending, with a mark."""
    return [(name, True) for name in sorted({name for some in names for name in some})]
