"""What becomes of the addresses in a text that is taken over."""

from __future__ import annotations

import re
from typing import Final, Protocol

from plugins.newsroom.links import is_reference
from plugins.newsroom.markup import SCHEMES, scheme_of

_SPAM: Final = re.compile(
    r"casino|ca-?cuoc|co-?bac|nha-?cai|\bbet\d|\d+bet\b|[a-z]\d{1,3}bet|bet(?:88|365|vn)|[fkw]88|fun88|kubet|baccarat|"
    r"tai-?xiu|lo-?de|soi-?cau|xo-?so-?online|game-?bai|doi-?thuong|no-?hu|\bslots?\b|poker|jackpot|sunwin|\bgo88|viagra|"
    r"cialis|porn|\bxxx\b|cá cược|nhà cái|tài xỉu|đánh bạc online|lô đề online|nổ hũ|game bài",
    re.IGNORECASE,
)
_TRACKERS: Final = re.compile(
    r"google-analytics|googletagmanager|doubleclick|facebook\.com/tr|statcounter|histats|amung\.us|scorecardresearch"
    r"|/(?:pixel|beacon|track(?:er|ing)?)\.(?:gif|png|php)|flagcounter|hitwebcounter|quantserve",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"^(?:https?:)?//([^/?#]+)", re.IGNORECASE)


class Addresses(Protocol):
    """Decides on each address that a text holds; an address is stripped, not percent-decoded."""

    def link(self, href: str) -> str | None:
        """Return where a link leads from now on; None where the words stay and the link goes."""

    def image(self, src: str) -> str | None:
        """Return `/media/…` for a picture; None where it is dropped.  `data:` addresses are handed over as they are."""


class Kept:
    """Keeps addresses of the web and of the content folder; a picture must lie below `/media/` already."""

    def link(self, href: str) -> str | None:
        """Return *href* where readers can follow it."""
        if href.startswith("{"):
            return href if is_reference(href) else None
        return href if scheme_of(href) in SCHEMES or href.startswith("/") else None

    def image(self, src: str) -> str | None:
        """Return *src* where it names a medium of the content folder."""
        path = src.partition("}")[2] if is_reference(src) else src
        return src if path.startswith("/media/") and ".." not in path.split("/") else None


KEPT: Final = Kept()


def host_of(address: str) -> str:
    """Return the host of an address of the web in lower case, "" of any other."""
    match = _HOST.match(address)
    return match[1].rpartition("@")[2].partition(":")[0].lower() if match else ""


def is_spam(address: str, words: str = "") -> bool:
    """Tell whether a link looks like one to betting, pills or pornography, by its host or its words."""
    host = host_of(address)
    return bool(host) and _SPAM.search(f"{host} {words}") is not None


def is_tracker(address: str) -> bool:
    """Tell whether a picture's address is one of those that count readers."""
    return _TRACKERS.search(address) is not None
