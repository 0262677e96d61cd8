"""From a cleaned tree to the blocks that follow one another: paragraphs, headings, lists, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from importers.tables import grid_of, mend_table
from importers.tree import Node, text_of

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPH: Final = 2  # line breaks in a row are meant as the end of a paragraph
_FIRST: Final = 2  # the page's title has level 1


def arrange(root: Node) -> list[Node]:
    """Return the blocks below *root*, without empty ones; headings begin at the second level and leave none out."""
    blocks = [block for block in _flow(root.children) if _says_something(block)]
    levels = {name: place for place, name in enumerate(sorted({b.name for b in blocks if b.name in _HEADINGS}))}
    for block in blocks:
        if block.name in levels:
            block.name = f"h{min(_FIRST + levels[block.name], 6)}"
    return blocks


def _says_something(block: Node) -> bool:
    return block.name == "hr" or block.has("img") or bool(text_of(block).strip())


def _flow(children: Sequence[Node | str]) -> Iterator[Node]:
    """Yield the blocks among *children*; text between them becomes paragraphs."""
    run: list[Node | str] = []
    for child in children:
        if isinstance(child, str) or not (child.is_block or child.has_block()):
            run.append(child)
            continue
        yield from _paragraphs(run)
        run = []
        yield from _block(child)
    yield from _paragraphs(run)


def _block(node: Node) -> Iterator[Node]:
    """Yield what one block, or an element that holds blocks, comes to."""
    if (
        (node.name in _HEADINGS and node.has_block())
        or node.name == "p"
        or (node.name == "div" and not node.attributes.get("class"))
    ):
        yield from _flow(node.children)
    elif node.name == "table":
        yield from _table(node)
    elif node.name == "figure":
        yield _figure(node)
    elif node.name in ("tr", "td", "th", "tbody", "thead", "tfoot", "caption", "figcaption", "dt", "dd"):
        yield from _flow(node.children)  # a piece of a table whose table is missing
    elif node.name == "li":
        yield Node("ul", {}, [node])
    elif node.is_block:
        yield node
    else:
        yield from _spread(node)


def _spread(node: Node) -> Iterator[Node]:
    """Yield the blocks within an element of a line, each with the element in it."""
    for block in _flow(node.children):
        if block.name == "p":
            yield Node("p", {}, [Node(node.name, node.attributes, block.children)])
        else:
            yield block


def _paragraphs(run: list[Node | str]) -> Iterator[Node]:
    """Yield the paragraphs of running text: two line breaks in a row end one."""
    part: list[Node | str] = []
    breaks: list[Node | str] = []
    for child in run:
        if (isinstance(child, Node) and child.name == "br") or (
            breaks and isinstance(child, str) and not child.strip()
        ):
            breaks.append(child)
        else:
            if sum(isinstance(item, Node) for item in breaks) >= _PARAGRAPH:
                yield Node("p", {}, part)
                part = []
            else:
                part.extend(breaks)
            breaks = []
            part.append(child)
    if part:
        yield Node("p", {}, part)


def _table(node: Node) -> Iterator[Node]:
    """Yield a table; one of a single column only lays out, a picture over a line of text is a figure."""
    mend_table(node)
    rows = grid_of(node)
    cells = [cell for row in rows for cell in row]
    if any(len(row) > 1 for row in rows) or any(cell.name == "th" for cell in cells) or not cells:
        if cells:
            yield node
        return
    pictures = [cell for cell in cells if cell.has("img")]
    if len(cells) > 1 and len(pictures) == 1 and pictures[0] is cells[0] and not text_of(cells[0]).strip():
        rest: list[Node | str] = []
        for cell in cells[1:]:
            rest.extend([Node("br"), *cell.children] if rest else cell.children)
        yield _figure(Node("figure", {}, [*cells[0].children, Node("figcaption", {}, rest)]))
        return
    for cell in cells:
        yield from _flow(cell.children)


def _figure(node: Node) -> Node:
    """Return a figure with its pictures before its caption; without a caption it is a paragraph."""
    captions = [child for child in node.walk() if child.name == "figcaption" and text_of(child).strip()]
    pictures = list(_pictures(node))
    if not pictures or len(captions) != 1 or text_of(node).strip() != text_of(captions[0]).strip():
        return Node("p", {}, [_inline(child) for child in node.children])
    caption = Node("figcaption", {}, [_inline(child) for child in captions[0].children])
    return Node("figure", {}, [*pictures, caption])


def _pictures(node: Node) -> Iterator[Node]:
    """Yield the pictures below *node*, each with the link around it."""
    for child in node.elements():
        if child.name == "img" or (child.name == "a" and child.has("img")):
            yield child
        elif child.name != "figcaption":
            yield from _pictures(child)


def _inline(node: Node | str) -> Node | str:
    """Return a node that begins no line of its own; where it did there is a line break."""
    if isinstance(node, str) or not (node.is_block or node.has_block()):
        return node
    children: list[Node | str] = [Node("br"), *(_inline(child) for child in node.children), Node("br")]
    return Node("span", {}, children)
