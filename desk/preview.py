"""
The preview: the portal's own pages, drafts among them, at an address that one user has and nobody can guess.

The pages are those of a build; their root-relative addresses are led below the private one as they are sent.
"""

from __future__ import annotations

import hmac
import re
import secrets
from pathlib import Path
from typing import Final

from deploy.preview import Answer, Request, answer
from desk.users import Directory, User

FOLDER: Final = "/xem-truoc"
# Addresses in the attributes of our own templates, which write them in double quotes.
_ADDRESS: Final = re.compile(rb'(\s(?:href|src|action|content|poster|data-[a-z-]+)=")(/(?!/))')
_SETS: Final = re.compile(rb'(\ssrcset=")([^"]*)(")')
_IN_SET: Final = re.compile(rb"(^|,\s*)(/(?!/))")
_KEPT: Final = ("Content-Type", "Location", "Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy")


class Keys:
    """The private part of each user's address; other ones after each start, and for whoever gets another token."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._secret = secrets.token_bytes(32)

    def of(self, user: User) -> str:
        """Return the key of a user: 32 hexadecimal digits."""
        return hmac.new(self._secret, f"{user.login}\0{user.secret}".encode(), "sha256").hexdigest()[:32]

    def owner(self, key: str) -> User | None:
        """Return the user whose key this is, None where it is nobody's."""
        given = key.encode("utf-8", "replace")
        return next(
            (user for user in self._directory.everyone() if hmac.compare_digest(self.of(user).encode(), given)), None
        )


def answer_privately(output: Path, key: str, path: str) -> Answer:
    """
    Return what a GET of a page of the preview gets.

    Args:
        output: The preview, as built.
        key: The private part of the address.
        path: The address in the portal, as it came: encoded, beginning with "/".
    """
    prefix = f"{FOLDER}/{key}".encode()
    plain = answer(output, Request(path))
    headers = {name: value for name, value in plain.headers if name in _KEPT}
    if headers.get("Location", "").startswith("/"):
        headers["Location"] = prefix.decode() + headers["Location"]
    body = plain.body
    if headers.get("Content-Type", "").startswith("text/html"):
        body = _led_below(body, prefix)
    return Answer(plain.status, tuple(headers.items()), body)


def _led_below(page: bytes, prefix: bytes) -> bytes:
    """Return a page whose root-relative addresses begin with *prefix*."""
    page = _ADDRESS.sub(rb"\1" + prefix + rb"\2", page)
    return _SETS.sub(lambda found: found[1] + _IN_SET.sub(rb"\1" + prefix + rb"\2", found[2]) + found[3], page)
