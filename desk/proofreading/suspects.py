"""By what links to gambling and the like give themselves away; the words are data: `suspects.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from plugins.newsroom.vietnamese import fold, nfc

_FILE: Final = Path(__file__).with_name("suspects.toml")
_PARTS: Final = re.compile(r"[.-]")


@dataclass(frozen=True, slots=True)
class Suspects:
    """What to look for: anywhere in a host's name, as a part of it, in the words of a link."""

    hosts_with: re.Pattern[str]
    host_parts: frozenset[str]
    texts: re.Pattern[str]

    def find(self, host: str, text: str) -> str:
        """Return what is suspicious about a link to *host* with these words, "" where nothing is."""
        host = host.lower()
        if found := self.hosts_with.search(host):
            return found[0]
        part = next((part for part in _PARTS.split(host) if part in self.host_parts), "")
        if part:
            return part
        words = " ".join(nfc(text).casefold().split())
        said = self.texts.search(words) or (self._unaccented.search(words) if words == fold(words) else None)
        return said[0] if said else ""

    @property
    def _unaccented(self) -> re.Pattern[str]:
        """The words of links as they are written without accents."""
        return re.compile(fold(self.texts.pattern))


@cache
def load_suspects() -> Suspects:
    """Read the list."""
    lists = tomllib.loads(_FILE.read_text("utf-8"))
    return Suspects(_any_of(lists["hosts_with"]), frozenset(lists["host_parts"]), _any_of(lists["texts"]))


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Return the pattern of any of *words*; the longest that fits counts."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))
