"""The pieces of an article's page, each read on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Tag

from importers.nukeviet.page_facts import PageComment

_AUTHOR: Final = re.compile(r"^\s*(?:Tác giả(?: bài viết)?|Author|Người viết|Bút danh)\s*:?\s*$", re.IGNORECASE)
_SOURCE: Final = re.compile(r"^\s*(?:Nguồn tin|Nguồn|Source|Theo)\s*:?\s*$", re.IGNORECASE)
_POINTS: Final = re.compile(r"Tổng số điểm của bài viết là:\s*(\d+)\s*trong\s*(\d+)\s*đánh giá", re.IGNORECASE)
_AVERAGE: Final = re.compile(r"Xếp hạng:\s*([\d.,]+)\s*[-–/]\s*(\d+)\s*phiếu bầu", re.IGNORECASE)
_VIEWS: Final = re.compile(r"(?:Đã xem|Lượt xem|Số lần xem|Xem)\s*:?\s*([\d.,]+)", re.IGNORECASE)
_MOMENT: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})[\s,–-]+(\d{1,2}):(\d{2})")
_NO_PICTURE: Final = re.compile(r"no[_-]?image|no[_-]?avatar|/images/logo|blank\.gif", re.IGNORECASE)
_LONGEST_MARK: Final = 40


def text_of(tag: Tag | BeautifulSoup) -> str:
    """Return the text of an element on one line."""
    return " ".join(tag.get_text(" " if tag.find(("br", "p", "div", "li")) else "").replace("\xa0", " ").split())


def read_byline(container: Tag, body: Tag | None) -> tuple[tuple[str, ...], str, str]:
    """Return the authors, the source's name and its address."""
    authors: tuple[str, ...] = ()
    source = url = ""
    for mark in container.select("p strong, div strong, span strong, p b, li strong"):
        if body is not None and body in mark.parents:
            continue
        words = text_of(mark)
        line = mark.parent
        if line is None or len(words) > _LONGEST_MARK:
            continue
        if not authors and _AUTHOR.match(words):
            authors = _names(line, mark)
        elif not source and _SOURCE.match(words):
            link = line.find("a", href=True)
            source = " ".join("".join(_after(mark)).split()).strip(" ,")
            url = str(link["href"]) if isinstance(link, Tag) else ""
    return authors, source, url


def _after(mark: Tag) -> Iterator[str]:
    """Yield the text that follows *mark* in its line."""
    for sibling in mark.next_siblings:
        yield sibling.get_text() if isinstance(sibling, Tag) else str(sibling)


def _names(line: Tag, mark: Tag) -> tuple[str, ...]:
    """Return the authors: a name each for those with a page of their own, the rest as it is written."""
    linked = [text_of(link) for link in line.find_all("a", href=True)]
    text = " ".join("".join(_after(mark)).split())
    for name in linked:
        text = text.replace(name, "", 1)
    return tuple(dict.fromkeys(filter(None, (*linked, text.strip(" ,;")))))


def read_rating(soup: BeautifulSoup) -> tuple[int | None, int | None, str]:
    """Return points, votes, and the average that is shown."""
    place = soup.find(id="form3B") or soup.find(id="stringrating") or soup
    text = text_of(place)
    points = _POINTS.search(text)
    average = _AVERAGE.search(text)
    return (
        int(points[1]) if points else None,
        int(points[2]) if points else None,
        average[1].replace(",", ".") if average else "",
    )


def read_views(container: Tag) -> int | None:
    """Return how often the article was read."""
    for icon in container.select(".fa-eye"):
        if icon.parent is not None and (match := re.search(r"\d[\d.,]*", text_of(icon.parent))):
            return int(re.sub(r"\D", "", match[0]))
    head = container.select_one(".newsdetailmetatop") or container.select_one(".news-info")
    match = _VIEWS.search(text_of(head)) if head is not None else None
    return int(re.sub(r"\D", "", match[1])) if match else None


def read_tags(soup: BeautifulSoup, container: Tag) -> tuple[str, ...]:
    """Return the tags as the page writes them."""
    boxes = [icon.parent for icon in soup.select(".fa-tags")] + soup.select(".keywords") + container.select(".tags")
    links = [(link, "keywords" in _classes(box)) for box in boxes if box is not None for link in box.select("a[href]")]
    links += [(icon.parent, False) for icon in container.select("a[href] > .fa-tag") if icon.parent is not None]
    tags: dict[str, None] = {}
    for link, is_sure in links:
        href = str(link["href"])
        if ("/tag/" in href or "tag=" in href or is_sure) and (name := text_of(link)):
            tags[name] = None
    return tuple(tags)


def _classes(tag: Tag) -> list[str]:
    value = tag.get("class")
    return value if isinstance(value, list) else str(value or "").split()


def read_trail(soup: BeautifulSoup) -> tuple[tuple[str, str], ...]:
    """Return the categories that lead to the article; the home page and the module are left out by `page_site`."""
    trail: dict[str, str] = {}
    for name in ("temp-breadcrumbs", "breadcrumbs", "breadcrumb"):
        for place in soup.find_all(class_=name):
            for link in place.find_all("a", href=True):
                href = str(link["href"])
                if href.startswith(("/", "http")) and not href.endswith(".html") and (words := text_of(link)):
                    trail.setdefault(href, words)
        if trail:
            break
    return tuple((words, href) for href, words in trail.items())


def read_image(container: Tag, body: Tag | None, title: str) -> tuple[str, str, str, str] | tuple[()]:
    """Return address, text, caption and position of the lead picture."""
    candidates = ("figure.article", ".imghome", "#imghome", "figure", "[style*='max-width']")
    for selector in candidates:
        for place in container.select(selector):
            picture = place.select_one("img")
            if (
                picture is None
                or (body is not None and (body in place.parents or body is place))
                or (place.find_parent(id="print") is None and body is not None and place in body.parents)
            ):
                continue
            src = str(picture.get("data-src") or picture.get("src") or "")
            if not src or _NO_PICTURE.search(src):
                continue
            note = place.select_one("figcaption, em, .imgalt")
            caption = text_of(note) if note is not None else ""
            alt = " ".join(str(picture.get("alt") or "").split())
            is_left = (
                bool({"left", "fl", "float-start", "imghome", "pull-left"} & set(_classes(place)))
                or place.get("id") == "imghome"
            )
            return src, "" if alt == title else alt, caption, "left" if is_left else "below"
    return ()


def read_attachments(soup: BeautifulSoup) -> tuple[tuple[str, str], ...]:
    """Return address and title of the files to download."""
    found: dict[str, str] = {}
    places = (
        ".news-download-file .list-group-item > a[href], .news-download-file li > a[href], .list-group-item a[download]"
    )
    for link in soup.select(places):
        href = str(link["href"])
        if not href.startswith("#"):
            name = link.find("strong")  # behind the word for downloading
            found.setdefault(href, text_of(name if isinstance(name, Tag) else link))
    return tuple(found.items())


def read_topic(soup: BeautifulSoup) -> tuple[str, str] | tuple[()]:
    """Return the running story's name and address."""
    for link in soup.select('.other-news a[href*="/topic/"], a[href*="/topic/"]'):
        name = " ".join(str(link.get("title") or "").split())
        if name:
            return name, str(link["href"])
    return ()


def read_comments(soup: BeautifulSoup) -> tuple[PageComment, ...]:
    """Return the comments that the page shows, each behind the one that it answers."""
    comments: list[PageComment] = []
    for item in soup.select("#idcomment li.media[id^=cid_], #showcomment li[id^=cid_]"):
        place = item.select_one(".media-body")
        words = item.select_one(".media-body > .margin-bottom") or item.select_one(".margin-bottom")
        name = place.select_one("strong.cm_item") if place is not None else None
        time = _MOMENT.search(text_of(place.select_one(".small") or place)) if place is not None else None
        if words is None or name is None or time is None:
            continue
        parent = item.find_parent("li", id=re.compile(r"^cid_"))
        comments.append(
            PageComment(
                id=str(item["id"]).removeprefix("cid_"),
                name=text_of(name),
                time=f"{time[3]}-{int(time[2]):02}-{int(time[1]):02} {int(time[4]):02}:{time[5]}",
                text="\n".join(line.strip() for line in words.get_text("\n").split("\n") if line.strip()),
                reply_to=str(parent["id"]).removeprefix("cid_") if isinstance(parent, Tag) else "",
            )
        )
    return tuple(comments)
