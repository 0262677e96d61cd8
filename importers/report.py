"""The account of an import: what came in, what was written, what was refused, what was left behind, what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from importers.losses import KINDS, Loss
from importers.written import Outcome, Put

_EXAMPLES: Final = 20
_ITEMS: Final = 500


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should look at: a key of the report's `words`, and what it is about."""

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    An article that was written, or was there already.

    Attributes:
        source: Where it came from: the name of a dump or of a file.
        old_id: What the source calls it.
        title: Its headline.
        path: Its file, relative to the content folder.
        outcome: What became of the file.
        conflicts: Fields that both the source and an editor changed; the editor's words stand.
        notes: What a person should look at.
        losses: Kind of loss → how many.
    """

    source: str
    old_id: str
    title: str
    path: str
    outcome: Outcome
    conflicts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    losses: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An article that was not written: why, and what can be done about it."""

    source: str
    old_id: str
    title: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """One kind of loss: how often, and the first examples as (article, what it was)."""

    kind: str
    count: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One kind of thing to look at: how often, and the first items as (article, text)."""

    kind: str
    count: int
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    The whole account; every article that came in is in `entries` or in `refusals`.

    Attributes:
        command: The command's name.
        is_dry: Nothing was written.
        sources: (name, what it is) of each source, in the order given.
        entries, refusals: In the source's order.
        dropped, attention: By kind.
        files: Other files of the content folder that were written.
        words: Kind of note → what it is and what to do.
        asides: (what of the source was not for articles at all, how much of it).
        skipped: (file, what it is) of files that hold no article.
    """

    command: str
    is_dry: bool
    sources: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...]
    dropped: tuple[Dropped, ...]
    attention: tuple[Attention, ...]
    files: tuple[Put, ...]
    words: Mapping[str, tuple[str, str]]
    asides: tuple[tuple[str, int], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def has_read(self) -> bool:
        """Tell whether any article could be read; where a source is broken, refused ones do not count."""
        is_broken = any(item.kind == "damage" for item in self.attention)
        return bool(self.entries or (self.refusals and not is_broken))

    def counts(self) -> dict[str, int]:
        """Return `in`, `written`, `refused`, and how many of the written had which outcome."""
        outcomes = Counter(entry.outcome for entry in self.entries)
        written, refused = len(self.entries), len(self.refusals)
        return {"in": written + refused, "written": written, "refused": refused} | {
            outcome.value: outcomes[outcome] for outcome in Outcome
        }

    def as_object(self) -> dict[str, Any]:
        """Return the account as JSON has it."""
        return {
            "command": self.command,
            "dry_run": self.is_dry,
            "sources": [{"name": name, "kind": kind} for name, kind in self.sources],
            "counts": self.counts(),
            "warnings": {item.kind: item.count for item in self.attention},
            "articles": [_entry(entry) for entry in self.entries],
            "refused": [_refusal(refusal) for refusal in self.refusals],
            "dropped": [
                {
                    "kind": item.kind,
                    "why": KINDS[item.kind],
                    "count": item.count,
                    "examples": [{"article": article, "what": what} for article, what in item.examples],
                }
                for item in self.dropped
            ],
            "attention": [
                {
                    "kind": item.kind,
                    "what": self.words[item.kind][0],
                    "advice": self.words[item.kind][1],
                    "count": item.count,
                    "items": [{"article": article, "text": text} for article, text in item.items],
                }
                for item in self.attention
            ],
            "files": [_put(put) for put in self.files],
            "not_imported": [{"what": what, "count": count} for what, count in self.asides],
            "skipped": [{"file": name, "reason": reason} for name, reason in self.skipped],
        }


def _entry(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": entry.old_id,
        "title": entry.title,
        "path": entry.path,
        "outcome": entry.outcome.value,
        "source": entry.source,
    }
    if entry.conflicts:
        said["conflicts"] = list(entry.conflicts)
    if entry.notes:
        said["warnings"] = [{"kind": note.kind, "text": note.text} for note in entry.notes]
    if entry.losses:
        said["dropped"] = dict(entry.losses)
    return said


def _refusal(refusal: Refusal) -> dict[str, str]:
    return {
        "id": refusal.old_id,
        "title": refusal.title,
        "reason": refusal.reason,
        "remedy": refusal.remedy,
        "source": refusal.source,
    }


def _put(put: Put) -> dict[str, Any]:
    said: dict[str, Any] = {"path": put.path, "outcome": put.outcome.value}
    return said | ({"conflicts": list(put.conflicts)} if put.conflicts else {})


@dataclass(slots=True)
class Account:
    """Collects what happens during an import; of losses and notes that repeat only the first are kept in words."""

    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    files: list[Put] = field(default_factory=list)
    asides: dict[str, int] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    _losses: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _notes: Counter[str] = field(default_factory=Counter)
    _items: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, entry: Entry, losses: Iterable[Loss] = ()) -> None:
        """Note an article that was written."""
        self.entries.append(entry)
        name = entry.path or entry.title
        self.note(name, entry.notes)
        self.lose(name, losses)

    def refuse(self, refusal: Refusal) -> None:
        """Note an article that was not written."""
        self.refusals.append(refusal)

    def lose(self, article: str, losses: Iterable[Loss]) -> None:
        """Note what was left behind."""
        for item in losses:
            self._losses[item.kind] += 1
            examples = self._examples.setdefault(item.kind, [])
            if len(examples) < _EXAMPLES or item.kind in ("hidden-link", "spam-link"):  # links that were planted: all
                examples.append((article, item.example))

    def note(self, article: str, notes: Iterable[Note]) -> None:
        """Note what a person should look at."""
        for item in notes:
            self._notes[item.kind] += 1
            items = self._items.setdefault(item.kind, [])
            if len(items) < _ITEMS:
                items.append((article, item.text))

    def close(
        self, command: str, sources: Sequence[tuple[str, str]], words: Mapping[str, tuple[str, str]], *, is_dry: bool
    ) -> Report:
        """Return the account."""
        return Report(
            command=command,
            is_dry=is_dry,
            sources=tuple(sources),
            entries=tuple(self.entries),
            refusals=tuple(self.refusals),
            dropped=tuple(
                Dropped(kind=kind, count=count, examples=tuple(self._examples[kind]))
                for kind, count in sorted(self._losses.items())
            ),
            attention=tuple(
                Attention(kind=kind, count=count, items=tuple(self._items[kind]))
                for kind, count in sorted(self._notes.items())
            ),
            files=tuple(self.files),
            words=words,
            asides=tuple(sorted(self.asides.items())),
            skipped=tuple(self.skipped),
        )


def count_losses(losses: Iterable[Loss]) -> tuple[tuple[str, int], ...]:
    """Return kind → how many, by kind."""
    return tuple(sorted(Counter(item.kind for item in losses).items()))
