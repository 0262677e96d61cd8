"""Tables as Markdown, where rows of equal cells say all that they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from importers.inline import write_text
from importers.tree import Node, text_of
from importers.unsayable import UnsayableError

_FEWEST_ROWS: Final = 2
_FEWEST_COLUMNS: Final = 2
_SECTIONS: Final = frozenset({"caption", "tbody", "tfoot", "thead", "tr"})
_CELLS: Final = frozenset({"td", "th"})
_DASHES: Final = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def grid_of(table: Node) -> list[list[Node]]:
    """Return the cells of a table, row by row, those of tables within cells left out; rows without a cell too."""
    return [row for row in (_cells(row) for row in _rows(table)) if row]


def mend_table(table: Node) -> None:
    """Give what stands in a table outside its cells a cell of its own: browsers show it, so it has words to keep."""
    for node in list(table.walk()):
        if node.name in ("table", "tbody", "thead", "tfoot"):
            node.children = list(_mended(node.children, _SECTIONS, lambda cell: Node("tr", {}, [cell])))
        elif node.name == "tr":
            node.children = list(_mended(node.children, _CELLS, lambda cell: cell))


def _mended(children: list[Node | str], allowed: frozenset[str], wrap: Callable[[Node], Node]) -> Iterator[Node | str]:
    """Yield *children*; runs of those that are not *allowed* are wrapped as a cell."""
    stray: list[Node | str] = []
    for child in (*children, None):
        if child is None or (isinstance(child, Node) and child.name in allowed):
            if any(not isinstance(item, str) or item.strip() for item in stray):
                yield wrap(Node("td", {}, stray))
            stray = []
            if child is not None:
                yield child
        else:
            stray.append(child)


def write_table(table: Node) -> str:
    """
    Return a table as Markdown; where no row is marked as its head, the first one is.

    Raises:
        UnsayableError: Cells span others, hold more than text, or rows have heads of their own.
    """
    rows = grid_of(table)
    width = max((len(row) for row in rows), default=0)
    cells = [cell for row in rows for cell in row]
    if (
        len(rows) < _FEWEST_ROWS
        or width < _FEWEST_COLUMNS
        or any(child.name == "caption" for child in table.elements())
    ):
        raise UnsayableError
    if any(cell.name == "th" for row in rows[1:] for cell in row):
        raise UnsayableError
    if any(cell.attributes.keys() & {"colspan", "rowspan"} for cell in cells) or not all(map(_is_text, cells)):
        raise UnsayableError
    if not any(text_of(cell).strip() or cell.has("img") for cell in rows[0]):
        raise UnsayableError
    lines = [_line([_text(cell) for cell in row], width) for row in rows]
    sides = [_side(rows, column) for column in range(width)]
    return "\n".join([lines[0], _line([_DASHES[side] for side in sides], width), *lines[1:]])


def _rows(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.name == "tr":
            yield child
        elif child.name in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _cells(row: Node) -> list[Node]:
    return [child for child in row.elements() if child.name in ("td", "th")]


def _is_text(cell: Node) -> bool:
    """Tell whether a cell holds text and paragraphs only."""
    return all(not node.is_block or node.name in ("p", "div") for node in cell.walk() if node is not cell)


def _text(cell: Node) -> str:
    """Return a cell's text on one line."""
    return write_text(_flat(cell.children)).replace("\n", " ")


def _flat(children: list[Node | str]) -> list[Node | str]:
    """Return text whose paragraphs are set apart by line breaks."""
    flat: list[Node | str] = []
    for child in children:
        if isinstance(child, Node) and child.name in ("p", "div"):
            inner = _flat(child.children)
            if text_of(Node("p", {}, inner)).strip() or Node("p", {}, inner).has("img"):
                flat.extend([Node("br"), *inner, Node("br")] if flat else [*inner, Node("br")])
        elif isinstance(child, Node) and child.has_block():
            flat.append(Node(child.name, child.attributes, _flat(child.children)))
        elif not isinstance(child, str) or child.strip() or flat:
            flat.append(child)
    return _single_breaks(flat)


def _single_breaks(children: list[Node | str]) -> list[Node | str]:
    """Return *children* without line breaks that follow one another."""
    kept: list[Node | str] = []
    for child in children:
        is_break = isinstance(child, Node) and child.name == "br"
        if is_break and kept and isinstance(kept[-1], Node) and kept[-1].name == "br":
            continue
        if (
            isinstance(child, str)
            and not child.strip()
            and kept
            and isinstance(kept[-1], Node)
            and kept[-1].name == "br"
        ):
            continue
        kept.append(child)
    return kept


def _side(rows: list[list[Node]], column: int) -> str:
    """Return the side to which a whole column is set, "" where its cells differ."""
    sides = {row[column].attributes.get("align", "") for row in rows[1:] if len(row) > column}
    return sides.pop() if len(sides) == 1 else ""


def _line(cells: list[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"
