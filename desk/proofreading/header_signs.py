"""Signs of front matter that look right and are not YAML's: the wide colon, curly quotes around a value, odd blanks."""

from __future__ import annotations

import json
import re
from typing import Final

from desk.proofreading.manuscript import Manuscript

_WIDE_COLON: Final = re.compile(r"^([a-z_]+)：[ \t\u3000]*", re.MULTILINE)
_CURLY: Final = re.compile(r"^([a-z_]+:[ ]+)[“”](.*)[“”][ \t]*$", re.MULTILINE)
# No-break, figure, narrow and ideographic space, in front of a line or behind its colon.
_ODD_BLANK: Final = re.compile(
    r"^[ \-]*[\u00a0\u2007\u202f\u3000][ \u00a0\u2007\u202f\u3000]*|(?<=:)[\u00a0\u2007\u202f\u3000]", re.MULTILINE
)
_BLANK: Final = re.compile("[\u00a0\u2007\u202f\u3000]")


def mend_header(manuscript: Manuscript) -> str:
    """Return the text with the signs that YAML wants; right only where the front matter cannot be read as it is."""
    head, body = manuscript.text[: manuscript.body_start], manuscript.body
    head = _WIDE_COLON.sub(r"\1: ", head)
    head = _ODD_BLANK.sub(lambda match: _BLANK.sub(" ", match[0]), head)
    head = _CURLY.sub(lambda match: match[1] + json.dumps(match[2], ensure_ascii=False), head)
    return head + body
