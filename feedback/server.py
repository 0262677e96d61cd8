"""The service as a process: its files, its socket, its end."""

from __future__ import annotations

import socket
import stat
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from feedback.app import make_app
from feedback.articles import Articles
from feedback.secret_file import load_secret
from feedback.service import Service
from feedback.store import connect
from feedback.writer import Writer

_GRACE_SECONDS: Final = 5
_BACKLOG: Final = 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service listens: a socket file, or a port of 127.0.0.1 (0: any free one) where that is None."""

    file: Path | None
    port: int = 0


def secret_path(database: Path) -> Path:
    """Return where the secret of the service with this database lies."""
    return database.with_suffix(".key")


def serve(output: Path, database: Path, place: Place, on_ready: Callable[[str], None]) -> None:
    """
    Serve until SIGTERM or Ctrl-C; what was begun is answered first.

    Args:
        output: The published site.
        database: Made where there is none, with the secret beside it.
        place: Where to listen.
        on_ready: Called with the address once connections are taken.

    Raises:
        OSError: The place cannot be had, or the secret's file.
        SecretError: Nor can the secret.
        StoreError, sqlite3.Error: Nor can the database.
    """
    secret = load_secret(secret_path(database))
    with closing(Writer(database)) as writer, closing(connect(database)) as reader, closing(_listen(place)) as door:
        app = make_app(Service(Articles(output), writer, reader, secret), time.time)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # it would keep addresses
            proxy_headers=False,  # `app` asks the one header that our proxy sets
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        name = door.getsockname()
        on_ready(f"unix:{name}" if isinstance(name, str) else f"http://{name[0]}:{name[1]}")
        try:
            uvicorn.Server(config).run(sockets=[door])
        finally:
            if place.file is not None:
                place.file.unlink(missing_ok=True)


def _listen(place: Place) -> socket.socket:
    """Return a listening socket; a socket file that a dead service left is replaced."""
    if place.file is None:
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        address: str | tuple[str, int] = ("127.0.0.1", place.port)
    else:
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        address = str(place.file)
        if place.file.exists() and stat.S_ISSOCK(place.file.stat().st_mode) and not _answers(place.file):
            place.file.unlink()
    try:
        door.bind(address)
        door.listen(_BACKLOG)
    except OSError:
        door.close()
        raise
    if place.file is not None:
        place.file.chmod(0o660)  # the web server's group
    return door


def _answers(file: Path) -> bool:
    """Tell whether somebody listens at a socket file."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(str(file)) == 0
