"""`./inv feedback`: the service that takes votes and comments."""

from __future__ import annotations

import signal
import sqlite3
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from invoke import Exit

from commands.environment import SERVICE_LOCK, install_packages
from commands.places import ROOT
from commands.terminal import shown
from plugins.press.disk import explain

if TYPE_CHECKING:
    from feedback.server import Place


def run(output: Path, database: Path, port: int, socket: Path | None) -> None:
    """
    Take votes and comments on the articles in *output* until Ctrl-C or SIGTERM.

    Args:
        output: The published site, or a link to it that releases move.
        database: Where they are kept; the secret lies beside it.
        port: Of 127.0.0.1; 0: any free one.
        socket: Listen at this file in place of a port.

    Raises:
        Exit: With code 1 when there is no site, or a file or the port cannot be had.
    """
    if not (output / "index.html").is_file():
        message = f"Chưa có trang trong {shown(output)}: hãy chạy ./inv build trước. (Build the site first.)"
        raise Exit(message, code=1)
    install_packages(ROOT, Path(sys.prefix), SERVICE_LOCK)
    from feedback.server import Place  # noqa: PLC0415 - its packages have only come now

    signal.signal(signal.SIGTERM, _stop)
    try:
        _serve(output, database, Place(socket, port))
    except KeyboardInterrupt:
        print("\nĐã dừng.")


def _serve(output: Path, database: Path, place: Place) -> None:
    """
    Serve, and say in words what stands in the way.

    Raises:
        Exit: With code 1.
    """
    from feedback.secret_file import SecretError  # noqa: PLC0415
    from feedback.server import serve  # noqa: PLC0415
    from feedback.store import StoreError  # noqa: PLC0415

    try:
        serve(output, database, place, _tell)
    except (SecretError, StoreError) as error:
        raise Exit(str(error), code=1) from error
    except OSError as error:
        where = place.file or f"127.0.0.1:{place.port}"
        raise Exit(explain(error, error.filename or where), code=1) from error
    except sqlite3.Error as error:
        message = f"{shown(database)}: không mở được cơ sở dữ liệu: {error} (The database cannot be opened.)"
        raise Exit(message, code=1) from error


def _tell(address: str) -> None:
    print(f"Dịch vụ phản hồi chạy tại {address} – Ctrl-C để dừng.", flush=True)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that what was begun is finished."""
    raise KeyboardInterrupt
