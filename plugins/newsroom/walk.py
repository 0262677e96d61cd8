"""Which files a content folder holds; editors' temporary files are no content."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem


def walk_files(folder: Path, part: str) -> tuple[list[str], tuple[Problem, ...]]:
    """
    List the files below a part of the content folder.

    Args:
        folder: The content folder.
        part: A folder in it; it may be absent.

    Returns:
        Paths relative to *folder* with "/", sorted; and the symbolic links that lead out of it.
        Hidden files, `~$…` and `…~` are left out.
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
            problems.append(make_problem("E117", name, 1, reason=error.strerror or type(error).__name__))
            continue
        for entry in entries:
            path = f"{name}/{entry.name}"
            if is_temporary(entry.name):
                continue
            if entry.is_symlink() and not _is_inside(entry.path, home):
                problems.append(make_problem("E111", path, 1))
            elif entry.is_dir():
                real = os.path.realpath(entry.path)
                if real not in seen:  # a link to a folder above would never end
                    seen.add(real)
                    waiting.append(path)
            else:
                paths.append(path)
    return sorted(paths), tuple(problems)


def is_temporary(name: str) -> bool:
    """Tell whether a file or folder of this name is no content."""
    return name.startswith((".", "~$")) or name.endswith("~")


def _is_inside(path: str, home: str) -> bool:
    """Tell whether *path* leads to something below *home*."""
    return os.path.realpath(path).startswith(home + os.sep)
