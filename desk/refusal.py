"""What the desk says no to, and in which words."""

from __future__ import annotations


class RefusedError(Exception):
    """
    A request that is not carried out; nothing was changed.

    Attributes:
        status: The HTTP status that says so.
        message: Why, and what to do about it, in Vietnamese: the editor reads it.
    """

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)
