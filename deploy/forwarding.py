"""What readers send to the service of votes and comments, passed on to it as the production server passes it on."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

PREFIX: Final = "/phan-hoi/"
MOST_BYTES: Final = 64 * 1024
_SECONDS: Final = 10
_SENT: Final = ("accept", "content-type", "cookie", "host", "origin", "sec-fetch-site")
_ANSWERED: Final = frozenset(
    {
        *("allow", "cache-control", "content-security-policy", "content-type", "location", "referrer-policy"),
        *("retry-after", "set-cookie", "x-content-type-options"),
    }
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a browser sent, headers under names in lower case, and the address that it came from."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    address: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """An answer of the service: status, headers, body."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


def forward(port: int, sent: Sent) -> Forwarded:
    """
    Return what the service at *port* of 127.0.0.1 answers.

    Where it is not there (port 0, or nobody answers), 204: a page then stays as it was built, and no browser complains.
    """
    absent = Forwarded(HTTPStatus.NO_CONTENT, (("Cache-Control", "no-store"),))
    if not port:
        return absent
    headers = {name: sent.headers[name] for name in _SENT if name in sent.headers} | {"x-real-ip": sent.address}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)) as connection:
        try:
            connection.request(sent.method, sent.target, sent.body or None, headers)
            answer = connection.getresponse()
            kept = tuple((name, value) for name, value in answer.getheaders() if name.lower() in _ANSWERED)
            return Forwarded(HTTPStatus(answer.status), kept, answer.read())
        except (OSError, http.client.HTTPException):
            return absent
