"""`./inv desk`: the editors' desk in front of a repository, until Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import logging
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from invoke import Exit

from commands.desk_workshop import ProcessWorkshop, Task
from commands.environment import SERVICE_LOCK, install_packages
from commands.options import usage_error
from commands.places import ROOT
from commands.terminal import shown
from desk.repository import GitError, Repository
from desk.saving import Desk
from desk.users import Directory, UsersError
from desk.workshop import Places
from plugins.newsroom.moment import ZONE
from plugins.press.interruption import stoppable
from plugins.press.state import state_folder

USERS: Final = ROOT / ".desk" / "users.json"
GRACE: Final = 3  # seconds that open requests have at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    How the desk is set up.

    Attributes:
        repo: The repository, or its work tree.
        branch: The branch; "" for the one that is checked out.
        port: 0 takes any free one.
        address: As browsers reach the desk when a web server stands before it, "" for this machine alone.
        users: The file of users.
        output: Where readers' site is built after each save, None for nowhere.
        production: Whether that is for readers and crawlers.
    """

    repo: Path
    branch: str
    port: int
    address: str
    users: Path
    output: Path | None
    production: bool


def check_address(value: str) -> str:
    """
    Return the origin that `--address` names.

    Raises:
        Exit: It is none, or one that a token may not be sent to.
    """
    parts = urlsplit(value)
    is_here = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme not in ("https", *(("http",) if is_here else ())) or not parts.hostname or parts.path.strip("/"):
        raise usage_error(f"--address: {value!r}: hãy viết như https://bientap.tinh.gov.vn. (An https origin.)")
    return f"{parts.scheme}://{parts.netloc}"


def run(order: Order) -> None:
    """
    Serve until Ctrl-C or SIGTERM.

    Raises:
        Exit: With code 1 when the repository, the users or the port cannot be had.
    """
    install_packages(ROOT, Path(sys.prefix), SERVICE_LOCK)
    directory = Directory(order.users)
    try:
        repository = Repository(order.repo, order.branch)
        tree = repository.tree(repository.head())
        users = directory.everyone()
    except (GitError, UsersError) as error:
        raise Exit(str(error), code=1) from error
    if not any(path.startswith("content/articles/") for path in tree):
        raise Exit(f"{shown(order.repo)}: nhánh {repository.branch} không có content/articles. (No content.)", code=1)
    if not users:
        print("Chưa có ai đăng nhập được: hãy chạy ./inv desk-user trước. (No users yet.)", file=sys.stderr)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("desk").setLevel(logging.INFO)
    places = places_of(order)
    task = Task(content=places.content, preview=places.preview, output=order.output, is_production=order.production)
    workshop = ProcessWorkshop(task)
    desk = Desk(repository, places, workshop, lambda: datetime.now(ZONE).replace(microsecond=0))
    with (
        contextlib.closing(workshop),
        stoppable(),
        _listening(order.port) as listener,
        contextlib.suppress(KeyboardInterrupt),
    ):
        _serve(order, desk, directory, listener)
    print("\nĐã dừng.", flush=True)


def places_of(order: Order) -> Places:
    """Return the desk's own folders; another repository or branch has others."""
    folder = state_folder(ROOT, order.repo / ".desk" / order.branch)
    return Places(tree=folder / "tree", index=folder / "index", preview=folder / "preview")


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """Yield a socket that listens on this machine alone."""
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        cause = "đang có chương trình khác dùng" if error.errno == errno.EADDRINUSE else "hệ thống không cho dùng"
        raise Exit(f"Cổng {port}: {cause}; hãy chọn cổng khác, hoặc --port 0. (Port not available.)", code=1) from error
    with listener:
        yield listener


def _serve(order: Order, desk: Desk, directory: Directory, listener: socket.socket) -> None:
    # These need the packages that `run` has brought.
    import uvicorn  # noqa: PLC0415

    from desk.gateway import Address, make_application  # noqa: PLC0415
    from desk.identity import Doorkeeper  # noqa: PLC0415
    from desk.preview import Keys  # noqa: PLC0415

    port = listener.getsockname()[1]
    local = f"http://127.0.0.1:{port}"
    address = Address(origin=order.address or local, others=(local, f"http://localhost:{port}"))
    application = make_application(desk, Doorkeeper(directory, time.monotonic), Keys(directory), address)
    settings = uvicorn.Config(
        application,
        access_log=False,  # it would log addresses as they come
        log_config=None,
        server_header=False,
        proxy_headers=bool(order.address),
        timeout_graceful_shutdown=GRACE,
        lifespan="off",
    )
    desk.renew()
    print(f"Bàn biên tập: {order.address or local}/admin/ – Ctrl-C để dừng.", flush=True)
    uvicorn.Server(settings).run(sockets=[listener])
