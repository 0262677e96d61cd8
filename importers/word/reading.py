"""From the bytes of a .docx to an article: what runs inside the sandbox."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from importers.cleaning import TooLargeError
from importers.markdown import convert
from importers.word.blocks import read_blocks
from importers.word.conversion import to_html
from importers.word.findings import Findings
from importers.word.guess import guess
from importers.word.guessed import Guess
from importers.word.package import open_package
from importers.word.pictures import Album, Kept
from importers.word.properties import read_properties
from importers.word.refusal import RefusedError
from importers.word.shape import shape_body, to_text
from importers.word.transcript import transcribe
from plugins.newsroom.vietnamese import nfc

_IDENTITY: Final = re.compile(
    r"(?:CCCD|CMND|CMTND|căn cước|chứng minh nhân dân|chứng minh thư)\D{0,40}(\d{12}|\d{9})(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    A Word file as an article.

    Attributes:
        title, summary, date, authors, source, source_url: Fields, guessed; all but title and date may be empty.
        body: Markdown.
        pictures: What the body shows.
        guesses: What spoke for each field.
        losses: (kind, example) of what does not come along.
        notes: (kind, text) of what a person should look at.
    """

    title: str
    summary: str
    date: str
    authors: tuple[str, ...]
    source: str
    source_url: str
    body: str
    pictures: Sequence[Kept]
    guesses: Sequence[Guess]
    losses: Sequence[tuple[str, str]]
    notes: Sequence[tuple[str, str]]


def read_document(data: bytes, stem: str) -> Reading:
    """
    Read a .docx.

    Args:
        data: The file.
        stem: Its name without the ending.

    Raises:
        RefusedError: It cannot be read, see `refusal.CAUSES`.
    """
    try:
        return _read(data, stem)
    except RecursionError as error:
        raise RefusedError("deep", "bảng, khung hoặc danh sách") from error
    except TooLargeError as error:
        raise RefusedError("large", "quá nhiều chữ cho một bài") from error


def _read(data: bytes, stem: str) -> Reading:
    findings = Findings()
    package = open_package(data)
    blocks, notes = read_blocks(to_html(transcribe(package, findings), findings), findings.paragraphs)
    if not blocks:
        raise RefusedError("empty")
    guessed = guess(blocks, read_properties(package), nfc(stem))
    body = shape_body(guessed.blocks, notes, findings)
    album = Album(package, findings, guessed.title)
    album.place(body)
    converted = convert(to_text(body))
    if guessed.is_weekday_odd:
        findings.notes.append(("weekday", guessed.date))
    for number in _IDENTITY.findall(to_text(body)):
        findings.notes.append(("personal-data", f"{number[:3]}…"))  # the report must not spread it
    for font, count in sorted(findings.fonts.items()):
        findings.notes.append(("legacy-font", f"{font}: {count} đoạn chữ"))
    return Reading(
        title=guessed.title,
        summary=guessed.summary,
        date=guessed.date,
        authors=guessed.authors,
        source=guessed.source,
        source_url=guessed.source_url,
        body=converted.markdown,
        pictures=tuple(album.kept.values()),
        guesses=tuple(guessed.guesses),
        losses=(*findings.losses, *((loss.kind, loss.example) for loss in converted.losses)),
        notes=tuple(findings.notes),
    )
