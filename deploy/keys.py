"""
The pair of keys that releases are signed with: Ed25519, by the library `cryptography`.

The private key stays with whoever publishes; the public one goes to whoever checks.
"""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from deploy.problem import KeyFileError

PrivateKey = Ed25519PrivateKey
PublicKey = Ed25519PublicKey

PRIVATE: Final = "release.key"
PUBLIC: Final = "release.pub"

# What is signed begins with its purpose, so that a signature made for another one is worth nothing here.
_PURPOSE: Final = b"cong-tin release 1\n"


def make_keys(folder: Path) -> tuple[Path, Path]:
    """
    Make a pair of keys in *folder* and return the files of the private and the public one.

    Raises:
        KeyFileError: One of the files is there already, or the folder cannot be written to.
    """
    private, public = folder / PRIVATE, folder / PUBLIC
    there = [str(file) for file in (private, public) if os.path.lexists(file)]
    if there:
        raise KeyFileError(
            f"{', '.join(there)}: đã có khoá ở đây, không ghi đè; hãy chọn thư mục khác bằng --out."
            " (There is a key already; it is not overwritten.)"
        )
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_new(private, pem, 0o600)
        _write_new(public, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), 0o644)
    except OSError as error:
        raise KeyFileError(f"{folder}: không ghi được: {error} (cannot be written)") from error
    return private, public


def _write_new(file: Path, data: bytes, mode: int) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:  # noqa: PTH123 - an open file
        out.write(data)


def read_private(file: Path) -> PrivateKey:
    """
    Return the private key in *file*.

    Raises:
        KeyFileError: It cannot be read, others can read it, or it is no Ed25519 key without a password.
    """
    data = _read(file)
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFileError(f"{file}: người khác đọc được khoá bí mật. Cách sửa: chmod 600 '{file}' (mode too open)")
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _no_key(file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(file)
    return key


def read_public(file: Path) -> PublicKey:
    """
    Return the public key in *file*.

    Raises:
        KeyFileError: It cannot be read, or is no Ed25519 key.
    """
    try:
        key = load_pem_public_key(_read(file))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _no_key(file) from error
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(file)
    return key


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KeyFileError(
            f"{file}: không đọc được khoá: {error.strerror}. Cách sửa: tạo khoá bằng ./inv keygen, hoặc sửa đường dẫn."
            " (The key cannot be read.)"
        ) from error


def _no_key(file: Path) -> KeyFileError:
    return KeyFileError(f"{file}: không phải khoá do ./inv keygen tạo (not a key that ./inv keygen makes)")


def sign(key: PrivateKey, data: bytes) -> bytes:
    """Return the content of a release's signature file for its record *data*."""
    return base64.b64encode(key.sign(_PURPOSE + data)) + b"\n"


def is_signed(key: PublicKey, data: bytes, signature: bytes) -> bool:
    """Tell whether *signature*, a signature file's content, was made for *data* with the private key of *key*."""
    try:
        raw = base64.b64decode(signature, validate=False)
        if base64.b64encode(raw) + b"\n" != signature:
            return False
        key.verify(raw, _PURPOSE + data)
    except (ValueError, InvalidSignature):
        return False
    return True
