"""Banners, applications, menu, visits and hand-picked articles: the portal's data beside its articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from importers.canonical import Value, clean_line
from importers.nukeviet.dump import Dump, number
from importers.nukeviet.media import Depot
from importers.nukeviet.moments import from_unix
from importers.nukeviet.page_facts import SiteFacts
from importers.nukeviet.staging import Staging
from importers.nukeviet.texts import Repairs, decode_entities
from importers.report import Note
from plugins.newsroom.fields import FieldError, parse_url
from plugins.newsroom.vietnamese import fold

_APPLICATIONS: Final = re.compile(r"ung dung|application|phan mem|tien ich")
_HOT: Final = re.compile(r"tieu diem|noi bat|hot|headline|tin chinh")
_ANNOUNCEMENTS: Final = re.compile(r"thong bao|announce")
_CLICK: Final = re.compile(r"banners/click|nv=banners")
_NO_TITLE: Final = re.compile(r"^\d|_")
_MOST_PICKS: Final = 10
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(slots=True)
class SiteData:
    """What the files of `site/` get; `notes` are for the account."""

    banners: list[dict[str, Value]] = field(default_factory=list)
    applications: list[dict[str, Value]] = field(default_factory=list)
    menu: list[dict[str, Value]] = field(default_factory=list)
    statistics: dict[str, Value] = field(default_factory=dict)
    home: dict[str, Value] = field(default_factory=dict)
    identity: dict[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    """A banner as the source has it: what it is called, where it leads, its picture and the text for that."""

    title: str
    url: str
    image: str
    alt: str


def name_of_link(entry: Any) -> str:  # noqa: ANN401 - whatever a file holds
    """Return what an entry of banners, applications or the menu is called: where it leads, and what it says."""
    if not isinstance(entry, Mapping):
        return str(entry)
    return " ".join(str(entry.get(name, "")) for name in ("category", "page", "url", "title"))


def name_of_slug(entry: Any) -> str:  # noqa: ANN401
    """Return what an entry of categories or topics is called."""
    return str(entry.get("slug", "")) if isinstance(entry, Mapping) else str(entry)


def name_of_comment(entry: Any) -> str:  # noqa: ANN401
    """Return what a comment is called: its id, or what it says."""
    return str(entry.get("id") or entry.get("text", "")) if isinstance(entry, Mapping) else str(entry)


def read_banners(staging: Staging, prefix: str, depot: Depot, data: SiteData, repairs: Repairs) -> None:
    """Take the banners of a dump that were shown, those of a slot for applications apart."""
    plans = {
        key: decode_entities(plan.get("title", ""), repairs) for key, plan in staging.names(prefix, "banners_plans")
    }
    rows = [row for _, row in staging.names(prefix, "banners_rows")]
    for order, row in enumerate(sorted(rows, key=lambda row: (number(row, "pid"), number(row, "weight"))), start=1):
        title = clean_line(decode_entities(row.get("title", ""), repairs))
        if number(row, "act") != 1:
            data.notes.append(Note("banner-title", f"{title}: đã tắt trên cổng cũ, không nhập"))
            continue
        slot = clean_line(plans.get(number(row, "pid"), ""))
        file = row.get("file_name", "")
        image = f"/uploads/banners/{file}" if file and file != "no_image" else ""
        alt = clean_line(decode_entities(row.get("file_alt", ""), repairs)) or title
        entry = _banner(_Link(title or alt, row.get("click_url", ""), image, alt), depot, data)
        if entry is None:
            continue
        if slot:
            entry["slot"] = slot
        entry["order"] = order
        since, until = from_unix(number(row, "publ_time")), from_unix(number(row, "exp_time"))
        if since is not None:
            entry["from"] = f"{since:%Y-%m-%d}"
        if until is not None and (since is None or until.date() >= since.date()):
            entry["to"] = f"{until:%Y-%m-%d}"
        (data.applications if _APPLICATIONS.search(fold(slot)) else data.banners).append(entry)


def read_page_banners(facts: SiteFacts, depot: Depot, data: SiteData) -> None:
    """Take the banners that pages show; where they lead is known only where they lead there directly."""
    for order, (title, image, target) in enumerate(facts.banners, start=1):
        entry = _banner(_Link(title, "" if _CLICK.search(target) else target, image, title), depot, data)
        if entry is not None:
            data.banners.append(entry | {"order": order})


def _banner(link: _Link, depot: Depot, data: SiteData) -> dict[str, Value] | None:
    """Return an entry; None where it leads nowhere."""
    try:
        address = parse_url(clean_line(link.url)) if link.url.strip() else ""
    except FieldError:
        address = ""
    if not address or _CLICK.search(address):
        data.notes.append(
            Note("banner-title", f"{link.title}: không biết dẫn đến đâu ({link.url or 'không có địa chỉ'}), không nhập")
        )
        return None
    if _NO_TITLE.search(link.title) or (link.title.isascii() and " " not in link.title):
        data.notes.append(Note("banner-title", link.title))
    entry: dict[str, Value] = {"title": link.title, "url": address}
    place = depot.picture(link.image) if link.image else None
    if place is not None and place not in depot.missing:
        entry |= {"image": place, "alt": link.alt}
    elif place is not None:
        data.notes.append(Note("dead-media", f"{link.image} → {place} (liên kết {link.title})"))
    return entry


def read_menu(staging: Staging, prefix: str, categories: Mapping[str, str], data: SiteData, repairs: Repairs) -> None:
    """Take the first level of the first menu: categories, and links to other sites."""
    rows = [row for _, row in staging.names(prefix, "menu_rows")]
    first = min((number(row, "mid") for row in rows), default=0)
    shown = [row for row in rows if number(row, "mid") == first and row.get("status", "1") == "1"]
    for row in sorted(shown, key=lambda row: (number(row, "sort"), number(row, "weight"))):
        title = clean_line(decode_entities(row.get("title", ""), repairs))
        if number(row, "parentid"):
            data.notes.append(Note("menu-lost", f"{title}: menu mới chỉ có một cấp"))
        else:
            add_to_menu(title, decode_entities(row.get("link", ""), repairs), categories, data)


def add_to_menu(title: str, link: str, categories: Mapping[str, str], data: SiteData) -> None:
    """Add an entry of the menu where it leads to something that is there."""
    names = [name for name in re.split(r"[/?&=]", link) if name]
    slug = categories.get(names[-1], "") if names else ""
    entry: dict[str, Value] = {"category": slug} if slug else {"title": title, "url": clean_line(link)}
    if slug or link.startswith(("http://", "https://")):
        if title and entry not in data.menu:
            data.menu.append(entry)
    elif link not in ("/", ""):
        data.notes.append(Note("menu-lost", f"{title} ({link})"))


def read_statistics(dump: Dump | None, facts: SiteFacts, data: SiteData) -> None:
    """Take the numbers of visits with the day on which they were counted; without a day they are worth nothing."""
    visits, last = (dump.counter if dump is not None else {}).get(("total", "hits"), (0, 0))
    day = from_unix(last)
    if dump is not None and day is not None and visits:
        keys = {"today": ("day", f"{day:%d}"), "month": ("month", _MONTHS[day.month - 1]), "total": ("total", "hits")}
        for name, key in keys.items():
            if dump.counter.get(key, (0, 0))[0]:
                data.statistics[name] = {"visits": dump.counter[key][0], "date": f"{day:%Y-%m-%d}"}
    elif facts.counter:
        numbers = ", ".join(f"{name} {count}" for name, count in facts.counter.items())
        data.notes.append(Note("menu-lost", f"thống kê truy cập ({numbers}): trang không ghi ngày đếm"))


def read_groups(staging: Staging, set_: str, slug_of: Callable[[int], str], data: SiteData, repairs: Repairs) -> None:
    """Take the hand-picked groups that the home page has a place for."""
    groups = sorted(staging.names(set_, "block_cat"), key=lambda item: (number(item[1], "weight"), item[0]))
    for key, group in groups:
        title = clean_line(decode_entities(group.get("title", ""), repairs))
        links = sorted(staging.links(set_, "block", key), key=lambda link: number(link, "weight"))
        slugs = [slug for link in links if (slug := slug_of(number(link, "id")))]
        for link in links:
            if not slug_of(number(link, "id")):
                data.notes.append(Note("orphan", f"nhóm {title}: bài số {number(link, 'id')} không có"))
        name = _place(f"{fold(title)} {group.get('alias', '').replace('-', ' ')}")
        if not slugs:
            continue
        if not name or name in data.home:
            data.notes.append(Note("group-lost", f"{title}: {', '.join(slugs[:_MOST_PICKS])}"))
        else:
            data.home[name] = slugs[:_MOST_PICKS]


def _place(words: str) -> str:
    if _ANNOUNCEMENTS.search(words):
        return "announcements"
    return "hot" if _HOT.search(words) else ""


def read_identity(names: Iterable[str], hosts: Iterable[str], data: SiteData) -> None:
    """Take the portal's name and address where both are known."""
    name = next((clean_line(name) for name in names if clean_line(name)), "")
    host = next((host for host in hosts if re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?", host)), "")
    if name and host:
        data.identity = {"name": name, "base_url": f"https://{host}"}
