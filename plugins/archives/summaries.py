"""Short forms of a text for lists."""

from __future__ import annotations

import re

# Long enough to judge an article by; a list of forty leads of 1,000 characters would weigh 100 KB on a phone.
LIMIT = 300

_LAST_WORD = re.compile(r"\s\S*\Z")
_LOOSE_ENDS = " \t\n,;:.-–—…(["


def shorten(text: str, limit: int = LIMIT) -> str:
    """
    Return *text* cut at a word boundary, with "…" where something is missing.

    Args:
        text: Plain text, NFC.
        limit: The most characters of the result, "…" included; at least 2.

    Returns:
        *text* itself where it is short enough. A first word longer than *limit* is cut.
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    broken_word = None if text[limit - 1].isspace() else _LAST_WORD.search(head)
    if broken_word:
        head = head[: broken_word.start()]
    return head.rstrip(_LOOSE_ENDS) + "…"
