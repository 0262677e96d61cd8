"""
The preview for somebody who writes: an open page shows every new state of the site by itself.

The answers are those of `preview`, with a script of this server's own in every HTML page; nothing of it is in
the output folder. The script comes from the page's own origin, so the content security policy stays
that of production. It asks for the state a few times a second; an answer that stays open, as server-sent events
would, takes one of the six connections that a browser has for all its tabs.
"""

from __future__ import annotations

import dataclasses
import json
import secrets
import threading
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Final, Literal

from deploy import headers
from deploy.preview import Answer, Request, answer, serve_answers

# Names that begin with a dot are never published, so no file of a site can lie here.
FOLDER: Final = "/.livereload/"
STATE: Final = f"{FOLDER}state.json"
FILES: Final = {f"{FOLDER}{name}": name for name in ("livereload.js", "livereload.css")}

Kind = Literal["fine", "warning", "error"]


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """
    What open pages must know.

    Attributes:
        version: Another text for each state of the site; a page of another version is loaded anew.
        kind: Whether the last build failed, or had something to say.
        report: What it said, "" where nothing.
    """

    version: str
    kind: Kind = "fine"
    report: str = ""


class Board:
    """The state, as the last build left it; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run = secrets.token_hex(4)  # so that pages notice a server that was started anew
        self._number = 0
        self._state = State(f"{self._run}-0")

    @property
    def state(self) -> State:
        """The present state."""
        with self._lock:
            return self._state

    def post(self, kind: Kind, report: str, *, changed: bool) -> None:
        """Put up what a build said, and whether it *changed* the site."""
        with self._lock:
            self._number += changed
            self._state = State(f"{self._run}-{self._number}", kind, report)


def make_livereload_server(output: Path, board: Board, port: int = 0) -> ThreadingHTTPServer:
    """
    Return a server of *output* whose pages follow *board*; see `serve_answers`.

    Raises:
        OSError: The port is taken or not allowed.
    """
    folder = output.resolve()
    return serve_answers(lambda request: answer_livereload(folder, board, request), port)


def answer_livereload(output: Path, board: Board, request: Request) -> Answer:
    """
    Return what a GET of *request* gets.

    Args:
        output: The output folder, resolved.
        board: Where the last build's result is.
        request: What the browser sent.
    """
    path = request.target.partition("?")[0]
    if path == STATE:
        return _fresh(path, json.dumps(dataclasses.asdict(board.state)).encode())
    if path in FILES:
        return _fresh(path, resources.files("deploy").joinpath(FILES[path]).read_bytes())
    version = board.state.version
    plain = answer(output, Request(request.target))
    if not dict(plain.headers).get("Content-Type", "").startswith("text/html"):
        return answer(output, request)
    return Answer(plain.status, tuple(_renewed(plain.headers)), _with_script(plain.body, version))


def _fresh(path: str, body: bytes) -> Answer:
    fields = (*headers.SECURITY, ("Cache-Control", "no-store"), ("Content-Type", headers.content_type(path)))
    return Answer(HTTPStatus.OK, fields, body)


def _renewed(fields: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return the headers of a page without those that let a browser keep it."""
    kept = [(name, value) for name, value in fields if name not in ("Cache-Control", "ETag", "Vary")]
    return [*kept, ("Cache-Control", "no-store")]


def _with_script(page: bytes, version: str) -> bytes:
    """Return *page* with the script at its end; its address says which state the page shows."""
    script = f'<script type="module" src="{FOLDER}livereload.js?{version}"></script>\n'.encode()
    start, end, rest = page.rpartition(b"</body>")
    return start + script + end + rest if end else page + script
