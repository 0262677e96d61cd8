"""
Saved pages of NukeViet 3.4 to 5, of its government edition and of themes that keep its names: what do they say?

Selectors are tried in order, the surest first.  Dates come from the visible text: those of the metadata are wrong
(see `docs/decisions/0013-moving-in.md`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from importers.nukeviet.page_facts import NoArticleError, PageFacts, SiteFacts
from importers.nukeviet.page_parts import (
    read_attachments,
    read_byline,
    read_comments,
    read_image,
    read_rating,
    read_tags,
    read_topic,
    read_trail,
    read_views,
    text_of,
)
from importers.nukeviet.page_site import read_site

_BODIES: Final = (
    "#news-bodyhtml",
    ".news-bodyhtml",
    "[itemprop=articleBody]",
    "#print #bodytext",
    ".news_column .bodytext",
    "#news_detail .bodytext",
    ".bodytext",
    "#bodytext",
    ".news-detail-content",
    ".detail-content",
)
_TITLES: Final = ("h1[itemprop=headline]", "h1.title", "#content > h1", "#news_detail h1", "h1")
_LEADS: Final = (
    ".hometext[itemprop=description]",
    ".hometext",
    "#hometext",
    ".fw-bold[data-toggle=error-report]",
    "[itemprop=description]",
)
_CONTAINERS: Final = (
    "[itemtype$='schema.org/NewsArticle']",
    "#news_detail",
    "#print #content",
    "#print",
    ".news_column",
)
_UNSEEN: Final = (
    "script, style, noscript, #timeoutsess, #openidResult, #openidBt, .adminlink, .hidden, .hide, .d-none, .icon_new,"
    " .chromeframe, .cookie-notice, #newsSendMailModal"
)
_DATE: Final = re.compile(
    r"(?:(?P<weekday>Chủ nhật|Thứ (?:hai|ba|tư|năm|sáu|bảy)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\W{1,4})?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})[\s,–-]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
    r"\s*(?P<half>[AaPp][Mm])?",
    re.IGNORECASE,
)
_TIME_FIRST: Final = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?[\s,–-]+(?:(?P<weekday>Chủ nhật|Thứ \w+)\W{1,4})?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?P<half>)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"-(\d{1,9})(?:\.html?)?/?$")
_FILE_NUMBER: Final = re.compile(
    r"(?:^|[-_/])(\d{1,9})(?:-[\w-]*)?(?:\.(?:print|save|mobile|savefile))?\.html?$", re.IGNORECASE
)
_CALL: Final = re.compile(r"sendrating\(\s*'(\d+)'")
_SPECIAL: Final = re.compile(r"/(print|savefile)(?=/)")
_REASONS: Final = (
    (
        re.compile(r"Lỗi (?:truy cập )?404|404 Not Found|không tồn tại trên máy chủ|\(404\)", re.IGNORECASE),
        "trang báo lỗi 404",
    ),
    (
        re.compile(r"flood|truy cập quá nhanh|quá nhiều yêu cầu|too many requests|vui lòng (?:chờ|đợi)", re.IGNORECASE),
        "trang chặn truy cập dồn dập (flood blocker), không phải bài",
    ),
    (re.compile(r"Thành viên đăng nhập|name=\"nv_password\"|Đăng nhập thành viên", re.IGNORECASE), "trang đăng nhập"),
    (
        re.compile(r"không có quyền|chỉ dành cho thành viên|id=\"no_permission\"", re.IGNORECASE),
        "bài chỉ dành cho thành viên",
    ),
)
_LARGEST: Final = 10_000_000
_MOST_TAGS: Final = 60_000
_SHORT: Final = 2_000  # characters: pages that only say why there is none are shorter
_MONTHS, _DAYS, _HOURS = 12, 31, 24


def read_page(html: str, name: str, *, wants_site: bool = True) -> tuple[PageFacts, SiteFacts]:
    """
    Read a saved page.

    Args:
        html: The page.
        name: Its file's name, which tells the number where nothing else does.
        wants_site: Whether to look for what the page tells of its portal: all pages tell much the same.

    Raises:
        NoArticleError: It holds no article, or is a bomb of elements; the message says which.
    """
    if len(html) > _LARGEST or html.count("<") > _MOST_TAGS:
        raise NoArticleError("trang lớn quá mức của một bài (HTML bomb?)")
    soup = BeautifulSoup(html, "lxml")
    body = _first(soup, _BODIES)
    container = _container(soup, body)
    date = _date(container, body)
    url = _address(soup)
    number = _number(url, soup, html, name)
    if not _is_article(soup, container, body, has_date=date is not None, has_number=bool(number)):
        raise NoArticleError(_reason(html, soup))
    title = _title(soup, container)
    if not title:
        raise NoArticleError("không thấy tiêu đề bài")
    facts = PageFacts(
        kind=_kind(soup, url),
        id=number,
        url=_SPECIAL.sub("", url),
        title=title,
        date=_moment(date) if date else "",
        weekday=(date["weekday"] or "") if date else "",
        lead=_lead(container, body),
        trail=read_trail(soup),
        section=_meta(soup, "article:section"),
        image=read_image(container, body, title),
    )
    return _with_company(facts, soup, container, body, html), read_site(soup) if wants_site else SiteFacts()


def _is_article(soup: BeautifulSoup, container: Tag, body: Tag | None, *, has_date: bool, has_number: bool) -> bool:
    """Tell whether a page is an article's: it has a body and a date, or says so itself."""
    is_said = container.get("itemtype", "") != "" or bool(
        soup.select_one('meta[property="og:type"][content="article"]')
    )
    return (body is not None or (is_said and has_date)) and (has_date or (is_said and has_number))


def _with_company(facts: PageFacts, soup: BeautifulSoup, container: Tag, body: Tag | None, html: str) -> PageFacts:
    """Return the facts with what stands around the text; what leaves no sign on the page is not looked for."""
    authors, source, source_url = read_byline(container, body)
    points, votes, average = read_rating(soup)
    return replace(
        facts,
        body=_inner(body),
        authors=authors,
        source=source,
        source_url=source_url,
        tags=read_tags(soup, container) if "fa-tag" in html or "keywords" in html else (),
        views=read_views(container),
        points=points,
        votes=votes,
        average=average,
        attachments=read_attachments(soup) if "list-group-item" in html else (),
        topic=read_topic(soup) if "/topic/" in html else (),
        comments=read_comments(soup) if "cid_" in html else (),
    )


def _first(root: BeautifulSoup | Tag, selectors: tuple[str, ...]) -> Tag | None:
    """Return the first element that one of *selectors* finds, the first selector's before the second's."""
    return next((found for selector in selectors if (found := root.select_one(selector)) is not None), None)


def _container(soup: BeautifulSoup, body: Tag | None) -> Tag:
    """Return the smallest known container that holds the body; the whole page where there is none."""
    for selector in _CONTAINERS:
        for candidate in soup.select(selector):
            if body is None or candidate in body.parents:
                return candidate
    if body is not None:
        for parent in body.parents:
            if parent.find("h1") is not None:
                return parent
    return soup.body or soup


def _date(container: Tag, body: Tag | None) -> re.Match[str] | None:
    """Return the date that readers see: outside the body, and outside what they do not see."""
    for selector in (".newsdetailmetatop .h5", "span.h5", "em.time", ".time", "#content > ul.list-inline li"):
        for element in container.select(selector):
            if (body is None or body not in element.parents) and (match := _find_date(text_of(element))):
                return match
    parts: list[str] = []
    for text in container.find_all(string=True):
        parent = text.parent
        if parent is None or parent.name in ("script", "style"):
            continue
        if body is not None and body in text.parents:
            break
        if not any({"hidden", "hide", "d-none"} & set(_classes(above)) for above in text.parents):
            parts.append(str(text))
    return _find_date(" ".join(parts))


def _find_date(text: str) -> re.Match[str] | None:
    for pattern in (_DATE, _TIME_FIRST):
        for match in pattern.finditer(" ".join(text.split())):
            if int(match["month"]) <= _MONTHS and 1 <= int(match["day"]) <= _DAYS and int(match["hour"]) < _HOURS:
                return match
    return None


def _moment(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    day = f"{int(match['year']):04}-{int(match['month']):02}-{int(match['day']):02}"
    return f"{day} {hour:02}:{int(match['minute']):02}"


def _classes(tag: Tag) -> list[str]:
    value = tag.get("class")
    return value if isinstance(value, list) else str(value or "").split()


def _title(soup: BeautifulSoup, container: Tag) -> str:
    """Return the headline: within the container, else as the metadata have it."""
    for selector in _TITLES:
        for found in container.select(selector):
            if not {"hidden", "hide", "d-none"} & set(_classes(found)) and (text := text_of(found)):
                return text
    return _meta(soup, "og:title")


def _meta(soup: BeautifulSoup, name: str) -> str:
    found = soup.select_one(f'meta[property="{name}"]')
    return " ".join(str(found.get("content", "")).split()) if found is not None else ""


def _lead(container: Tag, body: Tag | None) -> str:
    """Return the lead as plain text, without the picture that stands in it."""
    found = _first(container, _LEADS[:-1]) or next(
        (tag for tag in container.select(_LEADS[-1]) if tag.name in ("div", "p") and tag is not body), None
    )
    if found is None:
        return ""
    inner = found.select_one("[itemprop=description]") if found.get("itemprop") != "description" else None
    copy = BeautifulSoup(str(inner if inner is not None else found), "lxml")
    for tag in copy.select(f".imghome, #imghome, figure, .imgalt, {_UNSEEN}"):
        tag.decompose()
    return text_of(copy)


def _inner(body: Tag | None) -> str:
    """Return the HTML within the body; what scripts would change is left as it came."""
    if body is None:
        return ""
    for tag in body.select("#timeoutsess, .adminlink, .icon_new, #newsSendMailModal"):
        tag.decompose()
    return body.decode_contents()


def _address(soup: BeautifulSoup) -> str:
    """Return the address of the article as the page gives it."""
    for selector, name in (
        ('link[rel="canonical"]', "href"),
        ("[itemprop=mainEntityOfPage]", ""),
        ('meta[property="og:url"]', "content"),
        ("#print #url", ""),
        ("#url", ""),
    ):
        found = soup.select_one(selector)
        if found is not None:
            value = str(found.get(name, "")) if name else text_of(found)
            match = re.search(r"(?:https?://|/)\S+", value)
            if match and (_NUMBER.search(urlsplit(match[0]).path) or name == "href"):
                return match[0]
    return ""


def _number(url: str, soup: BeautifulSoup, html: str, name: str) -> int:
    """Return the article's number, 0 where the page does not tell."""
    if match := _NUMBER.search(unquote(urlsplit(url).path)):
        return int(match[1])
    comments = soup.select_one("#idcomment[data-id]")
    if comments is not None and str(comments["data-id"]).isdigit():
        return int(str(comments["data-id"]))
    match = _CALL.search(html) or _FILE_NUMBER.search(name)
    return int(match[1]) if match else 0


def _kind(soup: BeautifulSoup, url: str) -> str:
    if soup.find(id="print") is not None and soup.find(id="bodytext") is not None:
        match = _SPECIAL.search(url)
        return "save" if match and match[1] == "savefile" else "print"
    return "mobile" if soup.find(id="mobilePage") is not None else "article"


def _reason(html: str, soup: BeautifulSoup) -> str:
    """Return what a page without an article is."""
    title = soup.title.get_text() if soup.title else ""
    main = soup.body.get_text(" ")[:20_000] if soup.body else ""
    for pattern, reason in _REASONS[:2]:
        if pattern.search(title) or (len(main) < _SHORT and pattern.search(main)):
            return reason
    for pattern, reason in _REASONS[2:]:
        if pattern.search(title) or pattern.search(html[:200_000]):
            return reason
    if soup.select_one(".news_column") is not None or soup.select_one('a[href$=".html"]') is not None:
        return "trang danh sách hay trang khác của cổng, không có bài nào trọn vẹn"
    return "không có bài viết nào trong trang"
