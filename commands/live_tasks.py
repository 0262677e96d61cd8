"""
The commands of `./inv` that bring a site before its readers: their names and options, beside those in `tasks.py`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from invoke import Context, task

from commands.places import OUTPUT, ROOT

DEPLOY: Final = str(ROOT / "deploy.toml")


@task(
    help={
        "target": "nơi đặt trang, một tên trong deploy.toml",
        "config": "tệp ghi các nơi đặt trang (mặc định: deploy.toml)",
        "output": "thư mục xuất bản (mặc định: output)",
        "allow_drop": "chấp nhận mất hơn 5 % số bài của trang đang chạy",
        "allow_vanish": "chấp nhận địa chỉ đang có biến mất",
        "clean": "đưa lại toàn bộ, không dùng tệp của các bản trước, rồi xoá các bản đó",
        "dry_run": "chỉ kiểm tra và đếm, không đưa gì lên",
    },
    positional=["target"],
    auto_shortflags=False,
)
def deploy(  # noqa: PLR0913 - an option each
    _context: Context,
    target: str,
    *,
    config: str = DEPLOY,
    output: str = OUTPUT,
    allow_drop: bool = False,
    allow_vanish: bool = False,
    clean: bool = False,
    dry_run: bool = False,
) -> None:
    """Đưa bản đã dựng lên mạng trong một bước (go live)."""
    from commands import deploy as command, options

    order = command.Order(
        output=options.output_folder(output),
        target=target,
        config=Path(config).resolve(),
        allow_drop=allow_drop,
        allow_vanish=allow_vanish,
        clean=clean,
        dry_run=dry_run,
    )
    command.run(order)


@task(
    help={
        "target": "nơi đặt trang, một tên trong deploy.toml",
        "config": "tệp ghi các nơi đặt trang (mặc định: deploy.toml)",
        "to": "số của bản cần quay về (mặc định: bản ngay trước)",
    },
    positional=["target"],
    auto_shortflags=False,
)
def rollback(_context: Context, target: str, *, config: str = DEPLOY, to: str = "") -> None:
    """Cho độc giả thấy lại một bản trước (an earlier release)."""
    from commands import deploy as command, options

    command.roll_back(Path(config).resolve(), target, options.number("--to", to, least=1) if to else None)


@task(
    help={
        "target": "địa chỉ https://…, hoặc thư mục: nơi đặt trang, một bản phát hành, hay thư mục xuất bản",
        "key": "tệp khoá công khai (mặc định: release.pub trong ~/.config/cong-tin, nếu có)",
        "min_serial": "số bản nhỏ nhất được chấp nhận (mặc định: số lớn nhất đã thấy ở đó)",
        "sample": "với địa chỉ: chỉ kiểm chừng ấy tệp, chọn ngẫu nhiên (mặc định: 0, tất cả)",
    },
    auto_shortflags=False,
)
def verify(_context: Context, *, target: str, key: str = "", min_serial: str = "", sample: str = "0") -> None:
    """Tìm tệp bị đổi, thêm, mất so với bản phát hành (tampering)."""
    from commands import options, verify as command

    order = command.Order(
        target=command.target(target),
        key=options.input_file("--key", key) if key else None,
        least=options.number("--min-serial", min_serial, least=0) if min_serial else None,
        sample=options.number("--sample", sample, least=0),
    )
    command.run(order)


@task(help={"out": "thư mục nhận cặp khoá (mặc định: ~/.config/cong-tin)"}, auto_shortflags=False)
def keygen(_context: Context, *, out: str = "") -> None:
    """Tạo cặp khoá để ký bản phát hành (make signing keys)."""
    from commands import options, verify as command

    command.make_keys(options.target_folder("--out", out) if out else command.KEYS)
