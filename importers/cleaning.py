"""
From any HTML to a small tree without anything that does not belong in an article; each loss is kept.

lxml's parser reads what browsers read and has no limit of depth; its events are used, so that a bomb of
elements never becomes a tree of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from lxml import etree

from importers.addresses import KEPT, Addresses, is_spam
from importers.attributes import Look, look_of
from importers.embeds import Embed, is_embed, link_words
from importers.legacy_fonts import to_unicode
from importers.losses import Loss, loss
from importers.muted import Mute
from importers.pictures import choose_picture
from importers.tree import BLOCKS, Node

LARGEST: Final = 20_000_000
"""Characters of HTML that are read at all; a long report has 200,000."""

_DEEPEST: Final = 40
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
_SOFT: Final = "\u00ad"

# Their text is no text for readers.
_SILENT: Final = frozenset({"math", "noscript", "script", "style", "svg", "template", "title", "xml"})
_CONTROLS: Final = frozenset({"button", "datalist", "input", "optgroup", "option", "select", "textarea"})
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "base", "wbr", "source", "track", "param"})
# What Markdown or the portal's HTML can say; the rest is unwrapped.
_SAME: Final = (
    "a",
    "abbr",
    "cite",
    "code",
    "del",
    "em",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "u",
)
_INLINE: Final = {name: name for name in _SAME} | {
    "b": "strong",
    "i": "em",
    "dfn": "em",
    "var": "em",
    "strike": "s",
    "tt": "code",
    "samp": "code",
}
_CONTAINERS: Final = BLOCKS - frozenset(
    [
        "blockquote",
        "caption",
        "dd",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_FOOTNOTE: Final = re.compile(r"fn(?:ref)?\d*:")


class TooLargeError(ValueError):
    """More HTML than an article can have."""


@dataclass(slots=True)
class Cleaned:
    """The tree below a `div`, what is lost, and the pictures that are left."""

    root: Node
    losses: list[Loss] = field(default_factory=list)


def read_html(html: str, addresses: Addresses = KEPT) -> Cleaned:
    """
    Read a piece of HTML.

    Args:
        html: An article's body, or any part of a page.
        addresses: What becomes of its links and pictures.

    Raises:
        TooLargeError: It has more than `LARGEST` characters.
    """
    if len(html) > LARGEST:
        raise TooLargeError(len(html))
    text = unicodedata.normalize("NFC", html.encode("utf-8", "ignore").decode("utf-8"))
    builder = _Builder(addresses)
    parser = etree.HTMLParser(target=cast("Any", builder), encoding="utf-8")  # it needs no more than events
    # An empty text is an error to the parser; the wrapper also keeps it from guessing what stands outside the body.
    parser.feed(f"<html><body>{text}</body></html>".encode())
    parser.close()
    return builder.cleaned


@dataclass(slots=True)
class _Open:
    """An element that was begun: its name in the source, its node or None where it is unwrapped, its font."""

    tag: str
    node: Node | None
    font: str


class _Builder:
    """Takes the parser's events (see `etree.ParserTarget`)."""

    def __init__(self, addresses: Addresses) -> None:
        root = Node("div")
        self.cleaned = Cleaned(root)
        self._addresses = addresses
        self._open: list[_Open] = []
        self._nodes: list[Node] = [root]
        self._mute: Mute | None = None
        self._is_deep = False

    # --- lxml's names

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        tag = tag.lower()
        if self._mute is not None:
            self._mute.start(tag, attributes)
            return
        if tag in ("html", "body", "head", "meta", "link", "base"):
            return
        look = look_of(tag, attributes)
        if not look.is_hidden:
            self.cleaned.losses.extend(look.losses)
        font = look.font or (self._open[-1].font if self._open else "")
        if _is_silent(tag, attributes) or look.is_hidden:
            self._silence(tag, attributes, look)
            return
        node = self._make(tag, attributes, look)
        if tag in _VOID or (node is not None and node.name in ("br", "hr", "img")):
            if node is not None:
                self._nodes[-1].children.append(node)
            return
        if len(self._nodes) > _DEEPEST and node is not None:
            if not self._is_deep:
                self._note("too-deep", f"<{tag}>")
                self._is_deep = True
            node = None
            self._nodes[-1].children.append(Node("br") if tag in BLOCKS else "")
        self._open.append(_Open(tag, node, font))
        if node is not None:
            self._nodes[-1].children.append(node)
            self._nodes.append(node)

    def end(self, tag: str) -> None:
        """End an element."""
        tag = tag.lower()
        if self._mute is not None:
            if self._mute.end(tag):
                self._speak()
            return
        if not self._open or self._open[-1].tag != tag:
            return
        opened = self._open.pop()
        if opened.node is not None:
            self._nodes.pop()
        elif tag in BLOCKS and len(self._nodes) > _DEEPEST:
            self._nodes[-1].children.append(Node("br"))

    def data(self, text: str) -> None:
        """Take text."""
        if self._mute is not None:
            self._mute.text.append(text)
            return
        font = self._open[-1].font if self._open else ""
        if font and (converted := to_unicode(text, font)) is not None:
            if converted != text:
                self._note("legacy-font", text)
            text = converted
        text = _UNSEEN.sub("", text.replace(_SOFT, "").replace("\u2028", "\n").replace("\u2029", "\n"))
        children = self._nodes[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += text
        elif text:
            children.append(text)

    def comment(self, text: str) -> None:
        """Pass over a comment; Word leaves many."""
        if self._mute is None and text.lstrip().lower().startswith(("[if", "[endif")):
            self._note("word-junk", f"<!--{text}")

    def pi(self, target: str, data: str = "") -> None:
        """Pass over a processing instruction, which Word's are."""
        if self._mute is None:
            self._note("word-junk", f"<?{target} {data}")

    def close(self) -> None:
        """End the text; what is still silent is taken as ended."""
        if self._mute is not None:
            self._speak()

    # --- ours

    def _note(self, kind: str, example: str = "") -> None:
        self.cleaned.losses.append(loss(kind, example))

    def _make(self, tag: str, attributes: Mapping[str, str], look: Look) -> Node | None:
        """Return the node of an element, None where only what it holds counts."""
        if tag == "img":
            return self._make_picture(attributes)
        if tag == "a":
            return self._make_link(attributes)
        if tag in _CONTAINERS:
            kept = {"class": "footnote"} if attributes.get("class") == "footnote" else {}
            return Node("div", kept)
        if tag in BLOCKS or tag == "br":
            return Node(tag, look.kept)
        name = _INLINE.get(tag, "")
        if name in ("strong", "em") and look.is_plain:
            name = ""
        name = name or look.meaning
        return Node(name, look.kept) if name else None

    def _make_picture(self, attributes: Mapping[str, str]) -> Node | None:
        chosen = choose_picture(attributes)
        if chosen.loss:
            self._note(chosen.loss, chosen.address)
            return None
        src = self._addresses.image(chosen.address)
        if src is None:
            self._note("data-image" if chosen.address.startswith("data:") else "image", chosen.address)
            return None
        return Node("img", {"src": src, "alt": " ".join(_UNSEEN.sub("", attributes.get("alt") or "").split())})

    def _make_link(self, attributes: Mapping[str, str]) -> Node | None:
        href = "".join(attributes.get("href", "").split("\n")).strip()
        kind = attributes.get("class", "")
        if kind == "footnote-ref" and href.startswith("#"):
            return Node("a", {"href": href, "class": kind})
        if not href:
            return None
        reason = _why_not(href)
        address = None if reason else self._addresses.link(href)
        if address is None:
            self._note(reason or "link", href)
            return None
        return Node("a", {"href": address})

    def _silence(self, tag: str, attributes: Mapping[str, str], look: Look) -> None:
        """Begin an element of which nothing is for readers."""
        self._mute = Mute(tag, attributes, is_hidden=look.is_hidden)
        if tag in _VOID:
            self._speak()

    def _speak(self) -> None:
        """End such an element: say what it was, put a link in the place of what was embedded."""
        mute = self._mute
        self._mute = None
        if mute is None:
            return
        text = "".join(mute.text)
        if mute.is_hidden:
            for href in mute.links:
                self._note("hidden-link", f"{text.strip()} → {href}")
            if not mute.links and text.strip():
                self._note("hidden-text", text)
        elif is_embed(mute.tag):
            self._embed(mute.embed())
        elif mute.tag in _CONTROLS:
            self._note("control", text or f"<{mute.tag}>")
        elif mute.tag in ("script", "xml"):
            self._note("script" if mute.tag == "script" else "word-junk", text)
        elif mute.tag not in ("a", "noscript") and text.strip():
            self._note("font-style" if mute.tag == "style" else "control", text)

    def _embed(self, embed: Embed) -> None:
        address = self._addresses.link(embed.address) if embed.address else None
        self._note("embed", embed.address or f"<{embed.tag}>")
        if address is not None:
            words = link_words(embed)
            self._nodes[-1].children.append(Node("p", {}, [Node("a", {"href": address}, [words])]))


def _is_silent(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether nothing within an element is for readers; the way back from a footnote is written anew."""
    is_way_back = tag == "a" and attributes.get("class") == "footnote-backref"
    return tag in _SILENT or tag in _CONTROLS or is_embed(tag) or is_way_back


def _why_not(href: str) -> str:
    """Return the kind of loss that a link is, "" where it may lead somewhere."""
    scheme = href.partition(":")[0].strip().lower()
    if href.startswith("#"):
        return "anchor"
    if scheme in ("javascript", "vbscript", "data"):
        return "script-link"
    if scheme == "file" or re.match(r"[a-zA-Z]:[\\/]|\\\\", href):
        return "file-link"
    return "spam-link" if is_spam(href) else ""
