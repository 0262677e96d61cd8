"""
What the values of options mean.

Invoke hands over text; each function returns the value or ends the command with exit
code 2 and a message that says what would be right.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, cast, get_args

from invoke import Exit

from commands.check_formats import Format
from commands.program import USAGE_ERROR
from commands.staged import Choice, staged_files
from plugins.newsroom.clock import current_minute
from plugins.newsroom.moment import parse_moment
from plugins.newsroom.problem import Language

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


def content_files(name: str, values: Iterable[str], content: Path) -> tuple[str, ...]:
    """
    Return the files that the option *name* names, relative to the content folder.

    Args:
        name: The option, for the message.
        values: As typed: from the folder where the command was given, or as reports name them.
        content: The content folder, absolute.

    Raises:
        Exit: One of them is not there, or lies elsewhere; all such are named.
    """
    found: dict[str, None] = {}
    wrong: list[str] = []
    for value in values:
        # Links are not followed: a link that leads out of the folder is a problem of the content.
        places = [Path(os.path.abspath(value)), Path(os.path.abspath(content / value))]  # noqa: PTH100 - resolve() follows
        file = next((place for place in places if place.is_file() or place.is_symlink()), None)
        if file is None:
            wrong.append(f"không có tệp {value!r}; nếu tệp vừa bị xoá, dùng --staged (no such file)")
        elif not file.is_relative_to(content):
            wrong.append(
                f"tệp {value!r} không nằm trong thư mục nội dung {str(content)!r} (outside the content folder)"
            )
        else:
            found[file.relative_to(content).as_posix()] = None
    if wrong:
        raise usage_error("\n".join(f"{name}: {reason}." for reason in wrong))
    return tuple(found)


def chosen_files(files: Iterable[str], content: Path, *, staged: bool) -> Choice | None:
    """
    Return the files that `--file` and `--staged` choose, None where neither is given: all are meant.

    Raises:
        Exit: As `content_files` and `staged.staged_files`.
    """
    named = content_files("--file", files, content)
    if not staged:
        return Choice(paths=named) if named else None
    found = staged_files(content)
    return Choice(paths=tuple(dict.fromkeys((*named, *found.paths))), gone=found.gone)


def report_format(value: str, *, json: bool) -> Format:
    """
    Return the form of a report.

    Args:
        value: What `--format` says, "" where it is not given.
        json: Whether `--json` is given.

    Raises:
        Exit: No such form, or the two options say different things.
    """
    if json and value not in ("", "json"):
        raise usage_error(f"--json và --format {value} không đi cùng nhau. (Choose one of them.)")
    for known in get_args(Format):
        if value == known:
            return cast("Format", known)
    if value:
        raise usage_error(f"--format: {value!r} không có; chỉ có {', '.join(get_args(Format))}. (No such format.)")
    return "json" if json else "text"


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
