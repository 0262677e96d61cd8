"""
One Markdown file as a proofreader has it: its text, and which of it readers read.

What is no prose is blanked out, character by character, so that every place in the prose is one in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from plugins.newsroom.header import Parts, parse_yaml, split_front_matter
from plugins.newsroom.tree import Step, Tree

READ: Final = frozenset({"title", "summary", "caption", "alt", "text", "reason"})
"""The fields of front matter that hold sentences; names of people, offices and tags are not among them."""

# Code, comments, tags, entities, addresses of links, bare addresses: in this order, the longest reach first.
_NO_PROSE: Final = re.compile(
    r"<!--.*?-->|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|^(?:[ ]{4}|\t)(?![ \t]*(?:[-*+]|\d+\.)[ \t])[^\n]*$"
    r"|</?[A-Za-z][^>]*>|<[a-z]+:[^>\s]*>|&#?\w+;"
    r"|(?<=\])\((?:[^()\s]|\([^()\s]*\))*|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$"
    r"|(?:https?://|www\.|\{(?:filename|static)\}|/media/)[^\s\"')\]]*|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.MULTILINE | re.DOTALL,
)
_NOT_BREAK: Final = re.compile(r"[^\n]")
WORD: Final = re.compile(r"[^\W\d_]+")
"""A run of letters, of any script."""


@dataclass(frozen=True)
class Manuscript:
    """
    A Markdown file.

    Attributes:
        path: Relative to the content folder.
        text: Its clean text (see `newsroom.decoding`).
    """

    path: str
    text: str

    @cached_property
    def body_start(self) -> int:
        """The place in `text` at which the body begins; the text's length where there is none."""
        return len(self.text) - len(self._parts.body) if self._parts is not None else len(self.text)

    @property
    def body(self) -> str:
        """The Markdown of the body."""
        return self.text[self.body_start :]

    @cached_property
    def prose(self) -> str:
        """`text` with a blank in place of each character that is not read as a part of a sentence."""
        head, body = self.text[: self.body_start], self.text[self.body_start :]
        shown, end = "", 0
        for start, stop in sorted(self._sentences()):
            shown += _blank(head[end:start]) + head[start:stop]
            end = stop
        return shown + _blank(head[end:]) + _NO_PROSE.sub(lambda match: _blank(match[0]), body)

    def line_of(self, place: int) -> int:
        """Return the line, from 1, of a place in the text."""
        return self.text.count("\n", 0, place) + 1

    def line_of_field(self, steps: Sequence[Step]) -> int:
        """Return the line of a field of the front matter."""
        return 1 if self._tree is None else self._tree.line_of(steps)

    def has_field(self, name: str) -> bool:
        """Tell whether the front matter has a field of this name."""
        return self._tree is not None and self._tree.depth_of((name,)) == 1

    @cached_property
    def _parts(self) -> Parts | None:
        return split_front_matter(self.text, self.path)[0]

    @cached_property
    def _tree(self) -> Tree | None:
        return None if self._parts is None else parse_yaml(self._parts.header, self.path, self._parts.header_line)[0]

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """Yield where the values of `READ` stand."""
        if self._tree is not None:
            offset = self.text.find("\n") + 1
            for name, start, stop in self._tree.texts():
                if name in READ:
                    yield offset + start, offset + stop


def _blank(text: str) -> str:
    """Return *text* with a blank for each character but the ends of lines."""
    return _NOT_BREAK.sub(" ", text)
