"""The addresses and the damage in the bodies of an old portal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from importers.addresses import host_of
from importers.losses import Loss, loss
from importers.nukeviet.media import Depot
from importers.nukeviet.texts import Repairs, undo_double_encoding
from importers.report import Note
from plugins.newsroom.links import encode_path
from plugins.newsroom.markup import scheme_of
from plugins.newsroom.vietnamese import nfc, slugify

# What an old fault of NukeViet's filter made of tags and addresses.
_TAG_MARK: Final = re.compile(r"\{:(/?[a-z][a-z0-9]*(?:\s[^{}]*?)?):\}", re.IGNORECASE)
_VALUE_MARK: Final = re.compile(r"\[:([^\[\]]*?):\]")

_NUMBERED: Final = re.compile(r"-(\d{1,9})\.html?$")
_IN_QUERY: Final = re.compile(r"[?&]op=([^&#]+)")
_FILES: Final = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
_LISTS: Final = frozenset({"author", "tag", "topic"})
_ID_NUMBER: Final = re.compile(
    r"(?:CCCD|CMND|CMTND|căn cước|chứng minh (?:nhân dân|thư))\W{0,40}?(?:số\W{0,4})?(?<!\d)(?:\d{12}|\d{9})(?!\d)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PortalAddresses:
    """
    What becomes of the addresses in the articles of an old portal (see `addresses.Addresses`).

    Attributes:
        depot: Its files.
        find_article: Number → address of the article on the new portal, "" where it has none.
        categories: Aliases of the categories → slug.
        notes: What was noticed since it was last emptied.
    """

    depot: Depot
    find_article: Callable[[int], str]
    categories: dict[str, str]
    notes: list[Note] = field(default_factory=list)

    def link(self, href: str) -> str | None:
        """Return where a link leads from now on."""
        scheme = scheme_of(href)
        if scheme in ("mailto", "tel"):
            return href
        is_web = scheme in ("http", "https") and bool(host_of(href))
        if href.startswith("{") or not (is_web or scheme == ""):
            return None
        if self.depot.is_own(href):
            return self._inside(href)
        return href if scheme else f"https:{href}"

    def image(self, src: str) -> str | None:
        """Return where a picture lies from now on."""
        address = self.depot.picture(src)
        if address is not None and address in self.depot.missing:
            self.notes.append(Note("dead-media", f"{src} → {address}"))
        return address

    def _inside(self, href: str) -> str | None:
        """Return the new address of something on the old portal."""
        try:
            path = _path_in(href)
        except ValueError:
            return None
        if match := _NUMBERED.search(path):
            found = self.find_article(int(match[1]))
            if not found:
                self.notes.append(Note("dead-link", href))
            return found or None
        names = [name for name in path.split("/") if name]
        if names and _FILES.search(names[-1]) and not names[-1].endswith((".html", ".htm", ".php")):
            return self._document(href)
        if (address := self._list(names)) is not None:
            return address
        self.notes.append(Note("dead-link", href))
        return None if "index.php" in path or "?" in href else encode_path(path)

    def _list(self, names: Sequence[str]) -> str | None:
        """Return the address of the home page, of a category, a tag, a topic or an author; None of anything else."""
        if not names:
            return "/"
        if names[-1] in self.categories:
            return f"/{self.categories[names[-1]]}/"
        slug = slugify(names[-1]) if len(names) > 1 and names[-2] in _LISTS else ""
        return f"/{names[-2]}/{slug}/" if slug else None

    def _document(self, href: str) -> str | None:
        """Return the new address of a file to download."""
        address = self.depot.document(href)
        if address is not None and address in self.depot.missing:
            self.notes.append(Note("dead-media", f"{href} → {address}"))
        return address


def _path_in(href: str) -> str:
    """
    Return the path that an address of the old portal stands for, not encoded; a query may name it.

    Raises:
        ValueError: It is no address.
    """
    path = nfc(unquote(urlsplit(href).path))
    if "index.php" in path and (match := _IN_QUERY.search(href)):
        path = "/" + nfc(unquote(match[1])).strip("/")
        if not _NUMBERED.search(path) and _NUMBERED.search(path + ".html"):
            path += ".html"
    return path if path.startswith("/") else f"/{path}"


def repair(body: str, repairs: Repairs) -> tuple[str, list[Loss]]:
    """Return a body without the marks that an old fault put in the place of tags, and with its charset set right."""
    losses: list[Loss] = []
    if "{:" in body:
        body, count = _TAG_MARK.subn(r"<\1>", body)
        losses.extend([loss("repaired", "{:…:}")] * count)
    if "[:" in body:
        body, count = _VALUE_MARK.subn(r"\1", body)
        losses.extend([loss("repaired", "[:…:]")] * count)
    return undo_double_encoding(body, repairs), losses


def has_personal_number(text: str) -> bool:
    """Tell whether a text has what looks like the number of somebody's identity card."""
    return _ID_NUMBER.search(text) is not None
