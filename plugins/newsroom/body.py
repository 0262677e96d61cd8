"""
Bodies: Markdown to sanitised HTML, with everything that had to be left out named.

Most bodies of a news archive hold no Markdown at all, and most others little; they take ways of their own to the
same bytes, and what knows Markdown (`body_markdown`) is called for the rest.
"""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass

from plugins.newsroom.article import Body
from plugins.newsroom.body_blocks import cut_blocks
from plugins.newsroom.body_checks import check_markup
from plugins.newsroom.body_layout import check_layout
from plugins.newsroom.body_lead import lead_line, take_lead
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.markup import Mark, scan_markup
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
    parts: list[str] = []
    marks = _NO_MARKS
    for piece in cut_blocks(source):
        html = piece.html
        if not html:
            html, found = _convert(piece.source)
            marks += found
        if html:
            parts.append(html)
    html = "\n".join(parts)
    if "<h1>" in html:
        html = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}>", html)
    if "<a " in html:
        html = _LINK.sub(_mark_outside, html)
    return html, marks


def _convert(source: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the sanitised HTML of a text that takes Markdown, "" where nothing is left, and the marks in it."""
    # Most edits need neither Markdown nor the sanitiser: they are not waited for.
    from plugins.newsroom.body_markdown import convert, sanitise  # noqa: PLC0415

    raw = convert(source)
    marks = _NO_MARKS
    # Only the editor's own "<" makes tags that Markdown does not know; links and images need a look in any case.
    has_tags = "<" in source
    if has_tags or "<a " in raw or "<img " in raw:
        marks = scan_markup(raw if has_tags else "".join(_ADDRESSED.findall(raw)))
    return sanitise(raw), marks


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
