"""`./inv search`: what the Whoosh index of a built site answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from invoke import Exit

from commands.options import usage_error
from commands.places import ROOT
from commands.terminal import shown
from plugins.newsroom.vietnamese import format_day
from plugins.press.state import state_folder
from plugins.search.address import EVERYTHING, Choices, read_choices
from plugins.search.whoosh_query import Hit, ask


def choices(value: str) -> Choices:
    """
    Return what `--filters` says.

    Raises:
        Exit: Some of it is none of the search page's.
    """
    try:
        return read_choices(value)
    except ValueError as error:
        message = (
            f"--filters: không hiểu {str(error)!r}; hãy viết như địa chỉ trang tìm kiếm, "
            "ví dụ 'chuyen-muc=kinh-te&tu=2019-01-01&du-tu=1'. (Write it as in the search page's address.)"
        )
        raise usage_error(message) from error


def run(query: str, output: Path, limit: int, *, as_json: bool, chosen: Choices = EVERYTHING) -> None:
    """
    Print the best *limit* articles for *query*, which the filters of *chosen* admit, in the order it says.

    Raises:
        Exit: With code 1 when *output* has not been built here.
    """
    try:
        hits = ask(state_folder(ROOT, output) / "search", query, limit, chosen)
    except FileNotFoundError as error:
        message = f"Chưa có chỉ mục cho {shown(output)}: hãy chạy ./inv build trước. (Build the site first.)"
        raise Exit(message, code=1) from error
    print(as_list(hits) if as_json else as_text(query, hits))


def as_list(hits: Sequence[Hit]) -> str:
    """Return the hits as a JSON list of `{rank, url, title, date, category, score}`, best first."""
    return json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2)


def as_text(query: str, hits: Sequence[Hit]) -> str:
    """Return the hits as a numbered list."""
    if not hits:
        return f"Không tìm thấy bài nào cho {query!r}. (Nothing found.)"
    return "\n".join(
        f"{hit.rank:>3}. {hit.title}\n     {format_day(datetime.fromisoformat(hit.date))} · {hit.category} · {hit.url}"
        for hit in hits
    )
