"""
Links of a body that name a file of the content folder: `{filename}…` and `{static}…`.

The one place that knows what such a link means.  As in Pelican, a path that begins
with "/" starts at the content folder, any other at the folder of the article that
holds it; what follows "?" or "#" is no part of the path.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable
from urllib.parse import quote, unquote

from plugins.newsroom.vietnamese import nfc

_REFERENCE = re.compile(r"\{(?:filename|static)\}([^?#]*)(.*)", re.DOTALL)

# What RFC 3986 allows in a path as it is; everything else is percent-encoded.
_PATH_CHARACTERS = "/:@!$&'()*+,;=~-._"


def is_reference(address: str) -> bool:
    """Tell whether *address* names a file of the content folder."""
    return _REFERENCE.match(address) is not None


def resolve_reference(reference: str, article_path: str) -> str:
    """
    Find the file that a link names.

    Args:
        reference: `{filename}…` or `{static}…`, as the editor wrote it (not HTML-escaped).
        article_path: The article that holds the link, relative to the content folder.

    Returns:
        A path relative to the content folder, percent-decoded and NFC; "" where it leads out of the folder.

    Raises:
        ValueError: *reference* is no such link.
    """
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(reference)
    path = nfc(unquote(match[1]))
    if path.startswith("/"):
        path = posixpath.normpath(path.lstrip("/"))
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(nfc(article_path)), path))
    return "" if path in (".", "..") or path.startswith(("../", "/")) else path


def reference_suffix(reference: str) -> str:
    """Return what follows the path of a link: `#fragment`, `?query`, both, or ""."""
    match = _REFERENCE.match(reference)
    return match[2] if match else ""


def broken_links(links: Iterable[str], article_path: str, files: Container[str]) -> tuple[str, ...]:
    """
    List the links of one article that name no file.

    Args:
        links: The addresses in its body (`Body.links`); those that are no reference are passed over.
        article_path: The article, relative to the content folder.
        files: Paths relative to the content folder, NFC: all articles and media.

    Returns:
        The broken ones as the editor wrote them, in the order of *links*.
    """
    return tuple(link for link in links if is_reference(link) and resolve_reference(link, article_path) not in files)


def decode_path(address: str) -> str:
    """Return the path that a percent-encoded address stands for, in NFC and without query and fragment."""
    return nfc(unquote(address.partition("#")[0].partition("?")[0]))


def encode_path(path: str) -> str:
    """Return *path* as it stands in an address: UTF-8, percent-encoded where a URL wants it."""
    return quote(path, safe=_PATH_CHARACTERS)
