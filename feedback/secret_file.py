"""The service's secret: made at its first start, readable to its own user alone."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Final

SECRET_BYTES: Final = 32


class SecretError(Exception):
    """The file cannot be used; the message says why, for the operator."""


def load_secret(path: Path) -> bytes:
    """
    Return the secret in *path*; make one where there is no file.

    Raises:
        SecretError: The file is not one of ours, or others can read it.
        OSError: It cannot be read or made.
    """
    if not path.exists():
        _make(path)
    state = path.stat()
    if stat.S_IMODE(state.st_mode) & 0o077:
        raise SecretError(
            f"{path}: người dùng khác đọc được khoá này; hãy chạy: chmod 600 {path} (readable to other users)"
        )
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise SecretError(f"{path}: không phải khoá của dịch vụ phản hồi (not a secret of this service)")
    return secret


def _make(path: Path) -> None:
    """Write a new secret, whole or not at all; of two services that start at once the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return  # the other's is as good
    finally:
        draft.unlink()
