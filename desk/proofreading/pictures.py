"""Pictures: texts that are no more than a file's name, and files too large for a reader's telephone."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Final

from desk.proofreading.manuscript import Manuscript
from plugins.newsroom.article import Article, Body
from plugins.newsroom.body_checks import find_line
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.links import decode_path
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import Media
from plugins.newsroom.vietnamese import format_number, format_size, slugify

LARGEST_FILE: Final = 1_572_864
"""Bytes; a photograph of 1,600 pixels has about 300,000, and telephones fetch some 1,000,000 a second."""
LONGEST_SIDE: Final = 4_000
"""Pixels; no screen shows an article's picture with more than 2,000."""

_IMAGE: Final = re.compile(r'<img (?:[^>"]|"[^"]*")*>')
_ATTRIBUTE: Final = re.compile(r'\s(src|alt)="([^"]*)"')
_FILE_NAME: Final = re.compile(r"\S*\.(?:jpe?g|png|gif|webp|bmp|tiff?|heic|svg)", re.IGNORECASE)
# What cameras, telephones, Word and screenshots call their files; a number follows, if anything does.
_MACHINE: Final = re.compile(
    r"(?:img|dsc[fn]?|dcim|pxl|image|picture|photo|screenshot|untitled|anh|hinh|hinh-anh|zalo|received|z)?"
    r"(?:-?\d+)+(?:-(?:copy|edited|resized))?"
)


def check_alt_texts(manuscript: Manuscript, article: Article | None, body: Body) -> Iterator[Problem]:
    """
    Find texts for those who cannot see a picture that say nothing.

    Args:
        manuscript: The file.
        article: What its front matter says, None of a static page.
        body: Its body.
    """
    if article is not None and article.image is not None and _says_nothing(article.image.alt, article.image.src):
        line = manuscript.line_of_field(("image", "alt"))
        yield make_problem("W338", manuscript.path, line, "image.alt", seen=shorten(article.image.alt))
    for tag in _IMAGE.findall(body.html):
        values = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        alt = values.get("alt", "")
        if _says_nothing(alt, values.get("src", "")):
            line = find_line(manuscript.body, alt, manuscript.line_of(manuscript.body_start))
            yield make_problem("W338", manuscript.path, line, seen=shorten(alt))


def check_sizes(media: Iterable[Media]) -> Iterator[Problem]:
    """Find pictures that are larger than any reader needs."""
    for file in media:
        if not file.width:
            continue
        side = max(file.width, file.height)
        if file.size > LARGEST_FILE:
            yield make_problem("W433", file.path, 1, seen=format_size(file.size), limit=format_size(LARGEST_FILE))
        elif side > LONGEST_SIDE:
            values = {"width": format_number(file.width), "height": format_number(file.height)}
            yield make_problem("W433/side", file.path, 1, limit=format_number(LONGEST_SIDE), **values)


def _says_nothing(alt: str, src: str) -> bool:
    """Tell whether a text is a file's name; an empty one is an error of its own."""
    alt = alt.strip()
    if not alt:
        return False
    stem = posixpath.splitext(posixpath.basename(decode_path(src)))[0]
    # A text may be what the file was named after: only one that no person would write is the name.
    is_name = alt == stem and " " not in alt and bool(re.search(r"[\d_-]", alt))
    return bool(_FILE_NAME.fullmatch(alt)) or is_name or bool(_MACHINE.fullmatch(slugify(alt)))
