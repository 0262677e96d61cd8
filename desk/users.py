"""
Who may work at the desk: a file of users, each with the hash of a token.

A token is shown once, when it is made; the file holds a salted scrypt hash of it. A commit's author is
always taken from here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

_LOGIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?")
_EMAIL: Final = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_UNSAFE: Final = re.compile(r"[<>\n\r\0]")
# Twice the least that RFC 7914 names for a login; a token is 256 bits of chance besides.
_COST: Final = {"n": 2**14, "r": 8, "p": 1}
_PREFIX: Final = "ban"


class UsersError(ValueError):
    """The file of users, or what is to be written into it, cannot be understood; `str()` says what and where."""


class Role(StrEnum):
    """What a user may do: write and hand in for review, or publish as well."""

    EDITOR = "editor"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """
    One who works at the desk.

    Attributes:
        login: Short name, a-z, 0-9, "." and "-".
        name, email: As commits name their author.
        role: What they may do.
        salt, secret: The token's hash, hexadecimal.
    """

    login: str
    name: str
    email: str
    role: Role
    salt: str
    secret: str

    @property
    def may_publish(self) -> bool:
        """Whether this user may change what readers see."""
        return self.role is Role.APPROVER


def make_user(login: str, name: str, email: str, role: Role) -> tuple[User, str]:
    """
    Return a new user and the token, which is told nowhere else.

    Raises:
        UsersError: One of the values cannot be used.
    """
    if not _LOGIN.fullmatch(login):
        raise UsersError(f"tên đăng nhập {login!r} không hợp lệ: chỉ gồm a-z, 0-9, dấu chấm và gạch ngang")
    if not name.strip() or _UNSAFE.search(name):
        raise UsersError(f"họ tên {name!r} không hợp lệ: cần ít nhất một chữ, không có < > hay xuống dòng")
    if not _EMAIL.fullmatch(email):
        raise UsersError(f"địa chỉ thư {email!r} không hợp lệ; ví dụ bientap@tinh.gov.vn")
    user = User(login=login, name=" ".join(name.split()), email=email, role=role, salt="", secret="")
    return renew_token(user)


def renew_token(user: User) -> tuple[User, str]:
    """Return *user* with another token, and the token."""
    token = f"{_PREFIX}_{user.login}_{secrets.token_urlsafe(32)}"
    salt = secrets.token_hex(16)
    return replace(user, salt=salt, secret=_hash(token, salt)), token


def read_users(file: Path) -> dict[str, User]:
    """
    Return login → user; empty where there is no file.

    Raises:
        UsersError: The file cannot be understood.
    """
    if not file.exists():
        return {}
    try:
        entries: Mapping[str, Mapping[str, str]] = json.loads(file.read_bytes())
        return {
            login: User(**{**entry, "login": login, "role": Role(entry["role"])})  # type: ignore[arg-type]
            for login, entry in entries.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsersError(f"{file}: không đọc được danh sách người dùng: {error}") from error


def write_users(file: Path, users: Mapping[str, User]) -> None:
    """
    Write the file, readable by its owner alone, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    entries = {login: {k: v for k, v in asdict(user).items() if k != "login"} for login, user in sorted(users.items())}
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        json.dump(entries, stream, ensure_ascii=False, indent=2)
    new.replace(file)


class Directory:
    """
    Tells who a token belongs to.

    The file is read again when it changes, so that a user who is removed or gets another token is shut out at once.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._state: tuple[int, int, int] | None = None
        self._users: dict[str, User] = {}
        self._proved: dict[bytes, str] = {}  # digest of a token that was right → login; scrypt is slow on purpose

    def find(self, token: str) -> User | None:
        """
        Return the user of a token, None where it is nobody's.

        Raises:
            UsersError: The file cannot be understood.
        """
        with self._lock:
            self._refresh()
            users, proof = self._users, hashlib.sha256(token.encode()).digest()
            if proof in self._proved:
                return users.get(self._proved[proof])
        login = token.removeprefix(f"{_PREFIX}_").partition("_")[0]
        user = users.get(login)
        if user is None or not hmac.compare_digest(_hash(token, user.salt), user.secret):
            return None
        with self._lock:
            if users is self._users:
                self._proved[proof] = login
        return user

    def everyone(self) -> tuple[User, ...]:
        """Return all users."""
        with self._lock:
            self._refresh()
            return tuple(self._users.values())

    def _refresh(self) -> None:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            state = None
        else:
            state = (found.st_mtime_ns, found.st_size, found.st_ino)
        if state != self._state or state is None:
            self._users, self._proved, self._state = read_users(self._file), {}, state


def _hash(token: str, salt: str) -> str:
    """Return the hash of a token."""
    return hashlib.scrypt(token.encode(), salt=bytes.fromhex(salt), dklen=32, **_COST).hex()
