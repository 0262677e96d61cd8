"""`./inv deploy` and `./inv rollback`: what is built becomes what readers see, or what they saw before."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from invoke import Exit

from commands.environment import LIVE_LOCK, install_packages
from commands.options import usage_error
from commands.places import ROOT
from commands.verify import memory_of
from deploy.problem import DeployError
from deploy.targets import Target, choose_target, read_targets
from plugins.newsroom.vietnamese import format_number
from plugins.press.state import only_build, state_folder

if TYPE_CHECKING:
    from deploy.publishing import Outcome

STATE: Final = ROOT / ".cache" / "deploy"
PUBLIC_FILES: Final = 0o022  # umask: whoever publishes, the web server reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be published.

    Attributes:
        output: The built site's folder.
        target: The target's name.
        config: The file that names the targets.
        allow_drop, allow_vanish: What readers may lose: articles, addresses (see `deploy.fitness`).
        clean: Take nothing from earlier releases, and delete them.
        dry_run: Only look.
    """

    output: Path
    target: str
    config: Path
    allow_drop: bool = False
    allow_vanish: bool = False
    clean: bool = False
    dry_run: bool = False


def run(order: Order) -> None:
    """
    Publish, and say what came of it.

    Raises:
        Exit: With code 1 where nothing was published; the message is the report.
    """
    install_packages(ROOT, Path(sys.prefix), LIVE_LOCK)
    from deploy import publishing  # noqa: PLC0415 - needs what was just installed

    os.umask(PUBLIC_FILES)
    start = time.monotonic()
    try:
        target = chosen(order.config, order.target)
        _refuse_overlap(order.output, target)
        with only_build(state_folder(ROOT, order.output), _tell_of_build):
            outcome = publishing.publish(
                publishing.Order(
                    output=order.output,
                    target=target,
                    state=STATE,
                    allow_drop=order.allow_drop,
                    allow_vanish=order.allow_vanish,
                    clean=order.clean,
                    dry_run=order.dry_run,
                ),
                tell_of_waiting,
            )
    except DeployError as error:
        raise Exit(f"{error}\nChưa đưa gì lên: trang đang chạy vẫn như cũ. (Nothing was published.)", code=1) from error
    print(_said(outcome, target, time.monotonic() - start))


def chosen(config: Path, name: str) -> Target:
    """
    Return the target called *name*.

    Raises:
        TargetsError: There is no such target, or the file has mistakes.
    """
    return choose_target(read_targets(config), name, config)


def _refuse_overlap(output: Path, target: Target) -> None:
    place = Path(target.path)
    if not target.host and (place.is_relative_to(output) or output.is_relative_to(place)):
        raise usage_error(
            f"{target.path}: thư mục đích và thư mục xuất bản {output} không được nằm trong nhau."
            " (The target and the output must not lie in one another.)"
        )


def _tell_of_build() -> None:
    print("Đang chờ một lượt dựng của trang này xong… (Waiting for a build.)", flush=True)


def tell_of_waiting(process: str) -> None:
    """Say that another deployment holds the target."""
    print(f"Đang chờ một lượt đưa lên khác xong (tiến trình {process})… (Waiting for another deployment.)", flush=True)


def _said(outcome: Outcome, target: Target, seconds: float) -> str:
    place = f"{target.host}:{target.path}" if target.host else target.path
    number = format_number
    if not outcome.serial:
        if not outcome.changed and not outcome.removed:
            return f"Không có gì mới: {place} đã đúng như bản dựng này. (Nothing to publish.)"
        return (
            f"Xem thử, chưa đưa gì lên {place}: {number(outcome.changed)} tệp mới hoặc đổi, {number(outcome.removed)}"
            " tệp bỏ. (Dry run.)"
        )
    lines = [
        f"Đã đưa bản {outcome.serial} lên {place} sau {seconds:.1f} giây.",
        f"  Bài:            {number(outcome.articles)}",
        f"  Tệp đổi, bỏ:    {number(outcome.changed)}, {number(outcome.removed)}; chuyển: {number(outcome.brought)}",
        f"  Tệp giữ lại:    {number(outcome.kept)} (cho trang đã mở từ trước)",
        f"  Chữ ký:         {'có' if outcome.signed else 'không (xem khoá key trong deploy.toml)'}",
    ]
    if outcome.untidy:
        lines.append(f"  Chưa dọn được bản cũ: {outcome.untidy}")
    lines.append(f"Quay lại bản trước: ./inv rollback {target.name}")
    return "\n".join(lines)


def roll_back(config: Path, name: str, to: int | None) -> None:
    """
    Let readers see an earlier release of the target *name*, and say so.

    Raises:
        Exit: With code 1 where that is impossible; nothing was switched.
    """
    install_packages(ROOT, Path(sys.prefix), LIVE_LOCK)
    from deploy import publishing  # noqa: PLC0415 - needs what was just installed

    try:
        target = chosen(config, name)
        before, now = publishing.roll_back(target, to, tell_of_waiting)
    except DeployError as error:
        raise Exit(f"{error}\nTrang đang chạy vẫn như cũ. (Nothing was switched.)", code=1) from error
    if before == now:
        print(f"Bản {now} đang chạy rồi. (This release is live already.)")
        return
    if not target.host:
        memory_of(target.path).unlink(missing_ok=True)  # whoever rolls back here knows that this release is an old one
    print(
        f"Đã chuyển từ bản {before} sang bản {now}. (Rolled back.)\n"
        f"Máy khác đang theo dõi bằng ./inv verify cần một lần: --min-serial {now}"
    )
