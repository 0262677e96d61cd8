"""
Where old addresses lead.

A plain old path has a page of its own, so that links live on any server.  The many other
forms of an old address (with a query, for print or for saving, under a prefix) are left
to the server: it looks up the path, else the id after the last hyphen.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from plugins.archives.addresses import output_path
from plugins.archives.inventory import Inventory
from plugins.archives.views import Page, RedirectPage
from plugins.archives.visibility import gone, with_pages
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content
from plugins.newsroom.links import decode_path, encode_path

REDIRECT: Final = "redirect.html"
"""The template of a page at an old address."""

# Folders of the output that no old address may reach into: other rooms own them.
_CLOSED = frozenset({"manifest", "media", "search", "static"})
_SPECIAL = frozenset({"print", "savefile"})
_NAME_BYTES = 255  # what file systems take


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirects:
    """
    What a server needs to know of old addresses; each part is sorted.

    Attributes:
        paths: (old address, new one), both root-relative and percent-encoded; the old one may have a query.
        ids: (the old portal's id, address), withdrawn articles too, so that their old addresses meet the notice.
        withdrawn: The addresses, old and new, of withdrawn articles: gone for good (410).
    """

    paths: tuple[tuple[str, str], ...]
    ids: tuple[tuple[int, str], ...]
    withdrawn: tuple[str, ...]


def find_redirects(content: Content, now: datetime, taken: Collection[str]) -> Redirects:
    """
    Collect where old addresses lead at *now*.

    Args:
        content: A content folder.
        now: Decides which articles readers can open; old addresses of others lead nowhere.
        taken: The files of the site's own pages: no old address hides one.
    """
    paths: dict[str, str] = {}
    ids: dict[int, str] = {}
    withdrawn: set[str] = set()
    for article in sorted((*with_pages(content, now), *gone(content, now)), key=lambda article: article.key):
        old = [address for address in old_addresses(article) if _file(address) not in taken]
        if article.withdrawn is None:
            for address in old:
                paths.setdefault(address, article.url)
        else:
            withdrawn.update((article.url, *old))
        if article.legacy is not None and article.legacy.id is not None:
            ids.setdefault(article.legacy.id, article.url)
    return Redirects(
        paths=tuple(sorted(paths.items())),
        ids=tuple(sorted(ids.items())),
        withdrawn=tuple(sorted(withdrawn - paths.keys())),
    )


def serving_records(redirects: Redirects, base_url: str) -> Iterator[tuple[str, bytes]]:
    """
    Yield what a server's configuration is made from, as (name, JSON).

    `address.json` holds the site's own address; the others hold the parts of *redirects*:
    `redirects.json` and `ids.json` map the old to the new, `withdrawn.json` is a list.
    """
    records: tuple[tuple[str, object], ...] = (
        ("address.json", {"base_url": base_url}),
        ("ids.json", {str(number): url for number, url in redirects.ids}),
        ("redirects.json", dict(redirects.paths)),
        ("withdrawn.json", list(redirects.withdrawn)),
    )
    for name, record in records:
        yield name, (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def redirect_pages(content: Content, inventory: Inventory, now: datetime, taken: Collection[str]) -> Iterator[Page]:
    """
    Yield a page for every plain old path, ascending; it leads to where the article is now.

    Args:
        content: A content folder.
        inventory: What all pages share.
        now: Decides which articles readers can open.
        taken: The files of all other pages: those stay, and neither lies below a redirect nor above one.
    """
    plain = [(address, url) for address, url in find_redirects(content, now, taken).paths if is_plain(address)]
    if not plain:
        return
    articles = {article.url: article for article in (*with_pages(content, now), *gone(content, now))}
    files = set(taken)
    folders = {folder for file in files for folder in _folders(file)}
    for address, url in plain:
        file = _file(address)
        if file not in files and file not in folders and files.isdisjoint(_folders(file)):
            files.add(file)
            folders.update(_folders(file))
            yield redirect_page(address, articles[url], inventory)


def redirect_page(address: str, article: Article, inventory: Inventory) -> Page:
    """Return the page at the plain old *address* of an article."""

    def make_view() -> RedirectPage:
        return RedirectPage(url=address, target=inventory.frame.base_url + article.url, title=article.title)

    return Page(path=_file(address), template=REDIRECT, make_view=make_view, source=article.path)


def old_addresses(article: Article) -> tuple[str, ...]:
    """Return the article's old addresses, percent-encoded, each once and in their order, its present one left out."""
    paths = article.legacy.paths if article.legacy is not None else ()
    addresses = dict.fromkeys(_encode(path) for path in paths if path.startswith("/"))
    addresses.pop(article.url, None)
    return tuple(addresses)


def old_files(article: Article) -> tuple[str, ...]:
    """Return the files below the output folder that would answer the article's plain old addresses."""
    return tuple(_file(address) for address in old_addresses(article) if is_plain(address))


def is_plain(address: str) -> bool:
    """
    Tell whether a file can answer an old address.

    That is a path that ends in ".html" or "/", without a query, and neither the print nor
    the save form of another one.
    """
    path = decode_path(address)
    names = path[1:].removesuffix("/").split("/")
    return (
        address == encode_path(path)
        and path.endswith((".html", "/"))
        and path.isprintable()
        and "\\" not in path
        and all(name and not name.startswith(".") and len(name.encode()) <= _NAME_BYTES for name in names)
        and names[0] not in _CLOSED
        and _SPECIAL.isdisjoint(names)
    )


def _encode(path: str) -> str:
    """Return an old path as it stands in an address: the path percent-encoded, the query as it is, no fragment."""
    path, question, query = path.partition("#")[0].partition("?")
    return encode_path(decode_path(path)) + question + query


def _file(address: str) -> str:
    """Return the file that answers an old address; one with a query names no file of ours."""
    return address if "?" in address else output_path(decode_path(address))


def _folders(file: str) -> Iterator[str]:
    """Yield the folders that *file* lies in, the nearest first."""
    folder = file.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
