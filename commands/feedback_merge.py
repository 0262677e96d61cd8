"""`./inv feedback-merge`: votes and approved comments into `content/`, in one commit."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

from invoke import Exit

from commands.terminal import shown
from feedback.merge import Merged, merge
from feedback.repository import RepositoryError
from feedback.store import StoreError, opened
from feedback.visits_files import SpliceError
from plugins.press.disk import explain


def run(content: Path, database: Path, *, as_json: bool) -> None:
    """
    Merge and say what was done.

    Raises:
        Exit: With code 1 when nothing could be committed; what to do has been said.
    """
    require_database(database)
    try:
        with opened(database) as connection:
            merged = merge(content, connection)
    except (RepositoryError, SpliceError, StoreError) as error:
        raise Exit(str(error), code=1) from error
    except OSError as error:
        raise Exit(explain(error, error.filename or content), code=1) from error
    except sqlite3.Error as error:
        raise database_failure(database, error) from error
    print(json.dumps(asdict(merged), ensure_ascii=False) if as_json else _words(merged))


def require_database(database: Path) -> None:
    """
    Hold the option's value against what there is.

    Raises:
        Exit: With code 1 where there is no such file.
    """
    if not database.is_file():
        message = f"Chưa có {shown(database)}: ./inv feedback chưa chạy ở đây bao giờ. (No feedback yet.)"
        raise Exit(message, code=1)


def database_failure(database: Path, error: sqlite3.Error) -> Exit:
    """Return the exception that ends a command where SQLite cannot do its work."""
    return Exit(f"{shown(database)}: cơ sở dữ liệu có lỗi: {error} (The database failed.)", code=1)


def _words(merged: Merged) -> str:
    counts = f"Bài có đánh giá mới: {len(merged.articles)}; ý kiến đang hiện: {merged.comments}."
    lines = ["Không có gì mới. (Nothing new.)"]
    if merged.commit:
        lines = [f"Đã ghi vào Git: {merged.commit[:12]}. {counts}", *(f"  {path}" for path in merged.files)]
    lost = [f"Không còn bài {slug}: đánh giá và ý kiến của bài vẫn nằm trong cơ sở dữ liệu." for slug in merged.lost]
    return "\n".join((*lines, *lost))
