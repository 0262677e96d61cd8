"""
Files of the content folder as an import writes them: canonical, whole or not at all, never over an editor's work.

The folder itself is changed here and in `shelved_media` only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from importers.canonical import Document, Segment, Value, assemble, clean, write_document, write_entry, write_fields
from importers.ledger import FOLDER, Ledger, Written, digest
from importers.merging import BODY, Merged, cut_entries, cut_fields, digest_of, merge
from plugins.newsroom.decoding import LARGEST_FILE, decode_text
from plugins.newsroom.header import split_front_matter

_HEAD: Final = 8192
_SLUG: Final = re.compile(r"""^slug:\s*["']?([a-z0-9-]+)""", re.MULTILINE)
_LONGEST_SLUG: Final = 240


class Outcome(StrEnum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    MERGED = "merged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Put:
    """
    What became of a file.

    Attributes:
        outcome: KEPT: only editors changed it (or deleted it); MERGED: both sides, in different places;
            CONFLICT: both sides in the same place, where the editor's words stay.
        path: Where the file is, relative to the content folder.
        conflicts: The fields in which both sides differ ("body" among them).
    """

    outcome: Outcome
    path: str
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a kind of file is cut into what stands first and segments (None: it cannot be read), and joined again."""

    cut: Callable[[str], tuple[str, list[Segment]] | None]
    join: Callable[[str, Merged], str]


class TooLargeFileError(ValueError):
    """A file would be larger than the portal reads."""


class Shelf:
    """One content folder during one import."""

    def __init__(self, content: Path, ledger: Ledger, *, is_dry: bool = False) -> None:
        self.content = content
        self.ledger = ledger
        self.is_dry = is_dry
        self._stems: dict[str, str] | None = None

    def put(self, key: str, path: str, document: Document, source: str = "", said: str = "") -> Put:
        """
        Write an article or a page.

        Args:
            key: What the source calls it, the same in every import.
            path: Where it goes when it is new, relative to the content folder.
            document: What the source says now.
            source: See `Written.source`.
            said: See `Written.said`.

        Raises:
            TooLargeFileError: The portal reads no file of that size.
            OSError: The file cannot be written.
        """
        fields = write_fields(document.fields)
        segments = [Segment(name, text, digest_of(document.fields[name])) for name, text in fields.items()]
        segments.append(Segment(BODY, document.body, digest(clean(document.body))))

        def cut(text: str) -> tuple[str, list[Segment]] | None:
            parts, _ = split_front_matter(text, path)
            found = cut_fields(parts.header) if parts is not None else None
            if parts is None or found is None:
                return None
            return found[0], [*found[1], Segment(BODY, parts.body, digest(clean(parts.body)))]

        def join(preamble: str, merged: Merged) -> str:
            body = next((segment.text for segment in merged.segments if segment.name == BODY), "")
            return assemble(preamble + "".join(s.text for s in merged.segments if s.name != BODY), body)

        return self._settle(key, path, write_document(document), segments, _Shape(cut, join), source, said)

    def put_list(
        self, key: str, path: str, entries: Sequence[Mapping[str, Value]], name_of: Callable[[Any], str]
    ) -> Put:
        """
        Write a YAML file that is a list; entries of others that are there already stay.

        Args:
            key: As of `put`.
            path: As of `put`.
            entries: What the source says now.
            name_of: What an entry is called; it must not raise for whatever a file holds.

        Raises:
            OSError: The file cannot be written.
        """
        segments = [Segment(name_of(entry), write_entry(entry), digest_of([entry])) for entry in entries]
        text = "".join(segment.text for segment in segments)

        def join(preamble: str, merged: Merged) -> str:
            return preamble + "".join(segment.text for segment in merged.segments)

        return self._settle(key, path, text, segments, _Shape(lambda text: cut_entries(text, name_of), join))

    def put_fields(self, key: str, path: str, fields: Mapping[str, Value]) -> Put:
        """
        Write a YAML file that is a map; fields of others that are there already stay.

        Raises:
            OSError: The file cannot be written.
        """
        segments = [Segment(name, text, digest_of(fields[name])) for name, text in write_fields(fields).items()]
        text = "".join(segment.text for segment in segments)

        def join(preamble: str, merged: Merged) -> str:
            return preamble + "".join(segment.text for segment in merged.segments)

        return self._settle(key, path, text, segments, _Shape(cut_fields, join))

    def settled(self, key: str, source: str) -> Written | None:
        """Return what was written under *key* where it need not be looked at again: same source, file untouched."""
        known = self.ledger.find(key)
        if known is None or not source or known.source != source:
            return None
        text = self._read(known.path)
        return known if text is not None and digest(text) == known.whole else None

    def free_slug(self, slug: str, key: str) -> str:
        """Return *slug*, or the first of `slug-2`, `slug-3`, … that no other article has."""
        taken = self._taken()
        number = 1
        candidate = slug[:_LONGEST_SLUG].rstrip("-")
        while candidate in taken and taken[candidate] != key:
            number += 1
            tail = f"-{number}"
            candidate = slug[: _LONGEST_SLUG - len(tail)].rstrip("-") + tail
        taken[candidate] = key
        return candidate

    def write(self, path: str, data: bytes) -> None:
        """
        Write a file, whole or not at all; a dry import writes nothing.

        Raises:
            OSError: It cannot be written.
        """
        if self.is_dry:
            return
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming = self.content / FOLDER / f"incoming-{os.getpid()}"
        incoming.parent.mkdir(parents=True, exist_ok=True)
        incoming.write_bytes(data)
        incoming.replace(target)

    def _settle(  # noqa: PLR0913, PLR0917 - the three states, and what is kept of them
        self,
        key: str,
        path: str,
        text: str,
        segments: Sequence[Segment],
        shape: _Shape,
        source: str = "",
        said: str = "",
    ) -> Put:
        """Write *text*, or what it and the file that is there come to."""
        if len(text.encode()) > LARGEST_FILE:
            raise TooLargeFileError(len(text.encode()))
        known = self.ledger.find(key)
        path = known.path if known is not None else path
        present = self._read(path)
        now = Written(path=path, whole="", parts={s.name: s.digest for s in segments}, source=source, said=said)
        if present is None and known is not None and known.parts:  # an editor deleted it
            self.ledger.save(key, replace(now, whole=known.whole))
            return Put(Outcome.KEPT, path)
        if present is None or present == text or (known is not None and digest(present) == known.whole):
            outcome = Outcome.CREATED if present is None else Outcome.UPDATED
            if present == text:
                outcome = Outcome.UNCHANGED
            else:
                if known is None:  # a stopped import finds its file again by this
                    self.ledger.save(key, Written(path=path, whole=""))
                    self.ledger.commit()
                self.write(path, text.encode())
            self.ledger.save(key, replace(now, whole=digest(text)))
            return Put(outcome, path)
        put, whole = self._reconcile(now, present, known.parts if known is not None else {}, segments, shape)
        self.ledger.save(key, replace(now, whole=whole))
        return put

    def _reconcile(
        self, now: Written, present: str, base: Mapping[str, str], segments: Sequence[Segment], shape: _Shape
    ) -> tuple[Put, str]:
        """Join *segments* with a file that somebody else wrote or changed; return its digest if it is ours alone."""
        found = shape.cut(present) if present.strip() else ("", [])
        if found is None:
            return Put(Outcome.CONFLICT, now.path, ("",)), ""
        merged = merge(base, found[1], segments)
        conflicts = tuple("body" if name == BODY else name for name in merged.conflicts)
        joined = shape.join(found[0], merged) if merged.has_ours else present
        if merged.has_ours:
            self.write(now.path, joined.encode())
        outcome = Outcome.MERGED if merged.has_theirs else Outcome.UPDATED
        if not merged.has_ours:
            outcome = Outcome.KEPT if merged.has_theirs else Outcome.UNCHANGED
        # A file with an editor's words in it is never taken for ours as a whole.
        whole = "" if merged.has_theirs else digest(joined)
        return Put(Outcome.CONFLICT if conflicts else outcome, now.path, conflicts), whole

    def _read(self, path: str) -> str | None:
        """Return the text of a file, None where there is none."""
        file = self.content / path
        if not file.is_file():
            return None
        raw = file.read_bytes()
        text, _ = decode_text(raw, path)
        return text or raw.decode("utf-8", "replace")

    def _taken(self) -> dict[str, str]:
        """Return the slugs of all articles → the key under which each was written, "" where editors did."""
        if self._stems is None:
            self._stems = {}
            for file in sorted((self.content / "articles").rglob("*.md")):
                path = file.relative_to(self.content).as_posix()
                owner = self.ledger.owner_of(path)
                self._stems[file.stem] = owner
                if not owner and file.is_file():
                    with file.open("rb") as stream:
                        for slug in _SLUG.findall(stream.read(_HEAD).decode("utf-8", "replace")):
                            self._stems[slug] = owner
        return self._stems
