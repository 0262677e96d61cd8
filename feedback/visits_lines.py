"""
One line of a web server's log: who asked for what and when, and whether that is a reader.

The form is the combined one of nginx and Apache.  What counts is what GoAccess counts: a visit is one address with one
browser on one day, whatever it asked for, unless it was refused (4xx) or is a crawler.  A view is an article's page
that was sent (200) or that the reader's browser still had (304).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

_LINE: Final = re.compile(
    rb"(?P<address>\S+) \S+ [^\[]*\[(?P<day>[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}):[0-9:]{8} [+-][0-9]{4}\] "
    rb'"(?P<request>(?:[^"\\]|\\.)*)" (?P<status>[0-9]{3}) (?:[0-9]+|-) '
    rb'"(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)"(?: .*)?\r?'
)
_ARTICLE: Final = re.compile(rb"GET /[a-z0-9-]{1,240}/(?P<slug>[a-z0-9-]{1,240})\.html(?:\?\S*)? HTTP/\S+")
_SENT: Final = frozenset({b"200", b"304"})
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Crawlers, previews, feed readers, monitors and programs; readers' apps (Zalo, Facebook) open pages in a browser that
# names them too, so those names alone say nothing.
_BOT: Final = re.compile(
    rb"(?<!cu)bot(?![a-z])|crawl|spider|slurp|scrap|archiver|archive\.org|mediapartners|externalhit|bingpreview|"
    rb"feedfetcher|feedly|feedparser|feedbin|cong-tin-|\brss|lighthouse|headless|phantomjs|pagespeed|pingdom|uptime|monitor|"
    rb"nagios|zabbix|validator|linkcheck|\bcurl/|\bwget/|python|\bjava/|go-http-client|libwww|lwp|httpclient|"
    rb"http_request|okhttp|axios|node-fetch|httpie|postman|nmap|nikto|sqlmap|masscan|zgrab",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Request:
    """
    What one line says, as far as it counts.

    Attributes:
        day: The day, as the server's clock had it.
        visitor: Address and browser; never kept as it is. None where the request makes no visit.
        slug: The article that was read, "" where none was.
    """

    day: date
    visitor: bytes | None
    slug: str


def parse_line(line: bytes) -> Request | None:
    """Return what a line (without its end) says; None where it is not in the combined form."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    day = _day(match["day"])
    if day is None:
        return None
    agent, status = match["agent"], match["status"]
    if status.startswith(b"4") or is_bot(agent):
        return Request(day, None, "")
    article = _ARTICLE.fullmatch(match["request"]) if status in _SENT else None
    slug = article["slug"].decode() if article else ""
    return Request(day, match["address"] + b" " + agent, slug)


@lru_cache(maxsize=4096)
def is_bot(agent: bytes) -> bool:
    """Tell whether a browser's name is that of a program that reads for no reader."""
    return _BOT.search(agent) is not None


@lru_cache(maxsize=512)
def _day(text: bytes) -> date | None:
    """Return the day of `24/Nov/2026`, None where there is no such day."""
    day, month, year = text.decode().split("/")
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
