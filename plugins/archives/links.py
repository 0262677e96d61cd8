"""
Fill in what a body leaves open: the addresses of other files, and the sizes and smaller copies of pictures.

Works on the sanitiser's HTML, in which "<" begins a tag and nothing else, and
attribute values stand between double quotes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.archives.sources import address_near, source_set
from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.links import decode_path, encode_path, is_reference, reference_suffix, resolve_reference
from plugins.newsroom.site import Media
from plugins.newsroom.vietnamese import nfc
from plugins.pictures.renditions import WIDTHS, choose

_ATTRIBUTE = re.compile(r'\s+([^\s=>"/]+)(?:="([^"]*)")?')
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*/?>')
_ADDRESSES = ("href", "src")
# The column of text: the whole of a narrow window, else what `--measure` says in theme/static/css/10-tokens.css.
_SIZES = "(min-width: 46em) 44rem, 92vw"
# Of a body without a lead picture, a picture after no more than this is in sight when the page opens.
_NEAR_TOP = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """
    Where the files of the content folder lie on the site.

    Attributes:
        urls: Path relative to the content folder, NFC → root-relative address. An
            article without a page at the moment is absent.
        media: Address (`/media/…`), not percent-encoded, NFC → file.
    """

    urls: Mapping[str, str]
    media: Mapping[str, Media]


def make_places(pages: Iterable[Article | StaticPage], media: Mapping[str, Media]) -> Places:
    """Collect the places of the articles that have pages and of the static *pages*, and of all *media*."""
    files = {nfc(address): file for address, file in media.items()}
    urls = {address.removeprefix("/"): encode_path(address) for address in files}
    urls.update((nfc(page.path), page.url) for page in pages)
    return Places(urls=urls, media=files)


def resolve_body(body: str, article_path: str, places: Places, *, begins: bool = False) -> str:
    """
    Return a body's HTML as it stands on the article's page.

    A link to a file becomes its address. One that leads nowhere, such as to an
    article that is not published yet, loses its address, and its words stay: a
    reader never meets a dead link. A picture gets its size, so that the text does
    not jump when it arrives, and the copies that a browser can choose from. It waits
    until a reader comes near to it, unless it is in sight from the start.

    Args:
        body: `Body.html`.
        article_path: The path of the article or the static page, relative to the content folder.
        places: Where the files are.
        begins: Whether no picture stands above the body.
    """
    if "{" not in body and "<img" not in body:
        return body

    def rewrite(match: re.Match[str]) -> str:
        name, text = match[1], match[2]
        if name != "img" and "{" not in text:
            return match[0]
        attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(text)}
        _resolve_addresses(attributes, article_path, places)
        if name != "img":
            return _write_tag(name, attributes)
        return _write_picture(attributes, places, is_in_sight=match.start() == in_sight)

    first = body.find("<img") if begins else -1
    in_sight = first if first <= _NEAR_TOP else -1
    return _TAG.sub(rewrite, body)


def _resolve_addresses(attributes: dict[str, str], article_path: str, places: Places) -> None:
    """Put the addresses of files into *attributes*; take out those that lead nowhere."""
    for key in _ADDRESSES:
        reference = attributes.get(key, "")
        if is_reference(reference):
            url = places.urls.get(resolve_reference(reference, article_path))
            if url is None:
                del attributes[key]
            else:
                attributes[key] = url + reference_suffix(reference)


def _write_picture(attributes: dict[str, str], places: Places, *, is_in_sight: bool) -> str:
    """Return a picture with the size and the copies of a file of ours."""
    path = decode_path(attributes.get("src", ""))
    file = places.media.get(path)
    choice = None if file is None else choose(path, file)
    if file is not None and file.width and file.height:
        attributes["width"] = str(file.width)
        attributes["height"] = str(file.height)
    attributes |= {"fetchpriority": "high"} if is_in_sight else {"loading": "lazy"}
    attributes["decoding"] = "async"
    if choice is None:
        return _write_tag("img", attributes)
    source = {"type": "image/webp", "srcset": source_set(choice.webp), "sizes": _SIZES}
    copies = {
        "src": address_near(choice.fallback, WIDTHS[1]),
        "srcset": source_set(choice.fallback),
        "sizes": _SIZES,
    }
    return f"<picture>{_write_tag('source', source)}{_write_tag('img', attributes | copies)}</picture>"


def _write_tag(name: str, attributes: Mapping[str, str]) -> str:
    """Return the opening tag."""
    written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
