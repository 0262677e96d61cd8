"""`./inv clean`: as before the first build."""

from __future__ import annotations

import shutil
from pathlib import Path

from invoke import Exit

from commands.terminal import shown
from plugins.press.manifest import FOLDER as MANIFEST


def run(output: Path, root: Path) -> None:
    """
    Remove the built site *output* and the state below *root* of all builds.

    Raises:
        Exit: With code 1 when the folder holds files that no build of ours left; nothing is removed.
    """
    if output.is_symlink() or (output.is_dir() and any(output.iterdir()) and not (output / MANIFEST).is_dir()):
        message = f"{shown(output)} không phải do ./inv build tạo ra nên không xoá. (Not made by a build: kept.)"
        raise Exit(message, code=1)
    gone = [folder for folder in (output, root / ".cache") if folder.is_dir()]
    for folder in gone:
        shutil.rmtree(folder)
    names = ", ".join(shown(folder) for folder in gone)
    print(f"Đã xoá {names}." if gone else "Không có gì để xoá.")
