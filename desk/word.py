"""A Word file becomes a draft: its article and its pictures, as changes that are saved like any others."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from desk.changes import CONTENT, Change, refuse_content
from desk.refusal import RefusedError
from importers.ledger import Ledger
from importers.losses import KINDS as KINDS_OF_LOSS
from importers.report import Entry
from importers.word.filing import WORDS, Drawer
from importers.written import Shelf
from plugins.newsroom.vietnamese import nfc

KINDS: Final = (".docx", ".doc", ".odt")
LARGEST: Final = 32 * 1024 * 1024
_LONGEST_NAME: Final = 200  # bytes; disks take 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    What a Word file became.

    Attributes:
        path: The article, in the repository.
        title: Its title.
        changes: What is to be saved.
        remarks: What the editor has to look at, and what was lost, in words.
    """

    path: str
    title: str
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]


class _Tray(Shelf):
    """Takes what an import writes; the content folder is only looked at."""

    def __init__(self, content: Path, ledger: Ledger) -> None:
        super().__init__(content, ledger)
        self.files: dict[str, bytes] = {}

    def write(self, path: str, data: bytes) -> None:
        """Keep a file."""
        self.files[path] = data


def read_draft(name: str, data: bytes, content: Path, category: str, unit: str) -> Draft:
    """
    Read a Word file, in a process that is ended when it takes too long or too much memory.

    Args:
        name: What the file is called.
        data: What it holds.
        content: The content folder that the draft must fit into.
        category: Its slug.
        unit: The slug of an office, "" for none.

    Raises:
        RefusedError: It cannot be read.
    """
    name = PurePosixPath(nfc(name).replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in KINDS:
        raise RefusedError(422, f"{name}: không phải tệp Word; nhận {', '.join(KINDS)}")
    if len(data) > LARGEST:
        raise RefusedError(413, f"{name}: tệp lớn hơn {LARGEST // 1024 // 1024} MB")
    with tempfile.TemporaryDirectory(prefix="desk-word-") as folder:
        file = Path(folder, name if name.isprintable() and len(name.encode()) <= _LONGEST_NAME else f"tep{suffix}")
        file.write_bytes(data)
        with Ledger.open(Path(folder)) as ledger:
            tray = _Tray(content, ledger)
            drawer = Drawer(tray, category, unit, is_category_given=True)
            drawer.file(file)
            report = drawer.close([file])
    if report.refusals:
        refusal = report.refusals[0]
        raise RefusedError(422, f"{refusal.source}: không nhập được: {refusal.reason}. Cách sửa: {refusal.remedy}")
    entry = report.entries[0]
    changes = tuple(Change(path=CONTENT + path, data=data) for path, data in sorted(tray.files.items()))
    for change in changes:
        refuse_content(change)
    return Draft(path=CONTENT + entry.path, title=entry.title, changes=changes, remarks=_remarks(entry))


def _remarks(entry: Entry) -> tuple[str, ...]:
    """Return what the editor has to look at, each once, and what could not be kept."""
    noted = (f"{WORDS[note.kind][0]}: {note.text}" if note.text else WORDS[note.kind][0] for note in entry.notes)
    lost = (f"{KINDS_OF_LOSS[kind]}: {count}" for kind, count in entry.losses)
    return tuple(dict.fromkeys((*noted, *lost)))
