"""All that a proofreader says of some files of a content folder, beside what the strict reader says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from desk.proofreading.leads import check_lead
from desk.proofreading.letters import check_letters
from desk.proofreading.links import check_body_links
from desk.proofreading.manuscript import Manuscript
from desk.proofreading.old_fonts import check_old_fonts
from desk.proofreading.pictures import check_alt_texts, check_sizes
from desk.proofreading.tones import check_tones
from plugins.newsroom.article import Article, Body, StaticPage
from plugins.newsroom.content import Content
from plugins.newsroom.excerpt import Excerpt
from plugins.newsroom.files import Files
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import TonePlacement


def proofread(
    manuscript: Manuscript, page: Article | StaticPage | None, body: Body | None, choice: TonePlacement | None
) -> Iterator[Problem]:
    """
    Read one file.

    Args:
        manuscript: The file.
        page: What the strict reader made of it, None where it could not.
        body: Its body, likewise.
        choice: Where the site puts tones, None where it leaves that open.
    """
    yield from check_tones(manuscript, choice)
    yield from check_letters(manuscript)
    yield from check_old_fonts(manuscript)
    if page is None or body is None:
        return
    yield from check_body_links(manuscript, body)
    article = page if isinstance(page, Article) else None
    yield from check_alt_texts(manuscript, article, body)
    if article is not None and article.withdrawn is None and body.html:
        yield from check_lead(manuscript, article)


def proofread_all(folder: Path, paths: Iterable[str], content: Content | Excerpt) -> tuple[Problem, ...]:
    """
    Read files of a content folder.

    Args:
        folder: The content folder.
        paths: Markdown files, relative to it.
        content: What the strict reader made of them.

    Returns:
        What there is to say, sorted; of a file that cannot be read as text nothing.
    """
    files = Files(folder)
    choice = content.site.identity.tone_placement
    written: tuple[Article | StaticPage, ...] = (*content.articles, *content.pages)
    pages = {page.path: page for page in written}
    found = list(check_sizes(content.media.values()))
    for path in paths:
        text = files.read_text(path)
        if text is not None:
            found += proofread(Manuscript(path, text), pages.get(path), content.bodies.get(path), choice)
    return tuple(sorted(found))
