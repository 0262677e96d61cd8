"""`./inv due`: has the moment come at which the published site changes by itself?"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from invoke import Exit

from commands.options import usage_error

NOT_YET = 1


def run(summary: Path, now: datetime) -> None:
    """
    Say whether a build is due; without a summary there is nothing published yet, and one is.

    Args:
        summary: What `./inv build --json` printed when the site was published last.
        now: The moment.

    Raises:
        Exit: With code 1 when nothing is due yet, with 2 when the file is no such summary.
    """
    try:
        said = json.loads(summary.read_bytes())
        moment = said["next_due"] and datetime.fromisoformat(said["next_due"])
        is_due = bool(moment) and moment <= now
    except FileNotFoundError:
        print("Chưa đăng lần nào: cần dựng. (Nothing was published yet.)")
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{summary}: không phải kết quả của ./inv build --json: {error!r}. (Not the summary of a build.)"
        raise usage_error(message) from error
    if not is_due:
        when = f"lần đổi tới: {moment:%d/%m/%Y %H:%M}" if moment else "không có bài nào đang chờ"
        raise Exit(f"Chưa đến hạn; {when}. (Not due yet.)", code=NOT_YET)
    print(f"Đã đến hạn: {moment:%d/%m/%Y %H:%M}. (Due.)")
