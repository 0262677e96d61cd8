"""What any page tells of its portal: host, name, categories, banners, visits, menu."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from importers.nukeviet.page_facts import SiteFacts

_COUNTER: Final = {
    "đang truy cập": "online",
    "hôm nay": "today",
    "tháng hiện tại": "month",
    "tháng này": "month",
    "tổng lượt truy cập": "total",
}
_FEED: Final = re.compile(r"/rss/([^/]+)/?$")


def read_site(soup: BeautifulSoup) -> SiteFacts:
    """Read what a page tells of its portal."""
    site = SiteFacts()
    for selector, name in (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        found = soup.select_one(selector)
        host = urlsplit(str(found.get(name, ""))).netloc.lower() if found is not None else ""
        if host:
            site.hosts[host] = None
    named = soup.select_one('meta[property="og:site_name"]')
    site.name = " ".join(str(named.get("content", "")).split()) if named is not None else ""
    _read_feeds(soup, site)
    site.banners = tuple(
        _banner(link) for link in soup.select(".nv-block-banners a[href]") if link.find("img") is not None
    )
    for item in soup.select("ul.counter li, .counter li"):
        _count(item, site)
    entries = soup.select(
        "#menusite .navbar-nav > li > a[href], .navbar-nav > li > a[href], #menu-site-default > ul > li > a[href]"
    )
    site.menu = tuple((words, str(link["href"])) for link in entries if (words := " ".join(link.get_text().split())))
    return site


def _read_feeds(soup: BeautifulSoup, site: SiteFacts) -> None:
    """Take the categories that have feeds: address and title name them all."""
    titles = [
        (str(link.get("href", "")), " ".join(str(link.get("title", "")).split()))
        for link in soup.select('link[rel="alternate"][type="application/rss+xml"]')
    ]
    module = next((title for href, title in titles if not _FEED.search(href) or href.rstrip("/").endswith("/rss")), "")
    for href, title in titles:
        match = _FEED.search(urlsplit(href).path)
        if match and (name := title.removeprefix(f"{module} - ").strip()) and module:
            site.categories[unquote(match[1])] = name


def _banner(link: Tag) -> tuple[str, str, str]:
    picture = link.find("img")
    alt = str(picture.get("alt") or "") if isinstance(picture, Tag) else ""
    src = str(picture.get("src") or "") if isinstance(picture, Tag) else ""
    return " ".join((alt or str(link.get("title") or "")).split()), src, str(link["href"])


def _count(item: Tag, site: SiteFacts) -> None:
    """Take one number of visits; both "," and "." set thousands apart."""
    text = " ".join(item.get_text(" ").split())
    match = re.fullmatch(r"(\D+?)\s*([\d.,]+)", text)
    label = _COUNTER.get(match[1].strip(" :").lower()) if match else None
    if match and label:
        site.counter.setdefault(label, int(re.sub(r"\D", "", match[2]) or 0))
