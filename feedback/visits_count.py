"""What logs say together: the visitors of each day, as keyed hashes, and the views of each article."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from feedback.visits_lines import parse_line
from feedback.visits_log import LogError, Mark, open_log

_HASH_BYTES: Final = 8
_KEY_BYTES: Final = 32
_SHOWN: Final = 80  # characters of a line


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is not in the combined form: where, and how it begins, without its address."""

    path: Path
    line: int
    seen: str


@dataclass(slots=True)
class Count:
    """
    What was counted.

    Attributes:
        keys: Day → the secret that its visitors are hashed with.
        visitors: Day → hashes of its visitors.
        views: Slug → views.
        late: Requests of days that are closed already; they make no visit.
        lines: Lines that were read.
        malformed: Those among them that say nothing.
        marks: How far logs are read now, each with what was known of it before.
        failures: Logs that could not be read; nothing in them was counted.
    """

    keys: dict[date, bytes] = field(default_factory=dict)
    visitors: dict[date, set[bytes]] = field(default_factory=dict)
    views: Counter[str] = field(default_factory=Counter)
    late: int = 0
    lines: int = 0
    malformed: list[Malformed] = field(default_factory=list)
    marks: list[tuple[Mark, Mark | None]] = field(default_factory=list)
    failures: list[LogError] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add what another log said."""
        for day, visitors in other.visitors.items():
            self.visitors.setdefault(day, set()).update(visitors)
        self.views.update(other.views)
        self.late += other.late
        self.lines += other.lines
        self.malformed += other.malformed
        self.marks += other.marks


def count_logs(
    paths: Iterable[Path], marks: Iterable[Mark], keys: Mapping[date, bytes], closed: frozenset[date]
) -> Count:
    """
    Count what is new in logs.

    Args:
        paths: The logs; one that is named twice, or is another's copy, counts once.
        marks: How far logs were read before.
        keys: The secrets of the days that are still open; days that have none get one.
        closed: Days whose visitors are forgotten.
    """
    whole = Count(keys=dict(keys))
    known = list(marks)
    for path in paths:
        try:
            found = _count_log(path, known, whole.keys, closed)
        except LogError as error:
            whole.failures.append(error)
            continue
        for mark, before in found.marks:
            known = [*(other for other in known if other != before), mark]
        whole.add(found)
    return whole


def _count_log(path: Path, marks: Iterable[Mark], keys: dict[date, bytes], closed: frozenset[date]) -> Count:
    """Count what is new in one log; a day without a secret gets one in *keys*."""
    count = Count()
    with open_log(path, marks) as (log, before):
        for number, line in log.read(lambda rest: parse_line(rest) is not None):
            if not line.strip():
                continue
            count.lines += 1
            request = parse_line(line)
            if request is None:
                count.malformed.append(Malformed(path, number, _shown(line)))
                continue
            if request.slug:
                count.views[request.slug] += 1
            if request.visitor is None:
                continue
            if request.day in closed:
                count.late += 1
                continue
            key = keys.get(request.day)
            if key is None:
                key = keys[request.day] = secrets.token_bytes(_KEY_BYTES)
            hashed = hashlib.blake2b(request.visitor, key=key, digest_size=_HASH_BYTES).digest()
            count.visitors.setdefault(request.day, set()).add(hashed)
        if count.lines and len(count.malformed) == count.lines:
            first = count.malformed[0]
            message = f"{path}:{first.line}: không phải nhật ký dạng combined: {first.seen!r}."
            raise LogError(f"{message} Cách sửa: xem lại tên tệp và log_format. (Not a log in the combined format.)")
        if before is None or log.mark.offset != before.offset:
            count.marks.append((log.mark, before))
    return count


def _shown(line: bytes) -> str:
    """Return how a line goes on after its address."""
    return line.partition(b" ")[2][:_SHOWN].decode("utf-8", "backslashreplace")
