"""
What holds for every request, before anything else looks at it.

No secret in an address, no other site's page as its sender, no body without bounds; security headers on every answer;
a log that names routes and users and never what a request carried.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.refusal import RefusedError

LOG: Final = logging.getLogger("desk")
_SECRETS: Final = frozenset({"token", "access_token", "private_token", "authorization", "auth", "key", "code"})
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES: Final = frozenset({"", "same-origin", "none"})

API_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
ADMIN_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "no-store",
    "content-security-policy": API_POLICY,
}
# The CMS styles itself with style elements; its files are asked for anew and mostly answered with 304.
_ADMIN_HEADERS: Final = {"content-security-policy": ADMIN_POLICY, "cache-control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Guard:
    """
    An ASGI application around another.

    Attributes:
        inner: The one inside.
        hosts: What `Host` may be: a page of another name that leads here by its name server is no friend.
        origins: What `Origin` may be.
        largest: The largest body in bytes.
    """

    inner: ASGIApp
    hosts: Collection[str]
    origins: Collection[str]
    largest: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        start, status, is_begun = time.monotonic(), 500, False

        async def send_safely(message: Message) -> None:
            nonlocal status, is_begun
            if message["type"] == "http.response.start":
                status, is_begun = message["status"], True
                message["headers"] = _with_headers(message.get("headers", ()), scope["path"])
            await send(message)

        try:
            self._refuse(scope)
            await self.inner(scope, self._bounded(receive), send_safely)
        except RefusedError as refusal:
            if is_begun:
                raise
            await _say(send_safely, refusal)
        finally:
            seconds = time.monotonic() - start
            user = scope.get("state", {}).get("login", "-")
            route = scope.get("state", {}).get("route", "-")
            LOG.info("%s %s %d %s %.3f", scope["method"], route, status, user, seconds)

    def _refuse(self, scope: Scope) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("host", "") not in self.hosts:
            raise RefusedError(421, "địa chỉ này không phải của bàn biên tập")
        names = {name.lower() for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)}
        if names & _SECRETS:
            raise RefusedError(400, "không đặt mã truy cập trong địa chỉ; mã này coi như đã lộ, hãy xin mã mới")
        if scope["method"] not in _SAFE:
            is_foreign = headers.get("sec-fetch-site", "") not in _OWN_SITES
            if is_foreign or headers.get("origin", "") not in ("", *self.origins):
                raise RefusedError(403, "yêu cầu đến từ một trang khác")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.largest:
            raise RefusedError(413, f"nội dung gửi lên lớn hơn {self.largest // 1024 // 1024} MB")

    def _bounded(self, receive: Receive) -> Receive:
        got = 0

        async def receive_some() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self.largest:
                raise RefusedError(413, f"nội dung gửi lên lớn hơn {self.largest // 1024 // 1024} MB")
            return message

        return receive_some


def _with_headers(headers: Collection[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    """Return *headers* and those of every answer that they do not have."""
    present = {name.decode("latin-1").lower() for name, _ in headers}
    wanted = _HEADERS | (_ADMIN_HEADERS if path.startswith("/admin/") else {})
    return [*headers, *((name.encode(), value.encode()) for name, value in wanted.items() if name not in present)]


async def _say(send: Any, refusal: RefusedError) -> None:  # noqa: ANN401 - an ASGI callable
    body = json.dumps({"message": refusal.message}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
