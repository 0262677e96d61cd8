"""
The commands of `./inv` for what readers give back: their names and options, beside those in `tasks.py`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from typing import Final

from invoke import Context, task

from commands.places import CONTENT, OUTPUT, ROOT

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


@task(
    help={
        "approve": "mã ý kiến cần duyệt; lặp lại được",
        "refuse": "mã ý kiến cần từ chối, kể cả ý kiến đã duyệt; lặp lại được",
        "state": "những ý kiến cần xem: waiting (mặc định, chờ duyệt), approved, refused, all",
        "database": _DATABASE_HELP,
        "json": "in kết quả dạng JSON ra stdout",
    },
    iterable=["approve", "refuse"],
    auto_shortflags=False,
)
def comments(
    _context: Context,
    *,
    approve: list[str],
    refuse: list[str],
    state: str = "waiting",
    database: str = DATABASE,
    json: bool = False,
) -> None:
    """Xem, duyệt, từ chối ý kiến bạn đọc (moderate comments)."""
    from commands import comments as command, options

    order = command.Order(
        database=options.target_file("--database", database),
        approve=tuple(approve),
        refuse=tuple(refuse),
        states=command.states_of(state),
    )
    command.run(order, as_json=json)


@task(
    name="feedback-merge",
    help={
        "content": "thư mục nội dung, nằm trong kho Git (mặc định: content)",
        "database": _DATABASE_HELP,
        "json": "in kết quả dạng JSON ra stdout",
    },
    auto_shortflags=False,
)
def feedback_merge(_context: Context, *, content: str = CONTENT, database: str = DATABASE, json: bool = False) -> None:
    """Đưa đánh giá, ý kiến đã duyệt vào nội dung (one commit)."""
    from commands import feedback_merge as command, options

    command.run(options.content_folder(content), options.target_file("--database", database), as_json=json)
