"""
What the values of options mean.

Invoke hands over text; each function returns the value or ends the command with exit
code 2 and a message that says what would be right.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path
from typing import Final

from invoke import Exit

from commands.program import USAGE_ERROR
from plugins.newsroom.clock import current_minute
from plugins.newsroom.moment import parse_moment
from plugins.newsroom.problem import Language

ROOT: Final = Path(__file__).resolve().parent.parent
LAST_PORT: Final = 65535


def usage_error(message: str) -> Exit:
    """Return the exception that ends a command because of a wrong option."""
    return Exit(message, code=USAGE_ERROR)


def content_folder(value: str) -> Path:
    """
    Return the content folder, absolute; a relative one is taken from the folder where the command was given.

    Raises:
        Exit: There is no such folder.
    """
    return input_folder("--content", value)


def input_folder(name: str, value: str) -> Path:
    """
    Return the folder that the option *name* names, absolute.

    Raises:
        Exit: There is no such folder.
    """
    folder = Path(value)
    if not folder.is_dir():
        message = f"{name}: không có thư mục {value!r}. (No such folder.)"
        raise usage_error(message)
    return folder.resolve()


def linked_folder(name: str, value: str) -> Path:
    """
    Return the folder that the option *name* names, absolute; a link stays one, as it may lead elsewhere tomorrow.

    Raises:
        Exit: There is no such folder.
    """
    input_folder(name, value)
    return Path(value).absolute()


def input_file(name: str, value: str) -> Path:
    """
    Return the file that the option *name* names, absolute.

    Raises:
        Exit: There is no such file.
    """
    file = Path(value)
    if not file.is_file():
        message = f"{name}: không có tệp {value!r}. (No such file.)"
        raise usage_error(message)
    return file.resolve()


def output_folder(value: str) -> Path:
    """
    Return the output folder, absolute; it need not exist.

    Raises:
        Exit: The name is that of a file, or empty.
    """
    folder = Path(value)
    if not value.strip() or (folder.exists() and not folder.is_dir()):
        message = f"--output: {value!r} không phải là thư mục. (Not a folder.)"
        raise usage_error(message)
    return folder.resolve()


def target_folder(name: str, value: str) -> Path:
    """
    Return the folder that the option *name* names, absolute; it need not exist.

    Raises:
        Exit: The name is that of a file, or empty.
    """
    folder = Path(value)
    if not value.strip() or (folder.exists() and not folder.is_dir()):
        raise usage_error(f"{name}: {value!r} không phải là thư mục. (Not a folder.)")
    return folder.resolve()


def target_file(name: str, value: str) -> Path:
    """
    Return the file that the option *name* names, absolute; it need not exist.

    Raises:
        Exit: The name is that of a folder, or empty.
    """
    file = Path(value)
    if not value.strip() or file.is_dir():
        raise usage_error(f"{name}: {value!r} không phải là tên tệp. (Not a file's name.)")
    return file.resolve()


def moment(value: str) -> datetime:
    """
    Return the moment that the site is built for; the current minute where *value* is empty.

    Raises:
        Exit: Not one of the forms of a date.
    """
    try:
        return parse_moment(value) if value else current_minute(os.environ, time.time)
    except ValueError as error:
        name, seen = ("--now", value) if value else ("SOURCE_DATE_EPOCH", os.environ.get("SOURCE_DATE_EPOCH"))
        form = "2026-11-24, 2026-11-24 08:30 hoặc 2026-11-24T08:30:00+07:00" if value else "số giây từ 1970"
        message = f"{name}: không hiểu {seen!r}; hãy viết {form}. (Not a date that is understood.)"
        raise usage_error(message) from error


def language(value: str) -> Language:
    """
    Return the language of messages.

    Raises:
        Exit: Neither `vi` nor `en`.
    """
    if value == "vi":
        return "vi"
    if value == "en":
        return "en"
    message = f"--lang: {value!r} không có; chỉ có vi và en. (Only vi and en.)"
    raise usage_error(message)


def number(name: str, value: str, *, least: int, most: int | None = None) -> int:
    """
    Return the whole number that *value* says.

    Args:
        name: The option, for the message.
        value: Digits, as typed.
        least: The least number allowed.
        most: The greatest one, None where there is no bound.

    Raises:
        Exit: Not a number, or out of bounds.
    """
    parsed = int(value) if value.isascii() and value.isdigit() else -1
    if parsed < least or (most is not None and parsed > most):
        bounds = f"từ {least} trở lên" if most is None else f"từ {least} đến {most}"
        message = f"{name}: {value!r} không hợp lệ; hãy viết một số {bounds}. (Not a number in bounds.)"
        raise usage_error(message)
    return parsed
