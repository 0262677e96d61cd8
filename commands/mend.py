"""`./inv check --fix`: mends what is safe in articles and static pages, and shows what it does."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from invoke import Exit

from commands.terminal import shown
from desk.proofreading.mending import mend
from plugins.newsroom.decoding import LARGEST_FILE
from plugins.newsroom.problem import Language
from plugins.newsroom.site import TonePlacement

_BOM = b"\xef\xbb\xbf"


def mend_files(
    folder: Path, paths: Iterable[str], choice: TonePlacement | None, language: Language, *, writes: bool
) -> str:
    """
    Mend files, each whole or not at all.

    Args:
        folder: The content folder.
        paths: Articles and static pages, relative to it.
        choice: Where the site puts tones.
        language: Of what is told.
        writes: Whether the files are written; else what would be done is shown.

    Returns:
        The differences, and a line that sums up.

    Raises:
        Exit: With code 1 when a file cannot be written; those before it are.
    """
    told: list[str] = []
    count = 0
    for path in paths:
        file = folder / path
        try:
            data = file.read_bytes() if file.stat().st_size <= LARGEST_FILE else b""
        except OSError:
            continue  # the check says so
        mended = mend(path, data, choice)
        if mended == data:
            continue
        count += 1
        told += _differences(data, mended, shown(file), language)
        if writes:
            _write(file, data, mended)
    done = ("đã sửa" if writes else "sẽ sửa") if language == "vi" else ("mended" if writes else "would mend")
    total = f"{done} {count} tệp." if language == "vi" else f"{done} {count} files."
    return "\n".join((*told, total[0].upper() + total[1:]))


def _differences(before: bytes, after: bytes, name: str, language: Language) -> Iterator[str]:
    """Yield the unified diff of a file, and what cannot be seen in one."""
    text = before.decode("utf-8-sig")
    if before.startswith(_BOM):
        yield f"{name}: bỏ dấu BOM ở đầu tệp" if language == "vi" else f"{name}: byte order mark removed"
    if "\r" in text:
        yield f"{name}: đổi cách xuống dòng sang LF" if language == "vi" else f"{name}: line ends become line feeds"
    old = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = difflib.unified_diff(old.split("\n"), after.decode().split("\n"), name, name, lineterm="")
    yield from lines


def _write(file: Path, before: bytes, after: bytes) -> None:
    """
    Put a file's new content in its place at once, with its rights.

    Raises:
        Exit: The disk refuses, or somebody else has written the file meanwhile.
    """
    target = file.resolve()
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".tmp", delete=False) as draft:
            place = Path(draft.name)
            try:
                draft.write(after)
                draft.flush()
                os.fsync(draft.fileno())
                place.chmod(target.stat().st_mode & 0o7777)
                _refuse_changed(file, before)
                place.replace(target)
            except BaseException:
                place.unlink(missing_ok=True)
                raise
    except OSError as error:
        message = f"Không ghi được {shown(file)}: {error.strerror}. (Cannot be written.)"
        raise Exit(message, code=1) from error


def _refuse_changed(file: Path, before: bytes) -> None:
    """Say that somebody else has written a file that held *before*."""
    if file.read_bytes() != before:
        raise Exit(f"{shown(file)} vừa bị chương trình khác ghi; hãy chạy lại. (Written by another program.)", code=1)
