"""
Bodies: Markdown to sanitised HTML, with everything that had to be left out named.

The only module that knows Markdown and the sanitiser.  Most bodies of a news archive hold no
Markdown at all; they take a path of their own to the same bytes.
"""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import Registry

from plugins.newsroom.article import Body
from plugins.newsroom.body_checks import check_markup
from plugins.newsroom.body_layout import check_layout
from plugins.newsroom.body_lead import lead_line, take_lead
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.markup import (
    ATTRIBUTES,
    CLASSES,
    CONTENT_DROPPED,
    ELEMENTS,
    SCHEMES,
    Mark,
    is_kept_id,
    scan_markup,
)
from plugins.newsroom.problem import Problem

# Anything that Markdown, its extensions or the sanitiser could change, tabs and signs that count as blanks included.
_MARKED = re.compile(
    r"[*_`\[\]<>&\\#|\t\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufffe\uffff]"
    r"|^(?:[^\S\n]|[-+=:]|\d+\.)"
    r"|[^\S\n]$",
    re.MULTILINE,
)
_NO_MARKS: tuple[Mark, ...] = ()
_BLANK_LINES = re.compile(r"\n{2,}")
_TAG = r'<{name}((?:[^>"]|"[^"]*")*)>'
_LINK = re.compile(_TAG.format(name="a "))
_ADDRESSED = re.compile(r'<(?:a|img) (?:[^>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(?:^|\s)(?:href|src)="([^"]*)"')
_OUTSIDE = re.compile(r'\bhref="(?:https?:)?//', re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h([1-5])>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A body as HTML, the lead taken out of it ("" where none was asked for), and what is wrong."""

    body: Body
    lead: str
    problems: tuple[Problem, ...]


def render_body(source: str, path: str, first_line: int, *, is_legacy: bool, takes_lead: bool) -> Rendered:
    """
    Make the HTML of a body.

    Args:
        source: Markdown, clean text (see `decoding`).
        path: The article's file, for messages.
        first_line: The file's line on which *source* begins.
        is_legacy: Whether the article was imported: then a missing text for a picture is a warning.
        takes_lead: Whether the first paragraph becomes the article's summary.
    """
    if _MARKED.search(source) is None:
        html, marks = render_plain(source), _NO_MARKS
    else:
        try:
            html, marks = render_marked(source)
        except RecursionError:
            problem = make_problem("E307", path, first_line)
            return Rendered(body=Body(html=""), lead="", problems=(problem,))
    problems = (
        *check_markup(marks, source, path, first_line, is_legacy=is_legacy),
        *check_layout(source, html, path, first_line),
    )
    lead, rest = take_lead(html) if takes_lead else ("", html)
    if rest.count("<a ") < html.count("<a "):
        problems += (make_problem("W328", path, first_line + lead_line(source), seen=shorten(lead.rstrip("."))),)
    links, images = _find_addresses(rest)
    return Rendered(body=Body(html=rest, links=links, images=images), lead=lead, problems=problems)


def render_plain(source: str) -> str:
    """Return the HTML of a text without any Markdown: its paragraphs.  Same bytes as `render_marked`."""
    text = source.strip("\n")
    if not text:
        return ""
    return "<p>" + _BLANK_LINES.sub("</p>\n<p>", text) + "</p>"


def render_marked(source: str) -> tuple[str, tuple[Mark, ...]]:
    """
    Return the sanitised HTML of any Markdown text, and the marks in it that matter.

    The page has a headline of its own, so that headings move down a level where the text uses the first.
    """
    raw = convert(source)
    # Only the editor's own "<" makes tags that Markdown does not know; links and images need a look in any case.
    needs_scan = "<" in source or "<a " in raw or "<img " in raw
    marks = _NO_MARKS
    if needs_scan:
        marks = scan_markup(raw if "<" in source else "".join(_ADDRESSED.findall(raw)))
    html = _cleaner().clean(raw)
    if "<h1>" in html:
        html = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}>", html)
    if "<a " in html:
        html = _LINK.sub(_mark_outside, html)
    return html, marks


def convert(source: str) -> str:
    """
    Return the HTML that Markdown makes, not sanitised.

    Inline patterns whose sign does not occur are left out: each would search every text of the body in vain.

    Raises:
        RecursionError: Lists or quotations stand too deep in one another.
    """
    converter = _markdown()
    converter.reset()
    patterns = _patterns_for(frozenset(sign for sign in _SIGNS if sign in source))
    inline = converter.treeprocessors["inline"]
    if isinstance(inline, InlineProcessor):
        inline.inlinePatterns = patterns
    try:
        return converter.convert(source)
    except RecursionError:
        # The converter keeps where it was; the next body gets a new one.
        _markdown.cache_clear()
        _patterns_for.cache_clear()
        raise


def _mark_outside(match: re.Match[str]) -> str:
    """Give a link to another site its `rel`."""
    return f'<a {match[1]} rel="noopener">' if _OUTSIDE.search(match[1]) else match[0]


def _find_addresses(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the distinct `{…}` addresses and the distinct pictures of sanitised HTML, unescaped."""
    if "<img" not in html and '"{' not in html:
        return (), ()
    links: dict[str, None] = {}
    images: dict[str, None] = {}
    for tag in _ADDRESSED.findall(html):
        for address in map(html_module.unescape, _ADDRESS.findall(tag)):
            if address.startswith("{"):
                links[address] = None
            if tag.startswith("<img"):
                images[address] = None
    return tuple(links), tuple(images)


# What must occur for a pattern to match; a pattern without an entry is always tried.
_NEEDED = {
    "autolink": "<",
    "automail": "<",
    "backtick": "`",
    "entity": "&",
    "escape": "\\",
    "footnote": "[^",
    "html": "<",
    "image_link": "![",
    "image_reference": "]:",
    "link": "](",
    "reference": "]:",
    "short_image_ref": "]:",
    "short_reference": "]:",
}
_SIGNS = tuple(sorted(set(_NEEDED.values())))


@cache
def _patterns_for(signs: frozenset[str]) -> Registry[Any]:
    """Return the inline patterns for texts that hold *signs* of `_SIGNS`, in Markdown's order."""
    patterns = _markdown().inlinePatterns
    idle = {
        patterns.get_index_for_name(name) for name, sign in _NEEDED.items() if name in patterns and sign not in signs
    }
    chosen: Registry[Any] = Registry()
    for place, pattern in enumerate(patterns):
        if place not in idle:
            chosen.register(pattern, f"pattern {place}", -place)
    return chosen


class _AlignmentClasses(Treeprocessor):
    """Says by a class what Markdown says by `align`, which HTML no longer has."""

    def run(self, root: Element) -> None:
        for name in ("th", "td"):
            for cell in root.iter(name):
                if side := cell.attrib.pop("align", ""):
                    cell.set("class", f"align-{side}")


class _Alignment(Extension):
    """Adds `_AlignmentClasses`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the processor behind all others."""
        md.treeprocessors.register(_AlignmentClasses(md), "alignment_classes", 0)


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    """Return the process's one Markdown converter; making one costs more than converting with it."""
    return Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            # Laws and decisions cite by footnotes, and Word's become these on import.
            FootnoteExtension(BACKLINK_TITLE="Trở lại chỗ có chú thích {}"),
            _Alignment(),
        ],
    )


def _filter_attribute(element: str, name: str, value: str) -> str | None:
    """Keep the ids of footnotes only: another could be one of the page's own."""
    del element
    return None if name == "id" and not is_kept_id(value) else value


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    """Return the process's one sanitiser."""
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(CONTENT_DROPPED),
        attributes={element: set(names) for element, names in ATTRIBUTES.items()},
        allowed_classes={element: set(names) for element, names in CLASSES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
        attribute_filter=_filter_attribute,
    )
