"""Who sends a request: by a token in its header, and nothing that a browser would send along by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from desk.limits import Limit
from desk.refusal import RefusedError
from desk.users import Directory, User

_SCHEME: Final = re.compile(r"(?:token|bearer) +(\S{1,200})", re.IGNORECASE)
_ANONYMOUS: Final = "chưa đăng nhập, hoặc mã truy cập không đúng; hãy đăng nhập lại"
_OFTEN: Final = "bạn gửi quá nhiều yêu cầu; hãy đợi một phút rồi thử lại"


class Doorkeeper:
    """
    Lets in whoever has a token, and not too often.

    Args:
        directory: Whose tokens there are.
        clock: Seconds that only go forward.
    """

    def __init__(self, directory: Directory, clock: Callable[[], float]) -> None:
        self._directory = directory
        self._failures = Limit(10, 600, clock)  # of an address
        self._requests = Limit(600, 60, clock)  # of a user
        self._changes = Limit(60, 60, clock)  # of a user: nobody saves more often

    async def admit(self, request: Request, route: str, *, is_change: bool = False) -> User:
        """
        Return who sends *request*.

        Args:
            request: The request.
            route: What the log calls it.
            is_change: Whether it is to change something.

        Raises:
            RefusedError: Nobody who may, or too often.
        """
        request.state.route = route
        address = request.client.host if request.client else ""
        if not self._failures.has(address):
            raise RefusedError(429, "nhập sai mã truy cập quá nhiều lần; hãy đợi mười phút")
        found = _SCHEME.fullmatch(request.headers.get("authorization", ""))
        user = await run_in_threadpool(self._directory.find, found[1]) if found else None
        if user is None:
            if found:
                self._failures.take(address)
            raise RefusedError(401, _ANONYMOUS)
        request.state.login = user.login
        if not self._requests.take(user.login) or (is_change and not self._changes.take(user.login)):
            raise RefusedError(429, _OFTEN)
        return user
