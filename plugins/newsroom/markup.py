"""What an editor's HTML may hold: the allow-list, and a scan that names everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from types import MappingProxyType

ALIGNMENTS = frozenset({"align-left", "align-center", "align-right"})

ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset({"href", "title"}),
        "abbr": frozenset({"title"}),
        "img": frozenset({"src", "alt", "title"}),
        "li": frozenset({"id"}),
        "ol": frozenset({"start"}),
        "sup": frozenset({"id"}),
        "td": frozenset({"colspan", "rowspan"}),
        "th": frozenset({"colspan", "rowspan", "scope"}),
    }
)

CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset({"footnote-ref", "footnote-backref"}),
        "div": frozenset({"footnote"}),
        "td": ALIGNMENTS,
        "th": ALIGNMENTS,
    }
)

ELEMENTS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    }
)

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

# They run code, load pages, or ask the reader for something: never dropped quietly.
FORBIDDEN = frozenset(
    {
        "applet",
        "audio",
        "base",
        "button",
        "embed",
        "form",
        "frame",
        "frameset",
        "iframe",
        "input",
        "link",
        "math",
        "meta",
        "noscript",
        "object",
        "option",
        "param",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)

# Elements whose text is no text for readers.
CONTENT_DROPPED = frozenset({"script", "style", "template", "title", "textarea", "noscript", "iframe", "svg", "math"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FOOTNOTE = re.compile(r"fn(?:ref)?\d*:.*", re.DOTALL)
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """
    Something in the HTML that matters.

    Attributes:
        kind: "element" (forbidden), "handler", "scheme", "dropped", "image" or "link".
        element: The element's name.
        attribute: The attribute's name, or "".
        value: The address, or the picture's address.
        alt: Of an image.
    """

    kind: str
    element: str
    attribute: str = ""
    value: str = ""
    alt: str = ""


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case, "" for a relative one; blanks are left out as browsers do."""
    match = _SCHEME.match(_BLANK.sub("", address))
    return match[1].lower() if match else ""


def scan_markup(html: str) -> tuple[Mark, ...]:
    """
    List what matters in HTML, in its order.

    Args:
        html: Any HTML, before the sanitiser.

    Returns:
        Forbidden elements, event handlers, addresses of forbidden schemes, other markup that the
        sanitiser drops, and all images.
    """
    scanner = _Scanner()
    scanner.feed(html)
    scanner.close()
    return tuple(scanner.marks)


class _Scanner(HTMLParser):
    """Collects marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[Mark] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.marks.append(Mark("element", tag))
        elif tag not in ELEMENTS:
            self.marks.append(Mark("dropped", tag))
        for name, value in attrs:
            self._judge(tag, name, value or "")
        if tag == "img":
            values = dict(attrs)
            self.marks.append(Mark("image", tag, "src", values.get("src") or "", values.get("alt") or ""))

    def _judge(self, tag: str, name: str, value: str) -> None:
        """Collect what is wrong with an attribute."""
        if name.startswith("on"):
            self.marks.append(Mark("handler", tag, name))
        elif name in ("href", "src", "action", "formaction", "xlink:href") and scheme_of(value) not in SCHEMES | {""}:
            self.marks.append(Mark("scheme", tag, name, value))
        elif tag == "a" and name == "href":
            self.marks.append(Mark("link", tag, name, value))
        elif tag in ELEMENTS and not _is_kept(tag, name, value):
            self.marks.append(Mark("dropped", tag, name, value))


def is_kept_id(value: str) -> bool:
    """Tell whether an id is one that footnotes have."""
    return _FOOTNOTE.fullmatch(value) is not None


def _is_kept(tag: str, name: str, value: str) -> bool:
    """Tell whether the sanitiser keeps an attribute; `rel` is ours to write and no loss."""
    if name == "class":
        return set(value.split()) <= CLASSES.get(tag, frozenset())
    if name == "id" and not is_kept_id(value):
        return False
    return name == "rel" or name in ATTRIBUTES.get(tag, ())
