"""From a dump's stream of rows to the staging database; what cannot be read is named."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast

from importers.nukeviet.sql import Damage, DumpReader, Row, Wish
from importers.nukeviet.staging import Staging
from importers.nukeviet.tables import ARTICLE_COLUMNS, COLUMNS, SETTINGS, Place, place_of
from importers.nukeviet.texts import Repairs, decode_bytes

OnProgress = Callable[[int, int], None]

_REPORT_EVERY: Final = 2000
_LONGEST_NUMBER: Final = 19  # digits: no column of the database holds more
_BY_NUMBER: Final = {
    "cat": "catid",
    "tags": "tid",
    "topics": "topicid",
    "sources": "sourceid",
    "block_cat": "bid",
    "author": "id",
    "banners_plans": "id",
    "banners_rows": "id",
    "menu_rows": "id",
}
_OF_ARTICLE: Final = {"tags_id": "id", "authorlist": "id", "block": "bid", "comment": "id", "comments": "id"}


@dataclass(slots=True)
class Dump:
    """
    What is known of a dump after it was read.

    Attributes:
        damages: What could not be read.
        repairs: What was set right in its texts.
        made: When it was made, as it says, else "".
        settings: Name → value of the portal's settings that matter.
        counter: (type, value) → (visits, Unix time of the last one).
        passed: Table → rows that were not read, because nothing of them has a place in the portal.
    """

    damages: list[Damage] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
    made: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    counter: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)

    def merge(self, other: Dump) -> None:
        """Add what another dump of the same portal says; the first one has its way."""
        self.damages.extend(other.damages)
        self.repairs.counts.update(other.repairs.counts)
        self.made = self.made or other.made
        self.settings = other.settings | self.settings
        self.counter = other.counter | self.counter
        self.passed.update(other.passed)


def is_dump(file: Path) -> bool:
    """Tell whether a file is a dump, packed or not, by its first bytes."""
    try:
        with open_dump(file) as (stream, _):
            head = stream.read(1 << 16).lstrip()
    except (OSError, EOFError, lzma.LZMAError, zipfile.BadZipFile):
        return file.suffix.lower() in (".sql", ".xz", ".gz", ".bz2")
    signs = (b"INSERT INTO", b"CREATE TABLE", b"-- MySQL", b"-- MariaDB", b"/*!40", b"/*M!")
    return any(sign in head for sign in signs) and not head[:64].lower().startswith((b"<!doctype", b"<html"))


@contextmanager
def open_dump(file: Path) -> Iterator[tuple[BinaryIO, Callable[[], int]]]:
    """
    Open a dump, and say how many bytes of the file were read so far.

    Raises:
        OSError: It cannot be opened.
    """
    with file.open("rb") as raw:
        head = raw.read(6)
        raw.seek(0)
        if head.startswith(b"\xfd7zXZ"):
            with lzma.open(raw) as stream:
                yield cast("BinaryIO", stream), raw.tell
        elif head.startswith(b"\x1f\x8b"):
            with gzip.open(raw) as stream:
                yield cast("BinaryIO", stream), raw.tell
        elif head.startswith(b"BZh"):
            with bz2.open(raw) as stream:
                yield cast("BinaryIO", stream), raw.tell
        elif head.startswith(b"PK"):
            with zipfile.ZipFile(raw) as archive:
                names = sorted(name for name in archive.namelist() if name.lower().endswith(".sql"))
                if not names:
                    raise FileNotFoundError(file)
                with archive.open(names[0]) as stream:
                    yield cast("BinaryIO", stream), raw.tell
        else:
            yield raw, raw.tell


def read_dump(file: Path, staging: Staging, on_progress: OnProgress) -> Dump:
    """
    Read a dump in one pass.

    Only where that shows that the end of it is missing, the copies of articles that each category's own table
    holds are read in a second one.

    Raises:
        OSError: The file cannot be opened.
    """
    dump = Dump()
    _read(file, staging, dump, on_progress, wants_copies=False)
    if dump.damages and staging.has_detail_only():
        _read(file, staging, Dump(repairs=dump.repairs), on_progress, wants_copies=True)
    return dump


def _read(file: Path, staging: Staging, dump: Dump, on_progress: OnProgress, *, wants_copies: bool) -> None:
    places: dict[str, Place | None] = {}

    def wish(table: str) -> Wish:
        place = places.setdefault(table, place_of(table))
        if place is None:
            return Wish.LEAVE if wants_copies else Wish.COUNT
        return Wish.READ if (place.part == "copies") is wants_copies else Wish.LEAVE

    size = file.stat().st_size
    with open_dump(file) as (stream, position):
        reader = DumpReader(stream, wish)
        for count, row in enumerate(reader.rows()):
            place = places[row.table]
            if place is None or len(row.cells) != len(row.columns):
                reader.damages.append(Damage(reader.place, row.table, "số cột của một dòng không khớp với bảng"))
                continue
            record = _record(row, place, dump.repairs)
            if record is None:
                dump.passed[row.table] += 1
            else:
                _keep(place, record, staging, dump)
            if count % _REPORT_EVERY == 0:
                on_progress(min(position(), size), size)
    on_progress(size, size)
    dump.damages.extend(reader.damages)
    dump.made = reader.finished
    dump.passed.update(reader.counted)


def _record(row: Row, place: Place, repairs: Repairs) -> dict[str, str] | None:
    """Return the columns that are read, as text; None where the table only looks like one that is read."""
    part = "rows" if place.part == "copies" else place.part
    if part == "rows" and not ARTICLE_COLUMNS.issubset(row.columns):
        return None
    wanted = COLUMNS[part]
    return {
        column: decode_bytes(cell, repairs)
        for column, cell in zip(row.columns, row.cells, strict=True)
        if cell is not None and column in wanted
    }


def _keep(place: Place, record: dict[str, str], staging: Staging, dump: Dump) -> None:
    """Put a record where it belongs."""
    part = place.part
    set_ = place.set if place.module else f"{place.prefix}_{place.language}".rstrip("_")
    if part in ("rows", "copies"):
        staging.add_article(set_, number(record, "id"), record)
    elif part in ("detail", "bodyhtml"):
        staging.add_detail(set_, number(record, "id"), record, is_body=part == "bodyhtml")
    elif part in _BY_NUMBER:
        staging.add_name(set_, part, number(record, _BY_NUMBER[part]), record)
    elif part in _OF_ARTICLE:
        module = record.get("module", "")
        if part == "comment":
            staging.add_link(f"{set_}_{module.replace('-', '_')}", "comments", number(record, "id"), record)
        else:
            staging.add_link(set_, part, number(record, _OF_ARTICLE[part]), record)
    elif part == "counter":
        key = (record.get("c_type", ""), record.get("c_val", ""))
        dump.counter[key] = (number(record, "c_count"), number(record, "last_update"))
    elif part == "config" and record.get("config_name") in SETTINGS and record.get("config_value"):
        dump.settings.setdefault(record["config_name"], record["config_value"])


def number(record: Mapping[str, str], column: str) -> int:
    """Return the whole number in a column; 0 where it is none."""
    text = record.get(column, "").strip().partition(".")[0]
    try:
        return int(text) if len(text) <= _LONGEST_NUMBER else 0
    except ValueError:
        return 0
