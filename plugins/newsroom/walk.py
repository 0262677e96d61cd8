"""Which files a content folder holds; editors' temporary files are no content."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Final

from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem

PARTS: Final = ("articles", "comments", "figures", "media", "pages", "site")
"""The folders of a content folder that are read."""

# Locks, backups and half-saved files of Emacs, Vim, LibreOffice, Word and others.
_LEFT_BEHIND = re.compile(
    r"\.#.*|#.*#|~\$.*|.*~|\..*\.sw[a-z]|\.~lock\..*|.*\.(?:bak|orig|rej|tmp|temp|save|autosave)", re.IGNORECASE
)
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"})
# What nearly all files are called: none of the rules about names concerns them.
_ORDINARY = re.compile(r"[a-z0-9][a-z0-9-]*\.(?:md|yaml|jpe?g|png|webp|gif|pdf)")
_NAME = attrgetter("name")


def walk_files(folder: Path, part: str) -> tuple[list[str], tuple[Problem, ...]]:
    """
    List the files below a part of the content folder.

    Args:
        folder: The content folder.
        part: A folder in it; it may be absent.

    Returns:
        Paths relative to *folder* with "/", sorted; and what cannot be read or is left out with a word.
        Hidden files and what editors and systems leave lying about are left out.
    """
    problems: list[Problem] = []
    paths = [f"{name}/{entry.name}" for name, entries in walk_folders(folder, part, problems) for entry in entries]
    return sorted(paths), tuple(problems)


def walk_folders(folder: Path, part: str, problems: list[Problem]) -> Iterator[tuple[str, Sequence[os.DirEntry[str]]]]:
    """
    Yield each folder below a part of the content folder that holds files, with its files ascending by name.

    Args:
        folder: The content folder.
        part: A folder in it; it may be absent.
        problems: Gets what cannot be read or is left out with a word.
    """
    home = os.path.realpath(folder)
    waiting = [part]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        try:
            opened = os.open(folder / name, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(explain_failure(error, folder / name, name))
            continue
        try:
            files: list[os.DirEntry[str]] = []
            for entry in sorted(os.scandir(opened), key=_NAME):
                if _ORDINARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    files.append(entry)
                    continue
                path = f"{name}/{entry.name}"
                is_folder = _judge(entry, path, home, problems)
                if is_folder:
                    real = os.path.realpath(folder / path)
                    if real not in seen:  # two links to one folder
                        seen.add(real)
                        waiting.append(path)
                elif is_folder is not None:
                    files.append(entry)
            if files:
                # An entry of an open folder is asked for its stat without the path that leads there.
                yield name, files
        finally:
            os.close(opened)


def _judge(entry: os.DirEntry[str], path: str, home: str, problems: list[Problem]) -> bool | None:
    """Tell whether an entry is a folder or a file; None where it is passed over, if need be with a problem."""
    place = Path(home, path)
    try:
        problem = _refuse(entry, place, path, home)
        is_folder = problem is None and entry.is_dir()
    except OSError as error:
        problem, is_folder = explain_failure(error, place, path), False
    if problem is not None:
        problems.append(problem)
    return None if problem is not None or is_temporary(entry.name) else is_folder


def look_around(folder: Path) -> Iterator[Problem]:
    """Find that there are no articles, and folders that nothing reads."""
    if not (folder / "articles").is_dir():
        yield make_problem("E118", "articles", 1)
    try:
        folders = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        return  # E118 has said so
    for name in folders:
        if name not in PARTS and not is_temporary(name):
            yield make_problem("W104", name, 1, name=name, known=", ".join(PARTS))


def is_temporary(name: str) -> bool:
    """Tell whether a file or folder of this name is no content."""
    return name.startswith(".") or name.lower() in _SYSTEM_FILES or _LEFT_BEHIND.fullmatch(name) is not None


def explain_failure(error: OSError, file: Path, path: str) -> Problem:
    """Return the problem of a file that cannot be read: it was there a moment ago, or it is there and closed."""
    if isinstance(error, FileNotFoundError) and not file.is_symlink():
        return make_problem("E120", path, 1)
    return make_problem("E117", path, 1, reason=error.strerror or type(error).__name__)


def _refuse(entry: os.DirEntry[str], place: Path, path: str, home: str) -> Problem | None:
    """Return why an entry is not read, None where it is, or is passed over without a word."""
    if not entry.name.isprintable() and any("\udc80" <= sign <= "\udcff" for sign in entry.name):
        return make_problem("E121", os.fsencode(path).decode("utf-8", "replace"), 1)
    if is_temporary(entry.name):
        return make_problem("H101", path, 1, name=entry.name) if _LEFT_BEHIND.fullmatch(entry.name) else None
    if entry.is_symlink():
        return _refuse_link(place, path, home)
    if not entry.is_file() and not entry.is_dir():
        return _not_a_file(path)
    return None


def _refuse_link(link: Path, path: str, home: str) -> Problem | None:
    """Return why a link is not followed; of one that leads to nothing, reading tells."""
    if _leads_in_circles(link):
        return make_problem("E119", path, 1)
    if not os.path.realpath(link).startswith(home + os.sep):
        return make_problem("E111", path, 1)
    if link.exists() and not link.is_file() and not link.is_dir():
        return _not_a_file(path)
    return None


def _not_a_file(path: str) -> Problem:
    """Return the problem of a pipe or a device, which would keep the build waiting for ever."""
    return make_problem("E117", path, 1, reason=os.strerror(errno.EINVAL))


def _leads_in_circles(link: Path) -> bool:
    """Tell whether a link leads to itself, if by way of others, or to a folder that it stands in."""
    try:
        link.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return (os.path.realpath(link.parent) + os.sep).startswith(os.path.realpath(link) + os.sep)
