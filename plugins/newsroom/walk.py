"""Which files a content folder holds; editors' temporary files are no content."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem

# Locks, backups and half-saved files of Emacs, Vim, LibreOffice, Word and others.
_LEFT_BEHIND = re.compile(
    r"\.#.*|#.*#|~\$.*|.*~|\..*\.sw[a-z]|\.~lock\..*|.*\.(?:bak|orig|rej|tmp|temp|save|autosave)", re.IGNORECASE
)
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"})


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
    home = os.path.realpath(folder)
    paths: list[str] = []
    problems: list[Problem] = []
    waiting = [part]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        try:
            entries = sorted(os.scandir(folder / name), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(explain_failure(error, folder / name, name))
            continue
        for entry in entries:
            path = f"{name}/{entry.name}"
            try:
                problem = _refuse(entry, path, home)
                is_folder = problem is None and entry.is_dir()
            except OSError as error:
                problem, is_folder = explain_failure(error, Path(entry.path), path), False
            if problem is not None:
                problems.append(problem)
            elif is_temporary(entry.name):
                continue
            elif is_folder:
                real = os.path.realpath(entry.path)
                if real not in seen:  # two links to one folder
                    seen.add(real)
                    waiting.append(path)
            else:
                paths.append(path)
    return sorted(paths), tuple(problems)


def is_temporary(name: str) -> bool:
    """Tell whether a file or folder of this name is no content."""
    return name.startswith(".") or name.lower() in _SYSTEM_FILES or _LEFT_BEHIND.fullmatch(name) is not None


def explain_failure(error: OSError, file: Path, path: str) -> Problem:
    """Return the problem of a file that cannot be read: it was there a moment ago, or it is there and closed."""
    if isinstance(error, FileNotFoundError) and not file.is_symlink():
        return make_problem("E120", path, 1)
    return make_problem("E117", path, 1, reason=error.strerror or type(error).__name__)


def _refuse(entry: os.DirEntry[str], path: str, home: str) -> Problem | None:
    """Return why an entry is not read, None where it is, or is passed over without a word."""
    if not entry.name.isprintable() and any("\udc80" <= sign <= "\udcff" for sign in entry.name):
        return make_problem("E121", os.fsencode(path).decode("utf-8", "replace"), 1)
    if is_temporary(entry.name):
        return make_problem("H101", path, 1, name=entry.name) if _LEFT_BEHIND.fullmatch(entry.name) else None
    if entry.is_symlink():
        return _refuse_link(entry.path, path, home)
    if not entry.is_file() and not entry.is_dir():
        return _not_a_file(path)
    return None


def _refuse_link(link: str, path: str, home: str) -> Problem | None:
    """Return why a link is not followed; of one that leads to nothing, reading tells."""
    if _leads_in_circles(Path(link)):
        return make_problem("E119", path, 1)
    if not os.path.realpath(link).startswith(home + os.sep):
        return make_problem("E111", path, 1)
    if Path(link).exists() and not Path(link).is_file() and not Path(link).is_dir():
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
