"""
What a page's bytes follow from, in two hashes: its view, and everything else.

Everything else is the frame, the version of the code, and the files of the template's closure: the template itself and
all that it extends, includes and imports.  Equal hashes mean equal bytes, so that the page need not be rendered.
"""

from __future__ import annotations

import re
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec

_hash = partial(blake2b, digest_size=16)

# A tag that names other templates; Jinja allows a "-" or "+" at its border.
_TAG: Final = re.compile(rb"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_NAME: Final = re.compile(
    rb"""\s*(?:"([^"\\]+)"|'([^'\\]+)')\s*(?:(?:import|as|ignore|with|without)\b.*)?[-+]?\s*""", re.DOTALL
)

_encode: Final = msgspec.json.Encoder(order="deterministic").encode


def view_fingerprint(view: object) -> bytes:
    """
    Return 16 bytes that stand for *view*: dataclasses, texts, numbers, dates and what holds them.

    Raises:
        TypeError: A part of the view has a type that has no one form.
    """
    return _hash(_encode(view)).digest()


class Surroundings:
    """
    What pages are rendered with, views aside.

    Args:
        templates: The folder of the templates.
        version: Of the code.
    """

    def __init__(self, templates: Path, version: str) -> None:
        self._templates = templates
        self._version = version.encode()
        self._sources: dict[str, bytes] = {}
        self._of_frames: dict[int, tuple[object, bytes]] = {}
        self._known: dict[tuple[str, bytes], bytes] = {}

    def fingerprint(self, template: str, frame: object) -> bytes:
        """Return 16 bytes that stand for the closure of *template*, for *frame* and for the version."""
        key = template, self._frame(frame)
        if key not in self._known:
            state = _hash(self._version + b"\0" + key[1])
            for name in self.closure(template):
                source = self._source(name)
                state.update(f"{name}\0{len(source)}\0".encode() + source)
            self._known[key] = state.digest()
        return self._known[key]

    def closure(self, template: str) -> list[str]:
        """Return *template* and every template that it may lead to, ascending; all, where a name is not spelt out."""
        found: set[str] = set()
        ways = [template]
        while ways:
            name = ways.pop()
            if name in found:
                continue
            found.add(name)
            for tag in _TAG.findall(self._source(name)):
                spelt = _NAME.fullmatch(tag)
                ways += [(spelt[1] or spelt[2] or b"").decode()] if spelt else self._all()
        return sorted(found)

    def _all(self) -> list[str]:
        files = (path for path in self._templates.rglob("*") if path.is_file())
        return [path.relative_to(self._templates).as_posix() for path in files]

    def _frame(self, frame: object) -> bytes:
        """Return the frame's own fingerprint, made once for each that is alive."""
        if id(frame) not in self._of_frames:
            self._of_frames[id(frame)] = frame, view_fingerprint(frame)
        return self._of_frames[id(frame)][1]

    def _source(self, name: str) -> bytes:
        """Return a template's text; one that is missing is found by whoever renders it."""
        if name not in self._sources:
            try:
                self._sources[name] = (self._templates / name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                self._sources[name] = b""
        return self._sources[name]
