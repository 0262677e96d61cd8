"""
What an article or a static page refers to, as texts that can be looked up: how one finds what a change reaches.

- `file:articles/2019/06/a.md`, `file:media/2019/a.png`: a file of the content folder, by its path, NFC
- `href:/kinh-te/a.html`: an address on the portal, decoded
- `old:/tin/a.aspx`: an address of the old portal that leads here; `number:1234`: the id that it had there
- `figures:a`: the slug of an article to whose numbers a file of `figures/` adds
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from plugins.newsroom.article import Article, Body, Legacy, StaticPage
from plugins.newsroom.links import decode_path, is_reference, resolve_reference
from plugins.newsroom.rules import body_files, named_files
from plugins.newsroom.rules_links import Addresses, internal_links
from plugins.newsroom.vietnamese import nfc

_HREF: Final = re.compile(r'\shref="([^"]*)"')
NO_LINKS: Final = Body(html="")


def links_of(body: Body) -> Body:
    """Return a body without its text: the addresses in it, in their order, say the same to every check."""
    if 'href="' not in body.html:
        return Body(html="", links=body.links, images=body.images) if body.links or body.images else NO_LINKS
    addresses = dict.fromkeys(_HREF.findall(body.html))
    return Body(html="".join(f' href="{address}"' for address in addresses), links=body.links, images=body.images)


def files_of(page: Article | StaticPage, body: Body) -> frozenset[str]:
    """Return the paths below the content folder, NFC, that front matter and body name."""
    named = {decode_path(address).removeprefix("/") for _, address in named_files(page)}
    for written in (*body_files(body), *body.links):
        is_path = is_reference(written)
        named.add(resolve_reference(written, page.path) if is_path else decode_path(written).removeprefix("/"))
    return frozenset(named)


def old_addresses(legacy: Legacy | None) -> frozenset[str]:
    """Return the addresses of the old portal, decoded, with their queries and without."""
    paths = legacy.paths if legacy is not None else ()
    return frozenset((*map(decode_path, paths), *(nfc(unquote(path)) for path in paths)))


def references_of(page: Article | StaticPage, body: Body, addresses: Addresses) -> Iterator[str]:
    """
    Yield everything that an article or a static page refers to.

    Args:
        page: The article or page.
        body: What `links_of` left of its body.
        addresses: Tells which addresses are the portal's own.
    """
    yield from (f"file:{path}" for path in files_of(page, body))
    yield from dict.fromkeys(f"href:{path}" for _, path in internal_links(page, body, addresses))
    if isinstance(page, Article) and page.legacy is not None:
        yield from (f"old:{path}" for path in old_addresses(page.legacy))
        if page.legacy.id is not None:
            yield f"number:{page.legacy.id}"


def figure_references(slugs: Iterable[str]) -> Iterator[str]:
    """Yield what a file of `figures/` refers to."""
    return (f"figures:{slug}" for slug in slugs)
