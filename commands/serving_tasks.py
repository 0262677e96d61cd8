"""
The commands of `./inv` that keep a published site going: their names and options, beside those in `tasks.py`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from invoke import Context, task

from commands.places import CONTENT, OUTPUT, ROOT

VISITS: Final = str(ROOT / "var" / "luot-truy-cap.sqlite")


@task(
    help={
        "output": "thư mục đã dựng, hoặc bản đang chạy (mặc định: output)",
        "target": "thư mục đích của ./inv deploy trên máy chủ (mặc định: /srv/portal)",
        "file": "tệp cấu hình để ghi, chỉ khi có đổi; không có thì in ra stdout",
        "listen": "CỔNG hay ĐỊA-CHỈ:CỔNG (mặc định: 80, hoặc 443 với --certificate); lặp lại được",
        "certificate": "thư mục có fullchain.pem và privkey.pem: phục vụ HTTPS",
        "old_host": "tên miền cũ, chuyển cả về tên miền của trang; lặp lại được",
        "feedback": "nơi dịch vụ phản hồi nghe, ví dụ 127.0.0.1:8010 hay unix:/…; không có thì không chuyển tiếp",
        "log": "nhật ký truy cập (mặc định: /var/log/nginx/portal.access.log)",
        "brotli": "nginx có mô-đun brotli_static",
    },
    iterable=["listen", "old_host"],
    auto_shortflags=False,
)
def nginx(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    output: str = OUTPUT,
    target: str = "/srv/portal",
    file: str = "",
    listen: list[str],
    certificate: str = "",
    old_host: list[str],
    feedback: str = "",
    log: str = "/var/log/nginx/portal.access.log",
    brotli: bool = False,
) -> None:
    """In cấu hình nginx cho trang đã dựng (server configuration)."""
    from commands import nginx as command, options

    order = command.Order(
        output=options.output_folder(output),
        target=target,
        file=options.target_file("--file", file) if file else None,
        listen=tuple(listen),
        old_hosts=tuple(old_host),
        certificate=certificate,
        feedback=feedback,
        log=log,
        brotli=brotli,
    )
    command.run(order)


@task(
    help={
        "summary": "tệp giữ kết quả của ./inv build --json lần đăng gần nhất",
        "now": "thời điểm, ví dụ '2026-11-24 08:30' (mặc định: bây giờ)",
    },
    positional=["summary"],
    auto_shortflags=False,
)
def due(_context: Context, summary: str, *, now: str = "") -> None:
    """Trang đã đến hạn dựng lại hay chưa (is a build due)."""
    from commands import due as command, options

    command.run(Path(summary), options.moment(now))


@task(
    help={
        "log": "nhật ký của nginx, cả tệp .gz và tệp đã xoay vòng; lặp lại được",
        "content": "thư mục nội dung (mặc định: content)",
        "state": "tệp ghi nhớ đã đếm đến đâu; không chứa địa chỉ nào",
        "again": "ghi cả khi số của ngày cuối trong nhật ký đã ghi rồi",
        "json": "in kết quả dạng JSON ra stdout",
    },
    iterable=["log"],
    auto_shortflags=False,
)
def stats(
    _context: Context,
    *,
    log: list[str],
    content: str = CONTENT,
    state: str = VISITS,
    again: bool = False,
    json: bool = False,
) -> None:
    """Đếm lượt truy cập, lượt xem từ nhật ký (count visits)."""
    from commands import options, stats as command

    order = command.Order(
        logs=tuple(Path(one) for one in log),
        content=options.content_folder(content),
        state=options.target_file("--state", state),
        again=again,
    )
    command.run(order, as_json=json)
