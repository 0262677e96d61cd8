"""`./inv comments`: what readers wrote, for an editor to approve or refuse."""

from __future__ import annotations

import json
import sqlite3
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.feedback_merge import database_failure, require_database
from commands.options import usage_error
from feedback.store import STATES, Comment, State, StoreError, comments_in, judge, opened, transaction
from plugins.newsroom.moment import ZONE

_NAMES: Final[dict[State, str]] = {"waiting": "chờ duyệt", "approved": "đã duyệt", "refused": "đã từ chối"}
_WIDTH: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked: identifiers to approve and to refuse, and the states of the comments to show."""

    database: Path
    approve: tuple[str, ...]
    refuse: tuple[str, ...]
    states: tuple[State, ...]


def states_of(value: str) -> tuple[State, ...]:
    """
    Return the states that the option `--state` names.

    Raises:
        Exit: There is no such state.
    """
    if value == "all":
        return STATES
    if value not in STATES:
        raise usage_error(f"--state: không có {value!r}; có: {', '.join(STATES)}, all. (No such state.)")
    return (STATES[STATES.index(value)],)


def run(order: Order, *, as_json: bool) -> None:
    """
    Approve and refuse, then show the comments that are asked for.

    Raises:
        Exit: With code 2 when an identifier is to be approved and refused, with 1 when there is none such.
    """
    twice = sorted(set(order.approve) & set(order.refuse))
    if twice:
        raise usage_error(f"Vừa duyệt vừa từ chối {', '.join(twice)}. (Approved and refused at once.)")
    require_database(order.database)
    try:
        with opened(order.database) as connection:
            _judge(connection, order)
            found = comments_in(connection, order.states)
    except StoreError as error:
        raise Exit(str(error), code=1) from error
    except sqlite3.Error as error:
        raise database_failure(order.database, error) from error
    print(_as_json(found) if as_json else _words(found, order))


def _judge(connection: sqlite3.Connection, order: Order) -> None:
    with transaction(connection):
        unknown = (*judge(connection, order.approve, "approved"), *judge(connection, order.refuse, "refused"))
        if unknown:
            message = f"Không có ý kiến {', '.join(unknown)}; không đổi gì. Xem mã bằng ./inv comments --state all."
            raise Exit(f"{message} (No such comment.)", code=1)


def _as_json(found: Sequence[Comment]) -> str:
    rows = [
        {
            "id": comment.id,
            "article": comment.slug,
            "name": comment.name,
            "time": _time(comment).isoformat(),
            "text": comment.text,
            "state": comment.state,
        }
        for comment in found
    ]
    return json.dumps({"comments": rows}, ensure_ascii=False)


def _words(found: Sequence[Comment], order: Order) -> str:
    lines: list[str] = []
    for done, identifiers in (("Đã duyệt", order.approve), ("Đã từ chối", order.refuse)):
        if identifiers:
            lines.append(f"{done}: {', '.join(identifiers)}.")
    for comment in found:
        lines += ["", f"{comment.id}  {_NAMES[comment.state]}  {_time(comment):%d/%m/%Y %H:%M}  bài {comment.slug}"]
        lines.append(f"  {comment.name}:")
        for paragraph in comment.text.splitlines():
            lines += textwrap.wrap(paragraph, _WIDTH, initial_indent="    ", subsequent_indent="    ") or [""]
    names = " hoặc ".join(_NAMES[state] for state in order.states)
    lines += ["", f"{len(found)} ý kiến {names}."]
    if any(comment.state == "waiting" for comment in found):
        lines.append("Duyệt: ./inv comments --approve MÃ; từ chối: ./inv comments --refuse MÃ (lặp lại được).")
    if order.approve or order.refuse:
        lines.append("Lần ./inv feedback-merge tới sẽ đưa lên trang, hoặc gỡ xuống.")
    return "\n".join(lines).strip()


def _time(comment: Comment) -> datetime:
    return datetime.fromtimestamp(comment.received, ZONE)
