"""
The output folder on http://127.0.0.1, served as production serves it.

`answer` says what a request gets; the rest is sockets.  Bytes are what a reader's
browser would load: compressed where it accepts that, with the headers of `headers`.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import socketserver
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from deploy import forwarding, headers

INDEXES: Final = ("index.html", "index.xml")
KEPT_FILES: Final = 512  # read and compressed once; a front page with its parts is some 20 files

_ACCEPTS_GZIP: Final = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:$|,|;\s*q=(?!0(?:\.0*)?\s*(?:$|,)))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """
    What the browser sent.

    Attributes:
        target: The request line's target, as it came: encoded, perhaps with a query.
        accept_encoding: Header of that name, "" where absent.
        if_none_match: Header of that name, "" where absent.
    """

    target: str
    accept_encoding: str = ""
    if_none_match: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the headers that go with it, and the body."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


Respond = Callable[[Request], Answer]


@dataclass(frozen=True, slots=True)
class _File:
    """A file's bytes; `packed` is empty where compression gains nothing."""

    raw: bytes
    packed: bytes
    tag: str


def answer(output: Path, request: Request) -> Answer:
    """
    Return what production would answer to a GET of *request*.

    Args:
        output: The output folder, resolved.
        request: What the browser sent.
    """
    target, _, query = request.target.partition("?")
    path = _path(target)
    if path is None:
        return _not_found(output, request)
    place = output / path.lstrip("/")
    if os.path.isdir(place):  # noqa: PTH112 - Path.is_dir raises where a name is too long for the disk
        index = next((name for name in INDEXES if (place / name).is_file()), None)
        if index is None:
            return _not_found(output, request)
        if not path.endswith("/"):
            location = f"{quote(path)}/?{query}" if query else f"{quote(path)}/"
            return Answer(HTTPStatus.MOVED_PERMANENTLY, (*headers.SECURITY, ("Location", location)))
        path += index
    file = _read(output, path)
    return _not_found(output, request) if file is None else _send(file, path, request, HTTPStatus.OK)


def _path(target: str) -> str | None:
    """Return the decoded path, or None where no published file can be meant (`..`, dot files, `//host`)."""
    try:
        path = unquote_to_bytes(target).decode()
    except UnicodeDecodeError:
        return None
    parts = path.split("/")[1:]
    empty = any(not part for part in parts[:-1])
    hidden = any(part.startswith(".") for part in parts)
    if not path.startswith("/") or empty or hidden or "\\" in path or not path.isprintable():
        return None
    return path


def _read(output: Path, path: str) -> _File | None:
    """Return the file at *path*, None where there is none or a link leads out of the folder."""
    if path.endswith("/"):
        return None
    try:
        place = (output / path.lstrip("/")).resolve(strict=True)
        state = place.stat()
    except OSError:
        return None
    if not place.is_file() or not place.is_relative_to(output):
        return None
    return _load(place, state.st_mtime_ns, state.st_size, packable=headers.is_compressible(path))


@lru_cache(maxsize=KEPT_FILES)
def _load(place: Path, _mtime: int, _size: int, *, packable: bool) -> _File:
    """Return the file with its compressed form; its time and size are there to notice a new build."""
    raw = place.read_bytes()
    packed = gzip.compress(raw, mtime=0) if packable else b""
    return _File(raw, packed if len(packed) < len(raw) else b"", hashlib.sha256(raw).hexdigest()[:20])


def _send(file: _File, path: str, request: Request, status: HTTPStatus) -> Answer:
    packed = bool(file.packed) and _ACCEPTS_GZIP.search(request.accept_encoding) is not None
    tag = f'"{file.tag}{"-gzip" if packed else ""}"'
    found = status is HTTPStatus.OK
    fields = [
        *headers.SECURITY,
        ("Cache-Control", headers.cache_control(path) if found else headers.REVALIDATE),
        ("ETag", tag),
    ]
    if file.packed:
        fields.append(("Vary", "Accept-Encoding"))
    if found and tag in request.if_none_match:
        return Answer(HTTPStatus.NOT_MODIFIED, tuple(fields))
    fields.append(("Content-Type", headers.content_type(path)))
    if packed:
        fields.append(("Content-Encoding", "gzip"))
    return Answer(status, tuple(fields), file.packed if packed else file.raw)


def _not_found(output: Path, request: Request) -> Answer:
    page = _read(output, "/404.html") or _File(b"404\n", b"", "none")
    return _send(page, "/404.html", request, HTTPStatus.NOT_FOUND)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as in production
    server_version = "preview"
    sys_version = ""
    wbufsize = -1  # headers and body leave in one piece …
    disable_nagle_algorithm = True  # … and at once, so that measured times are not those of delayed packets
    timeout = 60

    def __init__(
        self, request: object, client: object, server: socketserver.BaseServer, *, respond: Respond, feedback: int
    ) -> None:
        self.respond = respond
        self.feedback = feedback
        super().__init__(request, client, server)  # type: ignore[arg-type]  # typeshed names the socket's private types

    def do_GET(self) -> None:
        self._reply(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        self._reply(self._answer(), with_body=False)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self._is_feedback() and length.isdecimal() and int(length) <= forwarding.MOST_BYTES:
            self._reply(self._forward(self.rfile.read(int(length))), with_body=True)
        else:
            self._refuse()

    def _refuse(self) -> None:
        self.close_connection = True  # its body was not read
        fields = (*headers.SECURITY, ("Allow", "GET, HEAD"), ("Connection", "close"))
        self._reply(Answer(HTTPStatus.METHOD_NOT_ALLOWED, fields), with_body=False)

    do_DELETE = do_OPTIONS = do_PATCH = do_PUT = _refuse  # noqa: N815 - the standard library's names

    def _is_feedback(self) -> bool:
        return self.path.startswith(forwarding.PREFIX)

    def _forward(self, body: bytes = b"") -> Answer:
        """Return what the service of votes and comments answers."""
        fields = {name.lower(): value for name, value in self.headers.items()}
        sent = forwarding.Sent(self.command, self.path, fields, body, str(self.client_address[0]))
        found = forwarding.forward(self.feedback, sent)
        return Answer(found.status, found.headers, found.body)

    def _answer(self) -> Answer:
        if self._is_feedback():
            return self._forward()
        return self.respond(
            Request(
                self.path,
                self.headers.get("Accept-Encoding", ""),
                self.headers.get("If-None-Match", ""),
            ),
        )

    def _reply(self, reply: Answer, *, with_body: bool) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing: a page is dozens of requests."""


class Preview(ThreadingHTTPServer):
    """A threading server that asks no name server for its own name, and takes a browser's burst of connections."""

    daemon_threads = True
    request_queue_size = 128

    def server_bind(self) -> None:
        """Bind the socket; the standard library would look up the host's full name here."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a browser that hung up; anything else is a defect and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def make_server(output: Path, port: int = 0, feedback: int = 0) -> ThreadingHTTPServer:
    """
    Return a server of *output*, and of the service of votes and comments at port *feedback*; see `serve_answers`.

    Raises:
        OSError: The port is taken or not allowed.
    """
    return serve_answers(partial(answer, output.resolve()), port, feedback)


def serve_answers(respond: Respond, port: int = 0, feedback: int = 0) -> ThreadingHTTPServer:
    """
    Return a server on 127.0.0.1, listening; the caller runs `serve_forever` and closes it.

    Args:
        respond: Says what a GET gets; called from several threads at once.
        port: 0 takes any free port; `server_port` of the result tells which.
        feedback: Where requests below `/phan-hoi/` are passed on to; 0: nowhere.

    Raises:
        OSError: The port is taken or not allowed.
    """
    return Preview(("127.0.0.1", port), partial(_Handler, respond=respond, feedback=feedback))
