"""An article of the old portal as values, whichever source it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from importers.report import Note

_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MACHINE: Final = re.compile(r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The lead picture: its address as the source has it, text, caption, and `none`, `left` or `below`."""

    address: str
    alt: str = ""
    caption: str = ""
    position: str = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldComment:
    """An approved comment without anything that tells who wrote it but the name."""

    id: str
    name: str
    time: datetime
    text: str
    reply_to: str = ""


def without_addresses(text: str) -> str:
    """Return a reader's text without addresses of mail and of machines, which were not typed to be published."""
    return _MACHINE.sub("[đã ẩn]", _MAIL.sub("[đã ẩn]", text))


@dataclass(frozen=True, slots=True, kw_only=True)
class OldArticle:
    """
    An article that is to be written.

    Attributes:
        source: The module's set of tables, or `pages`.
        id: The number on the old portal, 0 where it has none.
        alias: The address's part before the number, as the old portal wrote it.
        status: `published`, `draft` or `review`; a date in the future is a schedule, `expires` an end.
        lead: Plain text.
        body: HTML.
        category: Slug; also_in: further slugs.
        paths: Old addresses beside the one that the article keeps.
        link: Where a redirect article leads, "".
        notes: What was noticed while reading.
    """

    source: str
    id: int
    title: str
    alias: str
    date: datetime
    category: str
    status: str = "published"
    modified: datetime | None = None
    expires: datetime | None = None
    lead: str = ""
    body: str = ""
    also_in: tuple[str, ...] = ()
    topic: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    source_name: str = ""
    source_url: str = ""
    picture: Picture | None = None
    attachments: tuple[tuple[str, str], ...] = ()
    views: int | None = None
    points: int | None = None
    votes: int | None = None
    are_comments_open: bool = True
    comments: tuple[OldComment, ...] = ()
    paths: tuple[str, ...] = ()
    link: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An article that stays behind: number, title, why, what can be done."""

    source: str
    id: int
    title: str
    reason: str
    remedy: str
