"""What the preview does with votes and comments: it passes them on as they are, or says that nobody is there."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from deploy.forwarding import MOST_BYTES
from deploy.preview import make_server


@contextmanager
def running(server: HTTPServer) -> Iterator[int]:
    """Run a server for a block; yield its port."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent."""

    def do_POST(self) -> None:
        """Answer with the headers and the body."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = f"{self.headers['X-Real-IP']} {self.headers['Host']} {self.headers['X-Other']} {body.decode()}".encode()
        self.send_response(303)
        for name, value in (("Location", "/a.html"), ("Set-Cookie", "a=b"), ("X-Inner", "1")):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Write no line a request."""


def post(port: int, body: bytes, target: str = "/phan-hoi/danh-gia") -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of the answer to a form."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        headers = {"Host": "tin.example.vn", "X-Real-IP": "203.0.113.1", "X-Other": "1"}
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def test_a_form_is_passed_on_with_the_true_address(tmp_path: Path) -> None:
    """Nobody chooses an address by saying it; host, cookie and the way back are kept, and nothing else leaks."""
    with running(HTTPServer(("127.0.0.1", 0), Echo)) as service, running(make_server(tmp_path, 0, service)) as port:
        status, headers, body = post(port, b"stars=5")
    assert (status, body) == (303, b"127.0.0.1 tin.example.vn None stars=5")
    assert (headers["Location"], headers["Set-Cookie"], headers.get("X-Inner")) == ("/a.html", "a=b", None)


def test_where_nobody_answers_there_is_no_content(tmp_path: Path) -> None:
    """204 is no failure to a browser: neither where there is no service, nor where it is down."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        dead = probe.getsockname()[1]
    for feedback in (0, dead):
        with running(make_server(tmp_path, 0, feedback)) as port:
            assert post(port, b"stars=5")[::2] == (204, b"")


def test_only_forms_of_the_service_are_read(tmp_path: Path) -> None:
    """Elsewhere, and beyond every size of a form, the preview takes nothing."""
    with running(make_server(tmp_path, 0, 0)) as port:
        assert post(port, b"stars=5", "/index.html")[0] == 405
        assert post(port, b"x" * (MOST_BYTES + 1))[0] == 405
