"""Which files of the content folder a commit would change, as Git has it; or which ones were asked for."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from invoke import Exit


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Some files of the content folder, relative to it: those that are there, and those that were."""

    paths: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def staged_files(folder: Path) -> Choice:
    """
    Return the files of a content folder that are staged for the next commit.

    Args:
        folder: The content folder, absolute.

    Raises:
        Exit: With code 1 when Git cannot tell.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    # From the top: the index that a hook is given is named from there.
    listed = _git(top, "diff", "--cached", "--name-status", "--no-renames", "-z", "--", str(folder)).split("\0")
    inside = os.path.relpath(folder, top)
    found = {
        Path(os.path.relpath(path, inside)).as_posix(): status
        for status, path in zip(listed[::2], listed[1::2], strict=False)
    }
    return Choice(
        paths=tuple(path for path, status in found.items() if status != "D"),
        gone=tuple(path for path, status in found.items() if status == "D"),
    )


def _git(folder: Path, *words: str) -> str:
    """Return what Git answers."""
    try:
        answer = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)
    except FileNotFoundError as error:
        raise Exit("--staged: máy này chưa có git. (Git is not installed.)", code=1) from error
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip()
        raise Exit(f"--staged: Git không trả lời được: {said} (Git cannot tell.)", code=1) from error
    return os.fsdecode(answer.stdout)
