"""What the attributes of an element say: what is kept, what it means, and what goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from importers.losses import Loss, loss
from plugins.newsroom.markup import has_no_size, hides

_HIDDEN_CLASSES: Final = frozenset({"d-none", "hidden", "hide", "invisible", "visually-hidden"})
_WORD_CLASS: Final = re.compile(r"(?:^|\s)(?:Mso|xl\d|msonormal)", re.IGNORECASE)
_SPAN: Final = re.compile(r"\s*(\d{1,3})")
_FONT: Final = re.compile(r"font(?:-family)?\s*:[^;]*?([^;:,\"']*\.?vn[a-z0-9 ]*|vni-?[a-z0-9 -]*)", re.IGNORECASE)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT: Final = re.compile(r"font-(?:weight|style)\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_ITALIC: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_RAISED: Final = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_ALIGN: Final = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)

# They say nothing that a reader would miss, and stand on nearly every element.
_QUIET: Final = frozenset(
    {
        "alt",
        "border",
        "cellpadding",
        "cellspacing",
        "class",
        "colspan",
        "dir",
        "face",
        "height",
        "href",
        "id",
        "itemprop",
        "lang",
        "name",
        "rel",
        "rowspan",
        "scope",
        "src",
        "start",
        "style",
        "target",
        "title",
        "valign",
        "width",
        "align",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    How an element looks.

    Attributes:
        is_hidden: Readers never see what it holds.
        is_plain: It says of bold or slanted text that it is neither.
        meaning: The element that says what a style says: `strong`, `em`, `sub`, `sup`, or "".
        font: The font's name where it is one from before Unicode, else "".
        kept: What Markdown or the portal's HTML has a word for.
        losses: What goes.
    """

    is_hidden: bool = False
    is_plain: bool = False
    meaning: str = ""
    font: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


_NOTHING: Final = Look()


def look_of(tag: str, attributes: Mapping[str, str]) -> Look:
    """Read the attributes of the element *tag*."""
    if not attributes:
        return Look(losses=(loss("word-junk", f"<{tag}>"),)) if ":" in tag else _NOTHING
    style = attributes.get("style", "")
    classes = attributes.get("class", "")
    return Look(
        is_hidden="hidden" in attributes
        or bool(style and (hides(style) or has_no_size(style)))
        or not _HIDDEN_CLASSES.isdisjoint(classes.split()),
        is_plain=bool(style and _LIGHT.search(style)),
        meaning=_meaning(style),
        font=_old_font(attributes.get("face", ""), style),
        kept=_kept(tag, attributes, style),
        losses=tuple(_losses(tag, attributes, style, classes)),
    )


def _meaning(style: str) -> str:
    """Return the element that says what *style* says."""
    if not style:
        return ""
    if _BOLD.search(style):
        return "strong"
    if _ITALIC.search(style):
        return "em"
    raised = _RAISED.search(style)
    return {"super": "sup", "sub": "sub"}[raised[1].lower()] if raised else ""


def _old_font(face: str, style: str) -> str:
    """Return the name of a font from before Unicode."""
    first = face.partition(",")[0].strip(" \"'")
    if first.lower().startswith((".vn", "vn", "vni")):
        return first
    match = _FONT.search(style) if "vn" in style.lower() else None
    return match[1].strip() if match else ""


def _kept(tag: str, attributes: Mapping[str, str], style: str) -> Mapping[str, str]:
    """Return what is kept of a cell, a list or an item."""
    kept: dict[str, str] = {}
    if tag in ("td", "th"):
        for name in ("colspan", "rowspan"):
            match = _SPAN.match(attributes.get(name, ""))
            if match and int(match[1]) > 1:
                kept[name] = str(int(match[1]))
        align = _ALIGN.search(style)
        side = align[1].lower() if align else attributes.get("align", "").lower()
        if side in ("left", "center", "right"):
            kept["align"] = side
    elif tag == "ol" and (match := _SPAN.match(attributes.get("start", ""))) and int(match[1]) != 1:
        kept["start"] = str(int(match[1]))
    elif tag in ("li", "sup") and attributes.get("id", "").startswith("fn"):
        kept["id"] = attributes["id"]
    elif tag == "abbr" and attributes.get("title"):
        kept["title"] = attributes["title"]
    return kept


def _losses(tag: str, attributes: Mapping[str, str], style: str, classes: str) -> list[Loss]:
    """Return what of the attributes goes."""
    found: list[Loss] = []
    if ":" in tag:
        found.append(loss("word-junk", f"<{tag}>"))
    for name, value in attributes.items():
        if name.startswith("on"):
            found.append(loss("handler", f'{name}="{value}"'))
        elif name not in _QUIET:
            found.append(loss("attribute", f"<{tag} {name}>"))
    if _WORD_CLASS.search(classes) or "mso-" in style.lower():
        found.append(loss("word-junk", classes or style))
    elif style or tag == "font":
        found.append(loss("font-style", style or " ".join(f'{name}="{value}"' for name, value in attributes.items())))
    if tag == "ol" and (
        attributes.get("type", "1") != "1" or re.search(r"list-style(?:-type)?\s*:\s*(?!decimal)", style)
    ):
        found.append(loss("list-style", attributes.get("type") or style))
    return found
