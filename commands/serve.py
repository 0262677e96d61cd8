"""`./inv serve`: the built site on this machine."""

from __future__ import annotations

import errno
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path

from invoke import Exit

from commands.terminal import shown
from deploy.preview import make_server


def run(output: Path, port: int, feedback: int = 0) -> None:
    """
    Serve *output* until Ctrl-C; votes and comments go to the service at port *feedback*, if it is there.

    Raises:
        Exit: With code 1 when nothing is built there or the port cannot be had.
    """
    if not (output / "index.html").is_file():
        message = f"Chưa có trang trong {shown(output)}: hãy chạy ./inv build trước. (Build the site first.)"
        raise Exit(message, code=1)
    with opened(lambda: make_server(output, port, feedback), port) as server:
        print(f"Xem trang tại http://127.0.0.1:{server.server_port}/ – Ctrl-C để dừng.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nĐã dừng.")


def opened(make: Callable[[], ThreadingHTTPServer], port: int) -> ThreadingHTTPServer:
    """
    Return the server that *make* makes on *port*.

    Raises:
        Exit: With code 1 when the port cannot be had.
    """
    try:
        return make()
    except OSError as error:
        cause = "đang có chương trình khác dùng" if error.errno == errno.EADDRINUSE else "hệ thống không cho dùng"
        message = f"Cổng {port}: {cause}; hãy chọn cổng khác, hoặc --port 0: cổng trống bất kỳ. (Port not available.)"
        raise Exit(message, code=1) from error
