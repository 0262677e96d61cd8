"""`./inv verify` and `./inv keygen`: is what readers get what was published, and the keys that prove it."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from invoke import Exit

from commands.environment import LIVE_LOCK, install_packages
from commands.options import usage_error
from commands.places import ROOT
from deploy.problem import DeployError
from plugins.newsroom.vietnamese import format_number

if TYPE_CHECKING:
    from deploy.findings import Verdict

STATE: Final = ROOT / ".cache" / "verify"
KEYS: Final = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "cong-tin"

DIFFERS: Final = 1
UNCHECKED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be checked.

    Attributes:
        target: An address (https://…), or a folder: a release, a target with `current`, or a build's output.
        key: The public key of whoever publishes, None: `release.pub` in `KEYS`, where there is one.
        least: The least serial that is no replay, None: the greatest that was seen there.
        sample: How many files of a server are asked for, 0: all.
    """

    target: str
    key: Path | None
    least: int | None
    sample: int


def run(order: Order) -> None:
    """
    Check, and name every file that is not as it was published.

    Raises:
        Exit: With code 1 where something differs, with 2 where it cannot be checked.
    """
    install_packages(ROOT, Path(sys.prefix), LIVE_LOCK)
    try:
        verdict = check(order)
    except (DeployError, OSError, ValueError) as error:
        raise Exit(f"Không kiểm được: {error} (Cannot be checked.)", code=UNCHECKED) from error
    for line in (*verdict.findings, *(f"CHƯA KIỂM {what}" for what in verdict.unchecked)):
        print(line)
    print(_summary(verdict))
    if verdict.findings or verdict.unchecked:
        raise Exit(code=DIFFERS if verdict.findings else UNCHECKED)


def check(order: Order) -> Verdict:
    """
    Return what the check came to, and remember the release that was found in order.

    Raises:
        DeployError: The key cannot be used.
        OSError, ValueError: The folder or what is remembered of it cannot be read.
    """
    from deploy.findings import Ask  # noqa: PLC0415 - needs what was just installed
    from deploy.folder_check import check_folder  # noqa: PLC0415 - the same
    from deploy.keys import PUBLIC, read_public  # noqa: PLC0415 - the same
    from deploy.seen import Seen, keep_seen, read_seen  # noqa: PLC0415 - beside its neighbours
    from deploy.server_check import check_server  # noqa: PLC0415 - the same

    usual = KEYS / PUBLIC
    key = order.key or (usual if usual.is_file() else None)
    is_url = order.target.startswith(("http://", "https://"))
    folder = Path(order.target)
    place = order.target.rstrip("/") if is_url else str(_home(folder).resolve())
    memory = memory_of(place)
    seen = read_seen(memory) if order.least is None else None
    ask = Ask(
        key=read_public(key) if key else None,
        least=order.least if order.least is not None else (seen.serial if seen else 0),
        seen=seen,
    )
    verdict = check_server(order.target, ask, order.sample) if is_url else check_folder(_site(folder), ask)
    if verdict.release is not None and not verdict.is_suspect:
        keep_seen(memory, Seen(verdict.release.serial, verdict.release.index))
    return verdict


def memory_of(place: str) -> Path:
    """Return the file that remembers the last release seen at *place*, an address or a target's absolute folder."""
    return STATE / f"{hashlib.blake2b(place.encode(), digest_size=8).hexdigest()}.json"


def _home(folder: Path) -> Path:
    """Return what a folder is remembered as: a target is the same place by whichever of its names."""
    return folder.parent if folder.name == "current" and folder.is_symlink() else folder


def _site(folder: Path) -> Path:
    """Return the folder of files that readers see."""
    return folder / "current" if (folder / "current").is_symlink() else folder


def target(value: str) -> str:
    """
    Return the address or the folder that is to be checked.

    Raises:
        Exit: It is neither.
    """
    if value.startswith(("http://", "https://")) or Path(value).is_dir():
        return value
    raise usage_error(f"--target: {value!r} không phải là địa chỉ http(s):// hay thư mục. (Neither URL nor folder.)")


def _summary(verdict: Verdict) -> str:
    release = verdict.release
    what = f"bản {release.serial}, {release.created}" if release else "bản chưa ký, theo manifest/"
    signed = ", chữ ký đúng" if verdict.is_signed else ""
    count = format_number(verdict.checked)
    if verdict.findings:
        return f"{len(verdict.findings)} tệp không đúng như đã xuất bản, trong {count} tệp ({what}{signed}). (Differs.)"
    if verdict.unchecked:
        return f"Chưa kiểm được hết {count} tệp ({what}{signed}). (Not all could be checked.)"
    return f"Đúng như đã xuất bản: {count} tệp, {what}{signed}. (All files are as published.)"


def make_keys(folder: Path) -> None:
    """
    Make a pair of keys in *folder*, and say what to do with them.

    Raises:
        Exit: With code 1 where there are keys already, or the folder belongs to the project.
    """
    if folder.resolve().is_relative_to(ROOT):
        message = (
            f"{folder}: nằm trong thư mục dự án, khoá bí mật có thể bị đưa vào Git; hãy chọn nơi khác bằng --out."
            " (Inside the project; choose another folder.)"
        )
        raise Exit(message, code=1)
    install_packages(ROOT, Path(sys.prefix), LIVE_LOCK)
    from deploy import keys  # noqa: PLC0415 - needs what was just installed

    try:
        private, public = keys.make_keys(folder)
    except DeployError as error:
        raise Exit(str(error), code=1) from error
    print(
        f"Khoá bí mật: {private}\n"
        "  Ghi đường dẫn này vào key trong deploy.toml; cất một bản sao ở nơi an toàn, không đưa cho ai.\n"
        f"Khoá công khai: {public}\n"
        "  Chép sang máy theo dõi; dùng: ./inv verify --target https://… --key release.pub"
    )
