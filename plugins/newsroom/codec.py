"""
Values as bytes and back: how what was read is kept from one build to the next.

The only module that knows msgspec.  The bytes are JSON, so that reading them can make values and nothing
else; a value comes back equal, moments with their offset, exact numbers as they were written.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from msgspec import json, msgpack

_T = TypeVar("_T")
_ENCODER = json.Encoder()
_PACKER = msgpack.Encoder()


def encode(value: object) -> bytes:
    """Return the bytes of a value of `article`, `site`, `problem` or `finding`, or of texts, numbers and tuples."""
    return _ENCODER.encode(value)


def decode(data: bytes, kind: type[_T]) -> _T:
    """
    Return the value of the type *kind* that was encoded.

    Raises:
        ValueError: *data* is no such value (msgspec's `DecodeError`).
    """
    wanted: Any = kind
    value: _T = _decoder(wanted).decode(data)
    return value


def pack(value: object) -> bytes:
    """Return texts, bytes, numbers and tuples of them as bytes, quicker than `encode` where they hold bytes."""
    return _PACKER.encode(value)


def unpack(data: bytes, kind: type[_T]) -> _T:
    """Return what was packed."""
    wanted: Any = kind
    value: _T = _unpacker(wanted).decode(data)
    return value


@cache
def _decoder(kind: object) -> json.Decoder[Any]:
    """Return the decoder of a type; making one takes longer than decoding."""
    return json.Decoder(kind)


@cache
def _unpacker(kind: object) -> msgpack.Decoder[Any]:
    """Return the same for what was packed."""
    return msgpack.Decoder(kind)
