"""
Markdown to HTML, and HTML to what readers may be given.

The only module that knows Markdown and the sanitiser.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import Registry

from plugins.newsroom.markup import ATTRIBUTES, CLASSES, CONTENT_DROPPED, ELEMENTS, SCHEMES, is_kept_id

# What must occur for a pattern to match; a pattern without an entry is always tried.
_NEEDED = {
    "autolink": "<",
    "automail": "<",
    "backtick": "`",
    "entity": "&",
    "escape": "\\",
    "footnote": "[^",
    "html": "<",
    "image_link": "![",
    "image_reference": "]:",
    "link": "](",
    "reference": "]:",
    "short_image_ref": "]:",
    "short_reference": "]:",
}
_SIGNS = tuple(sorted(set(_NEEDED.values())))


def convert(source: str) -> str:
    """
    Return the HTML that Markdown makes, not sanitised.

    Inline patterns whose sign does not occur are left out: each would search every text of the body in vain.

    Raises:
        RecursionError: Lists or quotations stand too deep in one another.
    """
    converter = _markdown()
    converter.reset()
    patterns = _patterns_for(frozenset(sign for sign in _SIGNS if sign in source))
    inline = converter.treeprocessors["inline"]
    if isinstance(inline, InlineProcessor):
        inline.inlinePatterns = patterns
    try:
        return converter.convert(source)
    except RecursionError:
        # The converter keeps where it was; the next body gets a new one.
        _markdown.cache_clear()
        _patterns_for.cache_clear()
        raise


@cache
def _patterns_for(signs: frozenset[str]) -> Registry[Any]:
    """Return the inline patterns for texts that hold *signs* of `_SIGNS`, in Markdown's order."""
    patterns = _markdown().inlinePatterns
    idle = {
        patterns.get_index_for_name(name) for name, sign in _NEEDED.items() if name in patterns and sign not in signs
    }
    chosen: Registry[Any] = Registry()
    for place, pattern in enumerate(patterns):
        if place not in idle:
            chosen.register(pattern, f"pattern {place}", -place)
    return chosen


class _AlignmentClasses(Treeprocessor):
    """Says by a class what Markdown says by `align`, which HTML no longer has."""

    def run(self, root: Element) -> None:
        for name in ("th", "td"):
            for cell in root.iter(name):
                if side := cell.attrib.pop("align", ""):
                    cell.set("class", f"align-{side}")


class _Alignment(Extension):
    """Adds `_AlignmentClasses`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the processor behind all others."""
        md.treeprocessors.register(_AlignmentClasses(md), "alignment_classes", 0)


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    """Return the process's one Markdown converter; making one costs more than converting with it."""
    return Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            # Laws and decisions cite by footnotes, and Word's become these on import.
            FootnoteExtension(BACKLINK_TITLE="Trở lại chỗ có chú thích {}"),
            _Alignment(),
        ],
    )


def sanitise(html: str) -> str:
    """Return what readers may be given of HTML."""
    return _cleaner().clean(html)


def _filter_attribute(element: str, name: str, value: str) -> str | None:
    """Keep the ids of footnotes only: another could be one of the page's own."""
    del element
    return None if name == "id" and not is_kept_id(value) else value


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    """Return the process's one sanitiser."""
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(CONTENT_DROPPED),
        attributes={element: set(names) for element, names in ATTRIBUTES.items()},
        allowed_classes={element: set(names) for element, names in CLASSES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
        attribute_filter=_filter_attribute,
    )
