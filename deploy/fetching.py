"""GET over connections that stay open: one a thread, no redirects followed, two attempts."""

from __future__ import annotations

import http.client
import threading
import urllib.parse
from dataclasses import dataclass
from typing import Final

TIMEOUT: Final = 30.0  # seconds
_ATTEMPTS: Final = 2
_SLACK: Final = 1 << 16  # bytes beyond the expected size; more is not read, whatever a server sends


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What a server sent.

    Attributes:
        status: Its number.
        encoding: `Content-Encoding`, "" where the body is as it is.
        location: Where a redirect leads, "" where there is none.
        body: The bytes, cut off where they are many more than expected.
    """

    status: int
    encoding: str
    location: str
    body: bytes


class Fetcher:
    """
    Asks one server; safe between threads.

    Args:
        base: The site's address, `https://host` or with a path.
    """

    def __init__(self, base: str) -> None:
        parts = urllib.parse.urlsplit(base)
        self._secure = parts.scheme == "https"
        self._host = parts.netloc.rpartition("@")[2]
        self._prefix = parts.path.rstrip("/")
        self._connections = threading.local()

    def get(self, path: str, *, encoding: str = "identity", size: int | None = None) -> Reply:
        """
        Return the answer to a GET.

        Args:
            path: Root-relative, not encoded.
            encoding: What the client accepts.
            size: How many bytes are expected, None where that is not known.

        Raises:
            OSError, http.client.HTTPException: There is no answer.
        """
        target = self._prefix + urllib.parse.quote(path)
        headers = {"Accept-Encoding": encoding, "Cache-Control": "no-cache", "User-Agent": "cong-tin-verify"}
        for attempt in range(_ATTEMPTS):
            connection = self._connection()
            try:
                connection.request("GET", target, headers=headers)
                response = connection.getresponse()
                body = response.read(None if size is None else size + _SLACK)
                if not response.isclosed():
                    connection.close()  # the rest of the body would be taken for the next answer
            except (OSError, http.client.HTTPException):
                connection.close()
                if attempt == _ATTEMPTS - 1:
                    raise
                continue
            found = response.headers
            return Reply(response.status, found.get("Content-Encoding", ""), found.get("Location", ""), body)
        raise AssertionError(path)

    def _connection(self) -> http.client.HTTPConnection:
        if not hasattr(self._connections, "open"):
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connections.open = kind(self._host, timeout=TIMEOUT)
        connection: http.client.HTTPConnection = self._connections.open
        return connection
