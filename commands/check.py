"""`./inv check`: every mistake in the content, or in a few files of it, for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from invoke import Exit

from commands.check_formats import Format, as_github, as_gitlab, as_object, as_text, count
from commands.mend import mend_files
from commands.staged import Choice
from commands.terminal import Progress, shown
from desk.proofreading.proof import proofread_all
from plugins.newsroom.excerpt import read_excerpt
from plugins.newsroom.gathering import SITE_PATHS, Gathered, read_site
from plugins.newsroom.parsing import is_markdown
from plugins.newsroom.problem import Language, Level, Problem
from plugins.newsroom.reading import read_content
from plugins.newsroom.site import Site, TonePlacement
from plugins.newsroom.walk import walk_files

Fix = Literal["no", "show", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be checked.

    Attributes:
        folder: The content folder.
        choice: Some files of it; None: all of them.
        language, format: How it is told.
        fix: Whether what is safe is mended first, and whether that is only shown.
    """

    folder: Path
    choice: Choice | None = None
    language: Language = "vi"
    format: Format = "text"
    fix: Fix = "no"


def run(order: Order) -> None:
    """
    Check, and print what is wrong.

    Raises:
        Exit: With code 1 when there is an error in what is mended.
    """
    if order.fix != "no":
        told = mend_files(
            order.folder,
            _list_markdown(order),
            _tone_placement(order.folder),
            order.language,
            writes=order.fix == "write",
        )
        print(told, file=sys.stdout if order.format == "text" else sys.stderr)
    problems, articles = find_problems(order)
    print(_report(order, problems, articles))
    if count(problems)[Level.ERROR]:
        raise Exit(code=1)


def find_problems(order: Order) -> tuple[tuple[Problem, ...], int]:
    """Return what is wrong, sorted, and how many articles were read."""
    folder, choice = order.folder, order.choice
    # Site data concern every article, so that nothing less than everything would do.
    if choice is None or any(path.startswith("site/") for path in (*choice.paths, *choice.gone)):
        with Progress("Đọc nội dung" if order.language == "vi" else "Reading") as progress:
            content = read_content(folder, progress)
        found = proofread_all(folder, _list_all(folder), content)
        return tuple(sorted((*content.problems, *found))), len(content.articles)
    excerpt = read_excerpt(folder, choice.paths, choice.gone)
    found = proofread_all(folder, [path for path in choice.paths if is_markdown(path)], excerpt)
    return tuple(sorted((*excerpt.problems, *found))), len(excerpt.articles)


def _list_markdown(order: Order) -> Sequence[str]:
    """Return the articles and static pages that are to be checked."""
    if order.choice is None:
        return _list_all(order.folder)
    return [path for path in order.choice.paths if is_markdown(path)]


def _list_all(folder: Path) -> list[str]:
    """Return all articles and static pages."""
    return [path for part in ("articles", "pages") for path in walk_files(folder, part)[0] if is_markdown(path)]


def _tone_placement(folder: Path) -> TonePlacement | None:
    """Return where the site puts tones."""
    data = Gathered(folder)
    read_site(data, [SITE_PATHS["identity"]] if (folder / SITE_PATHS["identity"]).is_file() else [])
    return Site(**data.site).identity.tone_placement


def _report(order: Order, problems: Sequence[Problem], articles: int) -> str:
    """Return what is printed."""
    if order.format == "json":
        return as_object(problems, articles, order.language)
    if order.format == "gitlab":
        return as_gitlab(problems, shown(order.folder), order.language)
    if order.format == "github":
        return as_github(problems, articles, shown(order.folder), order.language)
    return as_text(problems, articles, order.language)
