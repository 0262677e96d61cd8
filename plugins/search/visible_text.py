"""What a reader sees of HTML, read by a parser."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

# Elements inside a line of text; the edges of all others part words.
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_INVISIBLE = frozenset(("script", "style", "template", "head", "title"))


def parted_text(body_html: str) -> str:
    """Return the visible text of *body_html*, with a NUL at the edges of blocks."""
    return "".join(_visible_pieces(BeautifulSoup(body_html, "html.parser")))


def _visible_pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the texts in *soup*, and a NUL at the edges of blocks; without recursion, as nesting has no bound."""
    open_elements: list[tuple[str, Iterator[PageElement]]] = [("", iter(soup.children))]
    while open_elements:
        edge, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            yield edge
        elif isinstance(child, Tag):
            if child.name not in _INVISIBLE:
                inner_edge = "" if child.name in _INLINE else "\0"
                yield inner_edge
                open_elements.append((inner_edge, iter(child.children)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield child.replace("\0", " ")
