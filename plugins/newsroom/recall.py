"""From a content folder and what is remembered of it to `Content` and to what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom.change import Change
from plugins.newsroom.content import Content
from plugins.newsroom.memory import (
    ARTICLES,
    ASIDE,
    BODIES,
    COMMENTS,
    DECOMPOSED,
    FINDINGS,
    MEDIA,
    PAGES,
    PROBLEMS,
    SITE,
    Memory,
    Recalled,
    RecalledBySlug,
)
from plugins.newsroom.problem import Problem, errors
from plugins.newsroom.pursuit import Pursuit
from plugins.newsroom.refresh import MOST_FOLLOWED, Manner, Refreshed, refresh
from plugins.newsroom.site import Site
from plugins.newsroom.suspicion import DoubtError
from plugins.newsroom.walk import look_around

_PLAINLY: Final = Manner()


def read_changes(
    folder: Path, memory: Memory, everything: str = "", manner: Manner = _PLAINLY
) -> tuple[Content, Change]:
    """
    Read what is new in a content folder.

    Args:
        folder: The content folder.
        memory: What is remembered of it; is brought up to date.
        everything: Why all of it is wanted; "": what has changed is enough, where it can be told.
        manner: How it is read.

    Returns:
        The content and its difference from what was remembered. Where the difference is everything, the content
        equals that of `reading.read_content`; with an error among its problems nothing may be remembered.
    """
    refreshed = refresh(folder, memory, manner)
    reason = everything
    if not reason:
        try:
            return _follow(folder, memory, refreshed)
        except DoubtError as doubt:
            reason = str(doubt)
    # All rules, and the readers of site data and pictures, are needed only here.
    from plugins.newsroom.whole import read_whole  # noqa: PLC0415

    return read_whole(folder, memory, refreshed), Change(everything=reason)


def _follow(folder: Path, memory: Memory, refreshed: Refreshed) -> tuple[Content, Change]:
    """
    Follow up what changed.

    Raises:
        DoubtError: Everything must be looked at.
    """
    site, decomposed = memory.get(SITE, "site"), memory.get(DECOMPOSED, "path")
    if site is None:
        raise DoubtError("chưa có lượt dựng nào để so (there is no build to compare with)")
    if decomposed is not None:
        raise DoubtError(f"tên tệp {decomposed} không ở dạng NFC (its name is not NFC)")
    if not refreshed.is_followed:
        raise DoubtError(f"hơn {MOST_FOLLOWED} tệp đã đổi (more than {MOST_FOLLOWED} files changed)")
    walked = (*refreshed.scan.problems, *look_around(folder))
    if errors(walked):
        raise DoubtError("thư mục nội dung có lỗi (the content folder has errors)")
    change = Pursuit(folder, memory, refreshed, site).follow()
    return _remembered(memory, site, change, walked), change


def _remembered(memory: Memory, site: Site, change: Change, walked: Iterable[Problem]) -> Content:
    """Return the content of which a few articles changed; the others are looked up."""
    pages = [page for _, (page, is_published) in memory.items(PAGES) if is_published]
    heads = Recalled(memory, ARTICLES)
    changed = {after.path: after for _, after in change.articles if after is not None}
    changed |= {path: heads[path] for path in change.bodies}
    return Content(
        site=site,
        articles=tuple(sorted(changed.values(), key=lambda article: (*article.key, article.path))),
        pages=tuple(sorted(pages, key=lambda page: (page.order, page.slug, page.path))),
        bodies=Recalled(memory, BODIES),
        comments=Recalled(memory, COMMENTS, "comments/", ".yaml"),
        media=Recalled(memory, MEDIA),
        problems=tuple(sorted((*walked, *_problems(memory)))),
        heads=heads,
        by_slug=RecalledBySlug(memory),
    )


def _problems(memory: Memory) -> Iterator[Problem]:
    """Yield what is remembered to be wrong."""
    for kind in (PROBLEMS, ASIDE):
        for _, problems in memory.items(kind):
            yield from problems
    for _, found in memory.items(FINDINGS):
        yield from (problem for _, problem in found)
