"""The service on the web: addresses, headers, answers for scripts (JSON) and for plain forms (pages)."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from feedback import forms
from feedback.refusal import Refusal, RefusedError
from feedback.service import THANKS_COMMENT, THANKS_VOTE, Sender, Service, as_fields

PREFIX: Final = "/phan-hoi/"
LOOK: Final = f"{PREFIX}bai-viet"
VOTE: Final = f"{PREFIX}danh-gia"
COMMENT: Final = f"{PREFIX}y-kien"

COOKIE: Final = "phan-hoi"
_COOKIE_SECONDS: Final = 400 * 24 * 3600  # browsers keep none longer

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_BUSY: Final = "Hệ thống đang bận. Mời bạn thử lại sau ít phút."


def make_app(service: Service, clock: Callable[[], float]) -> Starlette:
    """
    Return the application.

    Args:
        service: What is asked.
        clock: Says the moment, in seconds since 1970.
    """
    addresses = _Addresses(service, clock)
    return Starlette(
        routes=[
            Route(LOOK, addresses.look, methods=["GET"]),
            Route(VOTE, addresses.vote, methods=["POST"]),
            Route(COMMENT, addresses.comment, methods=["POST"]),
        ],
        exception_handlers={
            RefusedError: _refuse,
            HTTPException: _refuse_address,
            sqlite3.Error: _be_busy,
            ClientDisconnect: _hang_up,
        },
    )


class _Addresses:
    """What stands behind each address."""

    def __init__(self, service: Service, clock: Callable[[], float]) -> None:
        self._service = service
        self._clock = clock

    async def look(self, request: Request) -> Response:
        address = request.query_params.get("article", "")
        return _json(self._service.look(address, _sender(request), self._clock()))

    async def vote(self, request: Request) -> Response:
        form = await _read_form(request)
        standing, token = await self._service.vote(form, _sender(request), self._clock())
        if _wants_page(request):
            answer: Response = RedirectResponse(standing.article, HTTPStatus.SEE_OTHER, headers=_HEADERS)
        else:
            answer = _json(as_fields(standing) | {"message": THANKS_VOTE})
        answer.set_cookie(
            COOKIE,
            token,
            max_age=_COOKIE_SECONDS,
            path=PREFIX,
            secure=request.headers.get("x-forwarded-proto") == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    async def comment(self, request: Request) -> Response:
        form = await _read_form(request)
        article = await self._service.comment(form, _sender(request), self._clock())
        if _wants_page(request):
            return RedirectResponse(article.address, HTTPStatus.SEE_OTHER, headers=_HEADERS)
        return _json({"message": THANKS_COMMENT}, HTTPStatus.ACCEPTED)


async def _read_form(request: Request) -> dict[str, str]:
    """
    Return the fields that a page of ours has sent.

    Raises:
        RefusedError: It comes from elsewhere, or is no such form.
        ClientDisconnect: The browser is gone.
    """
    headers = request.headers
    forms.check_origin(headers.get("sec-fetch-site", ""), headers.get("origin", ""), headers.get("host", ""))
    forms.check_type(headers.get("content-type", ""))
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > forms.MOST_BYTES:
            raise RefusedError(Refusal.TOO_LARGE)
    return dict(forms.parse_form(bytes(body)))


def _sender(request: Request) -> Sender:
    """Return who sends; the proxy's word for the address counts where the proxy is on this machine."""
    peer = request.client.host if request.client else ""
    named = request.headers.get("x-real-ip", "")
    return Sender(named if named and _is_here(peer) else peer, request.cookies.get(COOKIE, ""))


def _is_here(peer: str) -> bool:
    """Tell whether a request came by a socket file ("") or from this machine."""
    try:
        return not peer or ip_address(peer).is_loopback
    except ValueError:
        return False


def _wants_page(request: Request) -> bool:
    """Tell whether a plain form sent this: browsers then ask for HTML, and our script for JSON."""
    return "text/html" in request.headers.get("accept", "")


def _json(fields: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    text = json.dumps(fields, ensure_ascii=False)
    return Response(text, status, _HEADERS, media_type="application/json")


def _say(request: Request, refusal: tuple[HTTPStatus, str, str], wait: int = 0) -> Response:
    """Answer with a status, a code and words."""
    status, code, message = refusal
    if _wants_page(request):
        text = f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{status}</title></head>'
        text += f"<body><p>{escape(message)}</p><p>Bấm nút quay lại của trình duyệt để về bài viết.</p></body></html>\n"
        answer = Response(text, status, _HEADERS, media_type="text/html")
    else:
        answer = _json({"error": code, "message": message}, status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


async def _refuse(request: Request, error: Exception) -> Response:
    refused = cast("RefusedError", error)
    refusal = refused.refusal
    return _say(request, (refusal.status, refusal.code, refusal.message), refused.wait)


async def _refuse_address(request: Request, error: Exception) -> Response:
    """Answer where Starlette finds no address or another method."""
    missing = cast("HTTPException", error)
    refusal = Refusal.NOT_FOUND if missing.status_code == HTTPStatus.NOT_FOUND else Refusal.WRONG_METHOD
    answer = _say(request, (HTTPStatus(missing.status_code), refusal.code, refusal.message))
    answer.headers.update(missing.headers or {})
    return answer


async def _be_busy(request: Request, error: Exception) -> Response:
    """Answer where the disk does not take it, and tell the operator."""
    print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)  # noqa: T201 - the journal's line
    return _say(request, (HTTPStatus.SERVICE_UNAVAILABLE, "busy", _BUSY), wait=30)


async def _hang_up(request: Request, _error: Exception) -> Response:
    """Answer nobody."""
    return _say(request, (HTTPStatus.BAD_REQUEST, Refusal.BAD_FORM.code, Refusal.BAD_FORM.message))
