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

# Styles are compared in lower case, without blanks and comments.
_CSS_NOISE = re.compile(r"/\*.*?\*/|\s+|!important", re.DOTALL)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|clip:rect\([01]|clip-path:inset\((?:50|100)%|transform:scale\(0"
    r"|(?:^|;)opacity:0?(?:\.0+)?%?(?:;|$)"
    r"|(?:^|;)(?:left|right|top|bottom|text-indent|margin(?:-left|-top)?):-(?:[5-9]\d{2}|\d{4})"
    r"|(?:^|;)(?:max-)?(?:height|width):[01]?(?:px|pt|em|rem|%)?(?:;|$).*overflow:hidden"
    r"|overflow:hidden.*;(?:max-)?(?:height|width):[01]?(?:px|pt|em|rem|%)?(?:;|$)"
)
_FONT_SIZE = re.compile(r"(?:^|;)font-size:(\d+\.?\d*|\.\d+)([a-z%]*)(?:;|$)")
_FONT_OF_NO_SIZE = re.compile(r"(?:^|;)font:[a-z-]*0(?:px|pt|r?em|%)?(?:/|[a-z\"'])")
_PIXELS = {"": 1, "px": 1, "pt": 1.3, "em": 16, "rem": 16, "ex": 8, "%": 0.16, "mm": 3.8, "cm": 38, "in": 96, "vw": 10}
_SMALLEST = 2
_WORD_ELEMENT = re.compile(r"(?:o|w|v|x|m|st\d|u\d):")
_WORD_CLASS = re.compile(r"(?:^|\s)(?:Mso|xl\d|msonormal)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """
    Something in the HTML that matters.

    Attributes:
        kind: "element" (forbidden), "handler", "scheme", "hidden", "tiny" (text of no size), "word" (what
            Word leaves behind), "dropped", "image" or "link".
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
        Forbidden elements, event handlers, addresses of forbidden schemes, what would hide text, other
        markup that the sanitiser drops, and all images.
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
            self.marks.append(Mark("element", tag, "src", dict(attrs).get("src") or ""))
        elif _WORD_ELEMENT.match(tag):
            self.marks.append(Mark("word", tag, value=f"<{tag}>"))
        elif tag not in ELEMENTS:
            self.marks.append(Mark("dropped", tag))
        for name, value in attrs:
            self._judge(tag, name, value or "")
        if tag == "img":
            values = dict(attrs)
            self.marks.append(Mark("image", tag, "src", values.get("src") or "", values.get("alt") or ""))

    def handle_comment(self, data: str) -> None:
        if data.lstrip().lower().startswith("[if"):
            self.marks.append(Mark("word", "!--", value=f"<!--{data}"))

    def unknown_decl(self, data: str) -> None:
        if data.lstrip().lower().startswith("if"):
            self.marks.append(Mark("word", "![", value=f"<![{data}"))

    def _judge(self, tag: str, name: str, value: str) -> None:
        """Collect what is wrong with an attribute."""
        if name.startswith("on"):
            self.marks.append(Mark("handler", tag, name))
        elif name in ("href", "src", "action", "formaction", "xlink:href") and scheme_of(value) not in SCHEMES | {""}:
            self.marks.append(Mark("scheme", tag, name, value))
        elif tag == "a" and name == "href":
            self.marks.append(Mark("link", tag, name, value))
        elif (name == "hidden" or (name == "style" and hides(value))) and tag not in FORBIDDEN:
            self.marks.append(Mark("hidden", tag, name, value))
        elif name == "style" and has_no_size(value):
            self.marks.append(Mark("tiny", tag, name, value))
        elif (name == "class" and _WORD_CLASS.search(value)) or (name == "style" and "mso-" in value.lower()):
            self.marks.append(Mark("word", tag, name, f'{name}="{value}"'))
        elif tag in ELEMENTS and not _is_kept(tag, name, value):
            self.marks.append(Mark("dropped", tag, name, value))


def hides(style: str) -> bool:
    """Tell whether a style hides text from readers: not shown, transparent, cut off, or outside the page."""
    return _HIDING.search(_CSS_NOISE.sub("", style.lower())) is not None


def has_no_size(style: str) -> bool:
    """Tell whether a style makes letters too small to be seen: below two pixels."""
    style = _CSS_NOISE.sub("", style.lower())
    if _FONT_OF_NO_SIZE.search(style):
        return True
    match = _FONT_SIZE.search(style)
    return match is not None and float(match[1]) * _PIXELS.get(match[2], _SMALLEST) < _SMALLEST


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
