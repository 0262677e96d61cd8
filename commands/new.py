"""`./inv new "Tiêu đề"`: a draft in its place, with a front matter that passes `./inv check`."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.options import usage_error
from commands.terminal import shown
from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml
from plugins.newsroom.model import make_site_part
from plugins.newsroom.problem import Level
from plugins.newsroom.rules import check_slugs
from plugins.newsroom.site import Category
from plugins.newsroom.source import read_article
from plugins.newsroom.vietnamese import nfc, slugify
from plugins.press.disk import explain

CATEGORIES: Final = "site/categories.yaml"
BODY: Final = "Viết nội dung bài ở đây.\n"

_HEADER: Final = 8192  # a `slug` of its own stands near the top of a file
_SLUG: Final = re.compile(r"""^slug:\s*["']?([a-z0-9-]+)""", re.MULTILINE)
_LONGEST: Final = 240 - len("-9999")  # so that a number still fits


def run(title: str, category: str, content: Path, now: datetime) -> None:
    """
    Make the file, and print where it is.

    Raises:
        Exit: With code 2 when the title or the category cannot be used, with 1 when the file cannot be made.
    """
    headline = nfc(" ".join(title.split()))
    text = draft(headline, choose_category(category, read_categories(content)), now)
    try:
        place = _write(content, headline, text, now)
    except OSError as error:
        raise Exit(explain(error), code=1) from error
    print(shown(place))


def draft(title: str, category: str, now: datetime) -> str:
    """Return the text of a new article; JSON's strings are YAML's double-quoted ones."""
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in (("title", title), ("category", category))}
    return (
        f"---\ntitle: {quoted['title']}\ndate: {now:%Y-%m-%d %H:%M}\nstatus: draft\n"
        f"category: {quoted['category']}\n---\n\n{BODY}"
    )


def read_categories(content: Path) -> tuple[Category, ...]:
    """
    Return the categories by their order.

    Raises:
        Exit: With code 1 when there are none, or their file has a mistake.
    """
    try:
        raw = (content / CATEGORIES).read_bytes()
    except OSError as error:
        raise Exit(explain(error), code=1) from error
    text, problems = decode_text(raw, CATEGORIES)
    tree, wrong = parse_yaml(text, CATEGORIES)
    categories, refused = make_site_part("categories", tree, CATEGORIES) if tree else ((), ())
    found = [problem for problem in (*problems, *wrong, *refused) if problem.level is Level.ERROR]
    if found or not categories:
        reports = [problem.report() for problem in found] or [f"{CATEGORIES}: chưa có chuyên mục nào. (No category.)"]
        raise Exit("\n".join(reports), code=1)
    return tuple(sorted(categories, key=lambda category: category.order))


def choose_category(slug: str, categories: tuple[Category, ...]) -> str:
    """
    Return *slug*, or the first category's where it is "".

    Raises:
        Exit: With code 2 when there is no such category; the message lists all.
    """
    if slug in {category.slug for category in categories}:
        return slug
    known = "\n".join(f"  {category.slug:<24} {category.name}" for category in categories)
    if slug:
        raise usage_error(f"--category: không có chuyên mục {slug!r}; các chuyên mục (known categories):\n{known}")
    first = categories[0]
    if len(categories) > 1:
        said = f"Chuyên mục: {first.name} ({first.slug}); muốn chuyên mục khác thì thêm --category. (The first one.)"
        print(said, file=sys.stderr)
    return first.slug


def _write(content: Path, title: str, text: str, now: datetime) -> Path:
    """Write *text* under the first name that is free; a file that is there is never touched."""
    folder = content / "articles" / f"{now:%Y}" / f"{now:%m}"
    taken = taken_slugs(content)
    for slug in names(title):
        path = f"articles/{now:%Y}/{now:%m}/{slug}.md"
        article, _, problems = read_article(path, text)
        if problems or article is None:
            raise usage_error("\n".join(problem.report() for problem in problems))
        if slug in taken or any(check_slugs((article,))):
            continue
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with (folder / f"{slug}.md").open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue  # made in this moment by somebody else
        return folder / f"{slug}.md"
    raise AssertionError(title)  # the names have no end


def names(title: str) -> Iterator[str]:
    """
    Yield the slug of *title*, then the same with numbers from 2, without end.

    Raises:
        Exit: With code 2 when nothing of the title can stand in a name.
    """
    slug = slugify(title)
    if not slug:
        raise usage_error(f"Tiêu đề {title!r} không có chữ nào để đặt tên tệp. (The title has no letter or digit.)")
    yield slug
    stem = slug[:_LONGEST].rstrip("-")
    yield from (f"{stem}-{number}" for number in itertools.count(2))


def taken_slugs(content: Path) -> set[str]:
    """Return the slugs of the articles: their files' names, and those that their front matter says."""
    taken = set()
    for path in (content / "articles").rglob("*.md"):
        taken.add(nfc(path.stem))
        if path.is_file():
            with path.open("rb") as file:
                taken |= set(_SLUG.findall(file.read(_HEADER).decode("utf-8", "replace")))
    return taken
