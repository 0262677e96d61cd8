"""Frames of other sites in a text: what they are called in the link that takes their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from importers.addresses import host_of

_EMBEDS: Final = frozenset({"audio", "embed", "frame", "iframe", "object", "video"})
_KINDS: Final = (
    (re.compile(r"maps?\.google|google\.[a-z.]+/maps|openstreetmap|goong", re.IGNORECASE), "Bản đồ"),
    (re.compile(r"docs\.google|gview|officeapps|\.(?:pdf|docx?|xlsx?|pptx?)(?:$|[?&#])", re.IGNORECASE), "Tài liệu"),
    (re.compile(r"\.(?:mp3|ogg|wav|m4a)(?:$|\?)|soundcloud", re.IGNORECASE), "Âm thanh"),
    (
        re.compile(r"youtu\.?be|vimeo|dailymotion|facebook\.com/.*video|\.(?:mp4|webm|flv|swf)(?:$|\?)", re.IGNORECASE),
        "Video",
    ),
)
_BY_TAG: Final = {"audio": "Âm thanh", "video": "Video"}


@dataclass(frozen=True, slots=True)
class Embed:
    """What was embedded: the element, the address or "", and the title or ""."""

    tag: str
    address: str
    title: str


def is_embed(tag: str) -> bool:
    """Tell whether an element shows another document within the text."""
    return tag in _EMBEDS


def address_in(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the address that an element or one within it gives for what is embedded, else ""."""
    if tag == "param":
        return attributes.get("value", "") if attributes.get("name", "").lower() in ("movie", "src", "url") else ""
    if tag in _EMBEDS or tag == "source":
        late = attributes.get("data-src") or attributes.get("src") or attributes.get("data") or ""
        address = late.strip()
        return "" if address.startswith(("about:", "data:", "javascript:")) else address
    return ""


def link_words(embed: Embed) -> str:
    """Return the words of the link: what it is, and its title or the site's name."""
    kind = next((name for pattern, name in _KINDS if pattern.search(embed.address)), "")
    kind = kind or _BY_TAG.get(embed.tag, "Nội dung nhúng")
    title = embed.title or host_of(embed.address).removeprefix("www.") or embed.address.rpartition("/")[2]
    return f"{kind}: {title}" if title else kind
