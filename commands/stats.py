"""`./inv stats`: visits and views out of the web server's logs."""

from __future__ import annotations

import fcntl
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.options import usage_error
from feedback.content_lock import alone_in
from feedback.visits_count import Count, count_logs
from feedback.visits_files import SpliceError
from feedback.visits_publish import Published, publish
from feedback.visits_state import State, StateError
from plugins.newsroom.vietnamese import format_number
from plugins.press.disk import explain

_SHOWN: Final = 20
_LABELS: Final = {"today": "Hôm nay", "month": "Tháng", "total": "Tổng"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be counted: the logs, the content folder, where counting remembers, and whether to write again."""

    logs: tuple[Path, ...]
    content: Path
    state: Path
    again: bool


def run(order: Order, *, as_json: bool) -> None:
    """
    Count what is new in the logs, and bring it into the content.

    Raises:
        Exit: With code 1 when a log, the state or a file of the content cannot be used; what could be counted is.
    """
    if not order.logs:
        raise usage_error("Thiếu --log: hãy cho biết tệp nhật ký. (Name at least one log.)")
    try:
        with _alone(order.state), closing(State(order.state)) as state:
            with state.change():
                count = count_logs(order.logs, state.marks(), state.keys(), state.closed())
                state.take(count)
            with alone_in(order.content):
                published = publish(order.content, state, again=order.again)
    except (StateError, SpliceError) as error:
        raise Exit(str(error), code=1) from error
    except sqlite3.Error as error:
        raise Exit(f"{order.state}: {error}. Cách sửa: xem lại --state. (The state is unusable.)", code=1) from error
    except OSError as error:
        raise Exit(explain(error), code=1) from error
    print(_as_line(count, published) if as_json else _as_text(count, published))
    _tell_malformed(count)
    if count.failures:
        raise Exit("\n".join(str(failure) for failure in count.failures), code=1)


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """Let one count at a time work with *state*; another waits."""
    state.parent.mkdir(parents=True, exist_ok=True)
    with state.with_name(f"{state.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _as_line(count: Count, published: Published) -> str:
    """Return what was counted as one JSON object; `today`, `month` and `total` are there once anything is counted."""
    numbers = {name: {"visits": visits, "date": day.isoformat()} for name, (visits, day) in published.numbers.items()}
    return json.dumps(
        {
            "lines": count.lines,
            "malformed": len(count.malformed),
            "late": count.late,
            **numbers,
            "articles": published.articles,
            "files": list(published.files),
        }
    )


def _as_text(count: Count, published: Published) -> str:
    lines = [f"Đã đọc {format_number(count.lines)} dòng nhật ký mới."]
    for name, (visits, day) in published.numbers.items():
        lines.append(f"  {_LABELS[name]}: {format_number(visits)} lượt truy cập, tính đến {day:%d/%m/%Y}")
    if count.late:
        lines.append(f"  {format_number(count.late)} dòng của ngày đã khoá sổ, không tính lượt truy cập. (Too late.)")
    if published.held_back:
        lines.append("Số của ngày này đã ghi rồi; --again để ghi lại. (Written already.)")
    elif published.files:
        lines.append(f"Đã ghi lượt xem của {format_number(published.articles)} bài: {', '.join(published.files)}")
    else:
        lines.append("Không có số nào đổi. (Nothing changed.)")
    return "\n".join(lines)


def _tell_malformed(count: Count) -> None:
    for one in count.malformed[:_SHOWN]:
        print(f"{one.path}:{one.line}: dòng không đúng dạng, bỏ qua (malformed): {one.seen!r}", file=sys.stderr)
    if len(count.malformed) > _SHOWN:
        print(f"… và {len(count.malformed) - _SHOWN} dòng khác. (And others.)", file=sys.stderr)
