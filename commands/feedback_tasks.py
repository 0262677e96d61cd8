"""
The commands of `./inv` for what readers give back: their names and options, beside those in `tasks.py`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from invoke import Context, task

ROOT: Final = Path(__file__).resolve().parent.parent
CONTENT: Final = str(ROOT / "content")
OUTPUT: Final = str(ROOT / "output")
DATABASE: Final = str(ROOT / "var" / "phan-hoi.sqlite")
_DATABASE_HELP: Final = "tệp SQLite giữ đánh giá và ý kiến (mặc định: var/phan-hoi.sqlite)"


@task(
    help={
        "output": "thư mục đã xuất bản, hay liên kết tới bản đang chạy (mặc định: output)",
        "database": _DATABASE_HELP,
        "port": "cổng của 127.0.0.1 (mặc định: 8010; 0: cổng trống bất kỳ)",
        "socket": "nghe ở tệp socket này thay cho cổng",
    },
    auto_shortflags=False,
)
def feedback(
    _context: Context, *, output: str = OUTPUT, database: str = DATABASE, port: str = "8010", socket: str = ""
) -> None:
    """Nhận đánh giá và ý kiến của bạn đọc (votes and comments)."""
    from commands import feedback as command, options

    command.run(
        options.linked_folder("--output", output),
        options.target_file("--database", database),
        options.number("--port", port, least=0, most=options.LAST_PORT),
        options.target_file("--socket", socket) if socket else None,
    )
