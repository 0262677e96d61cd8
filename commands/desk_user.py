"""`./inv desk-user`: who may work at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.options import usage_error
from commands.terminal import shown
from desk.users import Role, User, UsersError, make_user, read_users, renew_token, write_users
from plugins.press.disk import explain

ROLE_NAMES: Final = {Role.EDITOR: "biên tập viên", Role.APPROVER: "người duyệt"}


def show(file: Path) -> None:
    """Print all users."""
    users = _read(file)
    for user in users.values():
        print(f"{user.login:<20} {ROLE_NAMES[user.role]:<14} {user.name} <{user.email}>")
    if not users:
        print(f"Chưa có ai trong {shown(file)}. Thêm: ./inv desk-user --login … --name … --email … (No users.)")


def put(file: Path, login: str, name: str, email: str, role: str) -> None:
    """
    Add a user, or give one that there is another token, and what else is named; print the token.

    Raises:
        Exit: With code 2 when a value cannot be used, with 1 when the file cannot be written.
    """
    users = _read(file)
    known = users.get(login)
    if role and role not in {one.value for one in Role}:
        raise usage_error(f"--role: {role!r} không có; chỉ có editor và approver. (Only editor and approver.)")
    try:
        if known is None:
            user, token = make_user(login, name, email, Role(role or Role.EDITOR))
        else:
            changed, _ = make_user(login, name or known.name, email or known.email, Role(role or known.role))
            user, token = renew_token(replace(known, name=changed.name, email=changed.email, role=changed.role))
    except UsersError as error:
        raise usage_error(f"{error}. (Not usable.)") from error
    _write(file, {**users, login: user})
    print(f"{user.name} ({ROLE_NAMES[user.role]}). Mã truy cập, chỉ hiện một lần này (the token, shown once):\n{token}")


def remove(file: Path, login: str) -> None:
    """
    Remove a user.

    Raises:
        Exit: With code 2 when there is none of this name.
    """
    users = _read(file)
    if login not in users:
        raise usage_error(f"không có người dùng {login!r}. (No such user.)")
    _write(file, {name: user for name, user in users.items() if name != login})
    print(f"Đã xoá {login}; mã truy cập của người này hết hiệu lực ngay. (Removed.)")


def _read(file: Path) -> dict[str, User]:
    try:
        return read_users(file)
    except UsersError as error:
        raise Exit(str(error), code=1) from error


def _write(file: Path, users: Mapping[str, User]) -> None:
    try:
        write_users(file, users)
    except OSError as error:
        raise Exit(explain(error), code=1) from error
