"""
Fill in what a body leaves open: the addresses of other files, and the sizes of pictures.

Works on the sanitiser's HTML, in which "<" begins a tag and nothing else, and
attribute values stand between double quotes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.links import decode_path, encode_path, is_reference, reference_suffix, resolve_reference
from plugins.newsroom.site import Media
from plugins.newsroom.vietnamese import nfc

_ATTRIBUTE = re.compile(r'\s+([^\s=>"/]+)(?:="([^"]*)")?')
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*/?>')
_ADDRESSES = ("href", "src")


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


def resolve_body(body: str, article_path: str, places: Places) -> str:
    """
    Return a body's HTML as it stands on the article's page.

    A link to a file becomes its address. One that leads nowhere, such as to an
    article that is not published yet, loses its address, and its words stay: a
    reader never meets a dead link. A picture gets its size, so that the text does
    not jump when it arrives.

    Args:
        body: `Body.html`.
        article_path: The path of the article or the static page, relative to the content folder.
        places: Where the files are.
    """
    if "{" not in body and "<img" not in body:
        return body

    def rewrite(match: re.Match[str]) -> str:
        name, text = match[1], match[2]
        if name != "img" and "{" not in text:
            return match[0]
        attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(text)}
        _resolve_addresses(attributes, article_path, places)
        if name == "img":
            _describe_picture(attributes, places)
        return _write_tag(name, attributes)

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


def _describe_picture(attributes: dict[str, str], places: Places) -> None:
    """Put the size of a picture of ours into *attributes*, and let it load when it is needed."""
    file = places.media.get(decode_path(attributes.get("src", "")))
    if file is not None and file.width and file.height:
        attributes["width"] = str(file.width)
        attributes["height"] = str(file.height)
    attributes["loading"] = "lazy"
    attributes["decoding"] = "async"


def _write_tag(name: str, attributes: Mapping[str, str]) -> str:
    """Return the opening tag."""
    written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
