"""
Where a site can be published: the file `deploy.toml`.

A target is a table `[targets.NAME]`; its keys are explained in `docs/deploying.vi.md`.  All mistakes are told at once.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.problem import TargetsError

FILE: Final = "deploy.toml"
DEFAULT_KEEP: Final = 5
LEAST_KEEP: Final = 2  # one is live, the other becomes the next

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_HOST: Final = re.compile(r"(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?(?:[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])")
_LAST_PORT: Final = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """
    One place.

    Attributes:
        name: As `./inv deploy` takes it.
        path: The folder that holds `releases/` and `current`, absolute.
        host: The server to reach by SSH (`user@host`), "" where the folder is on this machine.
        port: Of the server's SSH; None: as SSH's own configuration says.
        identity: SSH's private key file; None: as SSH's own configuration says.
        known_hosts: The file with the server's key; the same.
        keep: How many releases stay.
        key: The private key that releases are signed with; None where they are not signed.
    """

    name: str
    path: str
    host: str = ""
    port: int | None = None
    identity: Path | None = None
    known_hosts: Path | None = None
    keep: int = DEFAULT_KEEP
    key: Path | None = None


_KEYS: Final = ("path", "host", "port", "identity", "known_hosts", "keep", "key")
_SSH_KEYS: Final = ("port", "identity", "known_hosts")


def read_targets(file: Path) -> dict[str, Target]:
    """
    Return the targets of the file, by name.

    Raises:
        TargetsError: It is not there, is no TOML, or a target has mistakes.
    """
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError as error:
        raise TargetsError(
            f"{file}: không có tệp này. Hãy chép deploy.example.toml thành {FILE} rồi sửa cho đúng máy chủ."
            " (No such file; copy deploy.example.toml.)"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TargetsError(f"{file}: không đọc được: {error} (cannot be read)") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{file}:{line[1] if line else len(text.splitlines())}"  # without a line it is the file's end
        raise TargetsError(f"{place}: không phải TOML hợp lệ: {error}. Cách sửa: xem {FILE} mẫu.") from error
    targets: dict[str, Target] = {}
    problems = sorted(_problems_of(data, _Lines(text), file.parent, targets))
    if problems:
        raise TargetsError("\n".join(f"{file}{f':{line}' if line else ''}: {what}" for line, what in problems))
    return targets


def choose_target(targets: Mapping[str, Target], name: str, file: Path) -> Target:
    """
    Return the target called *name*.

    Raises:
        TargetsError: There is none of that name.
    """
    if name not in targets:
        names = ", ".join(targets)
        raise TargetsError(f"{file}: không có nơi đặt trang {name!r}; có: {names}. (Name one of these targets.)")
    return targets[name]


class _Lines:
    """Finds on which line of the file something is written; tomllib does not say."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def of_table(self, name: str) -> int:
        """Return the line of the table's header, 0 where it is written in another way."""
        header = re.compile(rf"""\s*\[\s*(?:"{re.escape(name)}"|{re.escape(name)})\s*\]""")
        dotted = re.compile(rf"""\s*\[\s*targets\s*\.\s*["']?{re.escape(name)}["']?\s*\]""")
        found = (n for n, line in enumerate(self._lines, 1) if header.match(line) or dotted.match(line))
        return next(found, self.of_key(name, 0))

    def of_key(self, key: str, start: int) -> int:
        """Return the first line from *start* that gives *key* a value, *start* where none is found."""
        form = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        for number, line in enumerate(self._lines[start:], start + 1):
            if form.match(line):
                return number
            if start and line.lstrip().startswith("["):
                break
        return start


def _problems_of(
    data: Mapping[str, object], lines: _Lines, folder: Path, targets: dict[str, Target]
) -> Iterator[tuple[int, str]]:
    """Yield (line or 0, what is wrong), and put what is right into *targets*."""
    for key in data:
        if key != "targets":
            yield lines.of_table(key), _unknown(key, ("targets",))
    tables = data.get("targets", {})
    if not isinstance(tables, dict) or not tables:
        yield 0, "thiếu bảng [targets.TÊN]. Cách sửa: thêm một bảng, ví dụ [targets.may-chu] (no target)"
        return
    for name, table in tables.items():
        line = lines.of_table(name)
        if not _NAME.fullmatch(name):
            yield line, f"tên {name!r} chỉ được có chữ không dấu, số, - và _ (a target's name)"
        if not isinstance(table, dict):
            yield line, f"targets.{name}: phải là một bảng [targets.{name}] (must be a table)"
            continue
        problems = [(lines.of_key(key, line), f"targets.{name}.{what}") for key, what in _problems_in(table)]
        yield from problems
        if not problems:
            targets[name] = _target(name, table, folder)


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    hint = f"ý bạn là {near[0]!r}?" if near else f"chỉ có: {', '.join(known)}."
    return f"{key}: khoá lạ; {hint} (unknown key)"


def _problems_in(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield (key, what is wrong) of one target's table."""
    yield from ((key, _unknown(key, _KEYS)) for key in table if key not in _KEYS)
    if "path" not in table:
        yield "path", 'path: thiếu. Cách sửa: thêm dòng path = "/srv/cong-tin" (missing)'
    for key in ("path", "host", "identity", "known_hosts", "key"):
        value = table.get(key, "x")
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            yield key, f"{key}: {value!r} phải là chữ trong ngoặc kép, không để trống (must be text)"
    host, path = table.get("host"), table.get("path")
    if isinstance(host, str) and host.strip() and not _HOST.fullmatch(host):
        yield "host", f"host: {host!r} không đúng dạng người-dùng@máy-chủ; cổng viết ở port (user@host)"
    if isinstance(host, str) and isinstance(path, str) and not path.startswith("/"):
        yield "path", f"path: {path!r} trên máy chủ phải bắt đầu bằng / (must be absolute)"
    if host is None:
        yield from ((key, f"{key}: chỉ có nghĩa khi có host (only with host)") for key in _SSH_KEYS if key in table)
    yield from _problems_of_numbers(table)


def _problems_of_numbers(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, least, most in (("port", 1, _LAST_PORT), ("keep", LEAST_KEEP, 1000)):
        value = table.get(key, least)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield key, f"{key}: {value!r} phải là số từ {least} đến {most} (a number in bounds)"


def _target(name: str, table: Mapping[str, object], folder: Path) -> Target:
    def place(key: str) -> Path | None:
        return folder / Path(str(table[key])).expanduser() if key in table else None

    path, port, keep = str(table["path"]), table.get("port"), table.get("keep", DEFAULT_KEEP)
    return Target(
        name=name,
        path=path if "host" in table else str((folder / Path(path).expanduser()).resolve()),
        host=str(table.get("host", "")),
        port=port if isinstance(port, int) else None,
        identity=place("identity"),
        known_hosts=place("known_hosts"),
        keep=keep if isinstance(keep, int) else DEFAULT_KEEP,
        key=place("key"),
    )
