"""
A web server on this machine behind a network as slow as wanted, which keeps count.

HTTP/2 over TLS, as production speaks it, so that no limit of connections hides which requests wait
for which.  What it answers is what `deploy.preview` answers, compressed alike, without the security
headers: Pagefind needs a policy of its own.  Latency comes before each response, the rate is shared by
all of them, and setting up the connection costs nothing, as in a browser's own throttling.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ssl
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import Event, RequestReceived, StreamReset, WindowUpdated
from h2.exceptions import ProtocolError, StreamClosedError

from deploy import headers, preview

CHUNK: Final = 4096
_SECURITY: Final = frozenset(name for name, _ in headers.SECURITY)


@dataclass(frozen=True, slots=True)
class Network:
    """Seconds from a request to the first byte of its response, and bytes a second for all together, 0 for any."""

    latency: float = 0
    rate: float = 0


@dataclass(slots=True)
class Exchange:
    """
    A request and its response; moments are seconds since 1970.

    Attributes:
        path: What was asked for.
        start: When the request came.
        end: When the last byte of the response left, None before that.
        body: Bytes of the body sent, as compressed.
        sent: The same with headers and framing.
    """

    path: str
    start: float
    end: float | None = None
    body: int = 0
    sent: int = 0


class Server:
    """Serves a folder; `network` may be changed, and `exchanges` be emptied, between two pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.network = Network()
        self.exchanges: list[Exchange] = []
        self.port = 0
        self.key_hash = ""
        self._free_at = 0.0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()

    @property
    def address(self) -> str:
        """Return the address of the folder, without a slash at its end."""
        return f"https://127.0.0.1:{self.port}"

    def run(self) -> None:
        """Serve until `stop` is called from another thread."""
        asyncio.set_event_loop(self._loop)
        context = self._tls()
        server = self._loop.run_until_complete(
            self._loop.create_server(lambda: _Connection(self), "127.0.0.1", 0, ssl=context)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def wait(self) -> None:
        """Return when the server listens."""
        self._ready.wait()

    def stop(self) -> None:
        """End `run`."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def pass_through(self, size: int) -> None:
        """Wait until the network has carried *size* bytes more."""
        if self.network.rate:
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + size / self.network.rate
            await asyncio.sleep(self._free_at - now)

    def _tls(self) -> ssl.SSLContext:
        """Return a context with a certificate of its own making, whose key's hash is what the browser trusts."""
        certificate = trustme.CA().issue_cert("127.0.0.1")
        chain = certificate.cert_chain_pems[0].bytes()
        key = x509.load_pem_x509_certificate(chain).public_key()
        public = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.key_hash = base64.b64encode(hashlib.sha256(public).digest()).decode()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.NamedTemporaryFile() as file:
            file.write(certificate.private_key_and_cert_chain_pem.bytes())
            file.flush()
            context.load_cert_chain(file.name)
        context.set_alpn_protocols(["h2"])
        return context


class _Connection(asyncio.Protocol):
    """One browser's connection."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.h2 = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self.window = asyncio.Event()
        self.tasks: dict[int, asyncio.Task[None]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what a TCP server hands over
        self.transport = transport
        self.h2.initiate_connection()
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        for task in self.tasks.values():
            task.cancel()

    def data_received(self, data: bytes) -> None:
        try:
            events = self.h2.receive_data(data)
        except ProtocolError:
            self.transport.close()
            return
        for event in events:
            self._handle(event)
        self._flush()

    def _handle(self, event: Event) -> None:
        if isinstance(event, RequestReceived):
            fields = {str(name): str(value) for name, value in event.headers}
            task = asyncio.get_running_loop().create_task(self._respond(event.stream_id, fields))
            self.tasks[event.stream_id] = task
            task.add_done_callback(lambda _: self.tasks.pop(event.stream_id, None))
        elif isinstance(event, WindowUpdated):
            self.window.set()
        elif isinstance(event, StreamReset) and event.stream_id in self.tasks:
            self.tasks[event.stream_id].cancel()

    async def _respond(self, stream: int, fields: dict[str, str]) -> None:
        exchange = Exchange(fields[":path"], time.time())
        self.server.exchanges.append(exchange)
        await asyncio.sleep(self.server.network.latency)
        request = preview.Request(fields[":path"], fields.get("accept-encoding", ""), fields.get("if-none-match", ""))
        answer = preview.answer(self.server.folder, request)
        kept = [(name.lower(), value) for name, value in answer.headers if name not in _SECURITY]
        self.h2.send_headers(stream, [(":status", str(int(answer.status))), *kept], end_stream=not answer.body)
        exchange.sent += self._flush()
        try:
            await self._send_body(stream, answer.body, exchange)
        except StreamClosedError:
            return
        exchange.end = time.time()

    async def _send_body(self, stream: int, body: bytes, exchange: Exchange) -> None:
        position = 0
        while position < len(body):
            size = min(CHUNK, self.h2.local_flow_control_window(stream), len(body) - position)
            if size <= 0:
                self.window.clear()
                await self.window.wait()
                continue
            position += size
            await self.server.pass_through(size)
            self.h2.send_data(stream, body[position - size : position], end_stream=position == len(body))
            exchange.body += size
            exchange.sent += self._flush()

    def _flush(self) -> int:
        """Write what is to be sent, and return how many bytes that was."""
        data = self.h2.data_to_send()
        self.transport.write(data)
        return len(data)


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Serve *folder* in a thread of its own."""
    server = Server(folder)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    server.wait()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def rounds(exchanges: Sequence[Exchange]) -> int:
    """
    Return how many rounds of requests follow the first one, the page's own.

    A request is a round later than the latest of those that had been answered when it came; so the count is
    the longest chain of answers that each had to be there before the next request was made.  It is what it
    says where every answer takes the same time, much longer than the browser's own work.
    """
    ended: list[tuple[float, int]] = []
    longest = 0
    for exchange in sorted(exchanges, key=lambda exchange: exchange.start):
        depth = max((depth for end, depth in ended if end <= exchange.start), default=-1) + 1
        longest = max(longest, depth)
        if exchange.end is not None:
            ended.append((exchange.end, depth))
    return longest
