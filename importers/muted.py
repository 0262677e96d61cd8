"""Elements of which nothing is taken over but the knowledge that they were there."""

from __future__ import annotations

from collections.abc import Mapping

from importers.embeds import Embed, address_in


class Mute:
    """An element whose text is not taken over: how deep the parser is in it, what it said."""

    def __init__(self, tag: str, attributes: Mapping[str, str], *, is_hidden: bool) -> None:
        self.tag = tag
        self.is_hidden = is_hidden
        self.text: list[str] = []
        self.links: list[str] = []
        self._depth = 1
        self._title = attributes.get("title") or attributes.get("alt") or ""
        self._address = address_in(tag, attributes)
        self._collect(tag, attributes)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element within."""
        self._collect(tag, attributes)
        self._depth += 1

    def end(self, tag: str) -> bool:
        """End an element within, or the whole: then return True."""
        del tag
        self._depth -= 1
        return self._depth <= 0

    def embed(self) -> Embed:
        """Return what was embedded."""
        return Embed(self.tag, self._address, " ".join(self._title.split()))

    def _collect(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        self._address = self._address or address_in(tag, attributes)
