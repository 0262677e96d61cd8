"""What Markdown cannot say: plain HTML that the portal's reader accepts as it is."""

from __future__ import annotations

import html
import re
from typing import Final

from importers.tree import Node
from plugins.newsroom.markup import ELEMENTS

_SPACE: Final = re.compile(r"[\s\u00a0]+")
_EMPTY: Final = frozenset({"br", "hr", "img"})
_ATTRIBUTES: Final = ("href", "src", "alt", "title", "colspan", "rowspan", "scope", "start")
_LINES: Final = frozenset({"caption", "dd", "dt", "figcaption", "li", "tbody", "tfoot", "thead", "tr"})


def write_block(node: Node) -> str:
    """Return a block as HTML: a line each for rows and items, no blank line, so that it is one piece to Markdown."""
    return re.sub(r"\n+", "\n", _write(node, is_kept=False)).strip()


def write_inline(node: Node) -> str:
    """Return an element within a line as HTML."""
    return _write(node, is_kept=False).replace("\n", " ")


def _write(node: Node | str, *, is_kept: bool) -> str:
    """Return HTML; blanks stay as they are where *is_kept*."""
    if isinstance(node, str):
        return html.escape(node if is_kept else _SPACE.sub(" ", node), quote=False)
    inner = "".join(_write(child, is_kept=is_kept or node.name == "pre") for child in node.children)
    if node.name not in ELEMENTS:
        return inner
    attributes = "".join(
        f' {name}="{html.escape(node.attributes[name])}"' for name in _ATTRIBUTES if name in node.attributes
    )
    if node.name in ("td", "th") and (side := node.attributes.get("align")):
        attributes += f' class="align-{side}"'
    if node.name in _EMPTY:
        return f"<{node.name}{attributes}>"
    line = "\n" if node.name in _LINES else ""
    if node.name in ("p", "li", "td", "th", "dd", "dt", "figcaption", "caption") and not is_kept:
        inner = inner.strip(" ")
    return f"{line}<{node.name}{attributes}>{inner}</{node.name}>{line}"
