"""The Git repository that a content folder lies in, asked through `git`."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_TRIES: Final = 40
_PAUSE: Final = 0.25  # seconds; together ten, for another commit to end
_AUTHOR: Final = ("user.name=Cổng Tin", "user.email=phan-hoi@localhost.invalid")


class RepositoryError(Exception):
    """Git cannot do what is asked; the message says why, for the operator."""


def check_repository(folder: Path) -> None:
    """
    Hold a folder against what a commit needs.

    Raises:
        RepositoryError: It lies in no repository with a work tree, or `git` is not there.
    """
    try:
        done = _git(folder, "rev-parse", "--is-inside-work-tree")
    except FileNotFoundError as error:
        raise RepositoryError("Cần cài git. (git is not installed.)") from error
    if done.stdout.strip() != "true":
        raise RepositoryError(f"{folder}: không nằm trong kho Git nào. (Not in a Git repository.)")


def commit(folder: Path, paths: Sequence[str], message: str) -> str:
    """
    Commit the files *paths*, relative to *folder*, as they are there, and nothing else; return the commit's name.

    Returns:
        The name in hexadecimal, "" where the last commit has them as they are.

    Raises:
        RepositoryError: Git refuses; it says why.
    """
    tracked = set(_run(folder, "ls-files", "-z", "--", *paths).split("\0")) if paths else set()
    there = [path for path in paths if path in tracked or (folder / path).exists()]
    if not there or not _run(folder, "status", "--porcelain", "--", *there):
        return ""
    _run(folder, "add", "--all", "--", *there)
    names = () if _git(folder, "config", "user.email").stdout.strip() else _AUTHOR
    options = [part for name in names for part in ("-c", name)]
    _run(folder, *options, "commit", "--quiet", "--only", "--message", message, "--", *there)
    return _run(folder, "rev-parse", "HEAD").strip()


def _run(folder: Path, *arguments: str) -> str:
    """Return what git says; wait while another git is at work in the repository."""
    for left in reversed(range(_TRIES)):
        done = _git(folder, *arguments)
        if done.returncode == 0:
            return done.stdout
        if not left or "index.lock" not in done.stderr:
            break
        time.sleep(_PAUSE)
    said = done.stderr.strip() or done.stdout.strip()
    raise RepositoryError(f"git {arguments[0]}: {said}")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git to its end, whatever becomes of this process, so that none of its locks stays behind."""
    return subprocess.run(
        ["git", "-C", folder, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        start_new_session=True,
    )
