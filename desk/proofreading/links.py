"""Links of a body: to what looks like gambling, to addresses that cannot be right, to places the page does not have."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from desk.proofreading.manuscript import Manuscript
from desk.proofreading.suspects import load_suspects
from plugins.archives.headings import name_headings
from plugins.newsroom.article import Body
from plugins.newsroom.body_checks import find_line
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.problem import Problem

_LINK: Final = re.compile(r'<a (?:[^>"]|"[^"]*")*?href="([^"]*)"(?:[^>"]|"[^"]*")*>(.*?)</a>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_OUTSIDE: Final = re.compile(r"https?:|//", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])|\d{1,3}(?:\.\d{1,3}){3}|localhost")
_ID: Final = re.compile(r'\sid="([^"]*)"')
# The top of a page, and what every page of the theme has.
_FIXED: Final = frozenset({"", "top", "noi-dung"})


def check_body_links(manuscript: Manuscript, body: Body) -> Iterator[Problem]:
    """
    Judge the links of a body by what is written; nothing is asked of other sites.

    Args:
        manuscript: The file.
        body: What became of it.
    """
    if "<a " not in body.html:
        return
    told: set[tuple[str, str]] = set()
    for written, inner in _LINK.findall(body.html):
        address, text = html.unescape(written), html.unescape(_TAG.sub("", inner))
        key, seen = _judge(address, text, body)
        if key and (key, address) not in told:
            told.add((key, address))
            line = find_line(manuscript.body, address, manuscript.line_of(manuscript.body_start))
            yield make_problem(key, manuscript.path, line, seen=shorten(address), reason=seen)


def _judge(address: str, text: str, body: Body) -> tuple[str, str]:
    """Return the catalogue's key of what is wrong with a link and what gives it away; ("", "") where nothing is."""
    if address.startswith("#"):
        name = unquote(address[1:])
        return ("W337", name) if name not in _FIXED and name not in _names(body) else ("", "")
    if not _OUTSIDE.match(address):
        return "", ""
    host = _host(address)
    if not _HOST.fullmatch(host):
        return "W336", host
    reason = load_suspects().find(host, text)
    return ("W335", reason) if reason else ("", "")


def _host(address: str) -> str:
    """Return the name of the host that a browser would ask, "" where there is none."""
    try:
        parts = urlsplit(address)
        is_asked = parts.port != 0  # a port that is no number is an error
    except ValueError:
        return ""
    return (parts.hostname or "") if is_asked else ""


def _names(body: Body) -> frozenset[str]:
    """Return what links can lead to within the page."""
    named, _ = name_headings(body.html)
    return frozenset(map(html.unescape, _ID.findall(named)))
