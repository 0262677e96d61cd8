"""
Running text as Markdown, escaped for Python-Markdown as the portal sets it up.

Python-Markdown takes a backslash before its own signs only: "<" and "&" are written as entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from importers.raw import write_inline
from importers.tree import Node, text_of

_SPACE: Final = re.compile(r"[\s\u00a0]+")
_SIGNS: Final = re.compile(r"[\\`*\[\]|]|(?<![^\W_])_|_(?![^\W_])|<|&(?=#?\w+;)|!$")
_ENTITIES: Final = {"<": "&lt;", "&": "&amp;"}
_LINE_START: Final = re.compile(r"(?:[#>]|[-+](?=[\s-]|$)|=(?==*$))|(\d+)\.(?=\s|$)")
_TRAILING_HASHES: Final = re.compile(r"#+$")
_URL_SAFE: Final = "/:?#@!$&'*+,;=%~-._{}[]"
_UNSAFE_URL: Final = re.compile(r"[\s<>()\"\\`|^]")
_ENTITY_IN_URL: Final = re.compile(r"&(?=#?\w+;)")
_WORD: Final = re.compile(r"\w")
# Written as HTML within the line; Markdown has no sign for them.
_TAGGED: Final = frozenset({"abbr", "cite", "del", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u"})


def escape(text: str) -> str:
    """Return *text* such that Markdown shows exactly its words; blanks of any kind become one."""
    return _SIGNS.sub(lambda match: _ENTITIES.get(match[0]) or f"\\{match[0]}", _SPACE.sub(" ", text))


def escape_line(line: str) -> str:
    """Return a line of Markdown whose first sign begins no heading, list or quotation."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match[1]:
        return f"{match[1]}\\.{line[match.end() :]}"
    return f"&#61;{line[1:]}" if line[0] == "=" else f"\\{line}"


def write_text(children: Sequence[Node | str], *, line_break: str = "<br>") -> str:
    """
    Return running text as Markdown, on one line but for *line_break*.

    Args:
        children: Text and elements that run within a line.
        line_break: What a `br` becomes.
    """
    text = _join(children, line_break)
    text = re.sub(rf" *{re.escape(line_break)} *", line_break, text)
    lines = line_break.strip("\n")
    while text.startswith(line_break) or text.endswith(line_break) or text != text.strip():
        text = text.strip().removeprefix(lines).removesuffix(lines)
    return text


def write_lines(children: Sequence[Node | str]) -> str:
    """Return a paragraph: its lines end in `<br>`, and none begins with a sign of Markdown's."""
    return "\n".join(map(escape_line, write_text(children, line_break="<br>\n").split("\n")))


def write_heading(children: Sequence[Node | str]) -> str:
    """Return the text of a heading; signs at its end are no closing hashes."""
    text = write_text(children)
    return _TRAILING_HASHES.sub(lambda match: "\\#" * len(match[0]), text)


def _join(children: Sequence[Node | str], line_break: str) -> str:
    out = ""
    merged = list(_merge(children))
    for place, child in enumerate(merged):
        if isinstance(child, str):
            piece = escape(child)
            out += piece.lstrip() if out.endswith((" ", line_break)) else piece
            continue
        after = _first_letter(merged[place + 1 :])
        out += _element(child, line_break, out[-1:], after)
    return out


def _merge(children: Iterable[Node | str]) -> Iterable[Node | str]:
    """Join neighbours that say the same: Word cuts one bold word into three."""
    last: Node | str | None = None
    for child in children:
        if isinstance(last, str) and isinstance(child, str):
            last += child
        elif (
            isinstance(last, Node)
            and isinstance(child, Node)
            and last.name == child.name
            and last.attributes == child.attributes
            and last.name not in ("br", "img", "sup", "sub")
        ):
            last = Node(last.name, last.attributes, [*last.children, *child.children])
        else:
            if last is not None:
                yield last
            last = child
    if last is not None:
        yield last


def _first_letter(rest: Sequence[Node | str]) -> str:
    """Return the first character that follows, " " at the end."""
    for item in rest:
        if text := (item if isinstance(item, str) else text_of(item) or "]"):
            return text[0]
    return " "


def _element(node: Node, line_break: str, before: str, after: str) -> str:
    """Return an element between two characters."""
    if node.name == "br":
        return line_break
    if node.name == "img":
        return _picture(node)
    if node.name == "sup" and (note := _footnote(node)):
        return note
    inner = _join(node.children, line_break)
    words = inner.strip()
    if not words or words == line_break.strip():
        return inner
    lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    after = tail[:1] or after
    before = lead[-1:] or before
    return lead + _wrap(node, words, before, after) + tail


def _wrap(node: Node, words: str, before: str, after: str) -> str:
    """Return *words* with the signs of the element around them."""
    name = node.name
    if name == "a":
        return f"[{words}]({write_url(node.attributes.get('href', ''))})"
    if name == "strong":
        is_clear = "*" not in words and before != "*" and after != "*"
        return f"**{words}**" if is_clear else f"<strong>{words}</strong>"
    if name == "em":
        is_clear = "_" not in words and not _is_word(before) and not _is_word(after)
        return f"_{words}_" if is_clear else f"<em>{words}</em>"
    if name == "code":
        plain = _SPACE.sub(" ", text_of(node)).strip()
        return f"`{plain}`" if "`" not in plain and "\\" not in plain else write_inline(node)
    if name in _TAGGED:
        title = node.attributes.get("title", "")
        return (
            f"{write_inline(Node(name, {'title': title}))[: -len(name) - 3]}{words}</{name}>"
            if title
            else (f"<{name}>{words}</{name}>")
        )
    return words


def _is_word(character: str) -> bool:
    return character == "_" or _WORD.match(character) is not None


def _picture(node: Node) -> str:
    """Return a picture; brackets in its text are escaped, so that they end nothing."""
    return f"![{escape(node.attributes.get('alt', '') + ' ').strip()}]({write_url(node.attributes.get('src', ''))})"


def _footnote(node: Node) -> str:
    """Return the sign of a footnote, "" where the element is none."""
    name = node.attributes.get("id", "")
    if not name.startswith("fnref") or ":" not in name:
        return ""
    return f"[^{name.partition(':')[2]}]"


def write_url(address: str) -> str:
    """Return an address as it stands between the brackets of a link; what it names stays the same."""
    address = _ENTITY_IN_URL.sub("%26", address.strip())
    return _UNSAFE_URL.sub(lambda match: quote(match[0], safe=""), address)
