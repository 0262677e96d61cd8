"""Other code, other pages: what a build remembers is of no use to one that runs another version of the project."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.edited_portal import ROOT, Portal, tree
from tests.first_archive import fill

PARTS: Final = (
    "commands",
    "deploy",
    "desk",
    "feedback",
    "plugins",
    "requirements",
    "theme",
    "tasks.py",
    "pelicanconf.py",
    "publishconf.py",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project: its code can be edited, and what its builds remember lies in it."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def build(project: Path, content: Path, output: Path) -> dict[str, str]:
    """Build by the code in *project* and return the site."""
    options: list[str | Path] = [
        "--content",
        content,
        "--output",
        output,
        "--now",
        "2026-03-01 08:00",
        "--workers",
        "1",
    ]
    command: list[str | Path] = [sys.executable, "tasks.py", "build", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return tree(output)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("plugins/archives/neighbours.py", "LIMIT = 10", "LIMIT = 9"),  # what is on pages
        ("plugins/newsroom/vietnamese.py", '"dddDDD"', '"xddXDD"'),  # by what words are found
        ("plugins/newsroom/body_blocks.py", '"</table>"', '"</table><hr>"'),  # what bodies look like
    ],
)
def test_other_code_makes_the_site_that_it_makes_alone(
    project: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    """After an edit of the code the next build equals a clean one by the edited code."""
    portal = Portal(tmp_path / "portal")
    fill(portal)
    content = tmp_path / "portal" / "content"
    before = build(project, content, tmp_path / "out")
    code = (project / file).read_text("utf-8")
    assert old in code
    (project / file).write_text(code.replace(old, new), "utf-8")
    after = build(project, content, tmp_path / "out")
    assert after == build(project, content, tmp_path / "clean")
    assert after != before
