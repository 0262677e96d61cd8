"""From a content folder to `Content`: every file read once, every problem kept, nothing remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plugins.newsroom.article import Body
from plugins.newsroom.content import Content
from plugins.newsroom.gathering import Gathered, conclude, read_site
from plugins.newsroom.media import list_media
from plugins.newsroom.parsing import is_markdown, parse_raw, read_raw
from plugins.newsroom.walk import look_around, walk_files


def read_content(folder: Path, on_progress: Callable[[int, int], None] | None = None) -> Content:
    """
    Read a content folder.

    Args:
        folder: The folder that holds `articles/`, `pages/`, `site/`, `comments/`, `figures/`, `media/`.
        on_progress: Told after each article how many of how many are read.

    Returns:
        Everything that could be read, and everything that is wrong; bad content raises nothing.
    """
    gathered = Gathered(folder)
    bodies: dict[str, Body] = {}
    for part in ("articles", "pages", "comments", "figures"):
        paths = _list_files(gathered, part)
        gathered.sources += filter(is_markdown, paths)
        for done, path in enumerate(paths, start=1):
            parsed = parse_raw(folder, read_raw(folder, path))
            gathered.take(parsed)
            if parsed.body is not None:
                bodies[path] = parsed.body
            if part == "articles" and on_progress is not None:
                on_progress(done, len(paths))
    read_site(gathered, _list_files(gathered, "site"))
    media, problems = list_media(folder, _list_files(gathered, "media"))
    gathered.problems += (*problems, *look_around(folder))
    gathered.media, gathered.links = media, bodies
    conclusion = conclude(gathered)
    return Content(
        site=conclusion.site,
        articles=conclusion.articles,
        pages=conclusion.pages,
        bodies=bodies,
        comments={slug: comments for slug, (_, comments) in gathered.comments.items()},
        media=media,
        problems=tuple(sorted((*gathered.problems, *(problem for _, problem in conclusion.findings)))),
    )


def _list_files(gathered: Gathered, part: str) -> list[str]:
    """Return the files of a part of the folder; keep what walking it met."""
    paths, problems = walk_files(gathered.folder, part)
    gathered.problems += problems
    return paths
