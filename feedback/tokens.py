"""
What a browser carries for the service: who it is, and when its form was handed out; both signed.

A token says nothing of a person.  What is stored of it differs from article to article, so that the votes of one
browser cannot be put together again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Final

IDENTITY_BYTES: Final = 16
_SIGNATURE_BYTES: Final = 16
_VOTER: Final = b"voter"
_STAMP: Final = b"stamp"
_LONGEST: Final = 200  # characters; ours have some 45


def make_token(secret: bytes, identity: bytes) -> str:
    """Return the signed form of *identity*, `IDENTITY_BYTES` chance bytes, as a cookie can carry it."""
    return _encode(identity + _sign(secret, _VOTER, identity))


def read_token(secret: bytes, token: str) -> bytes | None:
    """Return the identity in a token, None where we did not sign it."""
    raw = _decode(token)
    if raw is None or len(raw) != IDENTITY_BYTES + _SIGNATURE_BYTES:
        return None
    identity, signature = raw[:IDENTITY_BYTES], raw[IDENTITY_BYTES:]
    return identity if hmac.compare_digest(signature, _sign(secret, _VOTER, identity)) else None


def voter_of(secret: bytes, identity: bytes, slug: str) -> bytes:
    """Return what is stored of the voter *identity* with a vote for the article *slug*."""
    return _sign(secret, b"vote", identity + slug.encode())


def make_stamp(secret: bytes, slug: str, moment: int) -> str:
    """Return the signed moment (seconds since 1970) at which the form of the article *slug* was handed out."""
    seconds = moment.to_bytes(8)
    return _encode(seconds + _sign(secret, _STAMP, seconds + slug.encode()))


def read_stamp(secret: bytes, slug: str, stamp: str) -> int | None:
    """Return the moment in a stamp, None where we did not sign it for this article."""
    raw = _decode(stamp)
    if raw is None or len(raw) != 8 + _SIGNATURE_BYTES:
        return None
    seconds, signature = raw[:8], raw[8:]
    right = _sign(secret, _STAMP, seconds + slug.encode())
    return int.from_bytes(seconds) if hmac.compare_digest(signature, right) else None


def _sign(secret: bytes, purpose: bytes, data: bytes) -> bytes:
    return hmac.digest(secret, purpose + b"\0" + data, hashlib.sha256)[:_SIGNATURE_BYTES]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes | None:
    """Return the bytes that *text* stands for; None where `_encode` would not have written it so."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return raw if _encode(raw) == text else None
