"""The hook that an office installs: the real pre-commit refuses a commit with an error, deletions included."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GOOD = "---\ntitle: Tin\ndate: 2026-01-02\ncategory: kinh-te\n---\n\nMở đầu.\n\n"


class Office:
    """A repository with a content folder, and pre-commit as the instructions install it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "van-phong"
        self.folder.mkdir()
        self._environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "PYTHONUTF8": "1",
            **{f"GIT_{who}_{what}": "an@example.vn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        hooks = folder / "cong-cu"
        hooks.mkdir()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "Móc")):
            self.run("git", *words, folder=hooks)
        version = self.run("git", "rev-parse", "HEAD", folder=hooks).stdout.strip()
        self.run("git", "init", "-q")
        self.write("inv", f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "tasks.py"}" "$@"\n').chmod(0o755)
        self.write("content/site/categories.yaml", "- {slug: kinh-te, name: Kinh tế}\n")
        self.write("content/articles/mot.md", GOOD)
        self.write(
            ".pre-commit-config.yaml",
            f"repos:\n  - repo: {hooks}\n    rev: {version}\n    hooks:\n"
            "      - {id: noi-dung, args: [--content, content]}\n",
        )
        self.run(sys.executable, "-m", "pre_commit", "install")

    def write(self, path: str, text: str) -> Path:
        """Write a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program there."""
        return subprocess.run(
            words, cwd=folder or self.folder, env=self._environment, capture_output=True, text=True, check=False
        )

    def commit(self) -> tuple[bool, str]:
        """Stage everything and commit; tell whether that went well, and what was said."""
        self.run("git", "add", "-A")
        done = self.run("git", "commit", "-m", "Tin")
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office."""
    return Office(tmp_path)


def test_a_commit_with_an_error_is_refused_until_it_is_mended(office: Office) -> None:
    """The editor reads what `check` says; an unstaged mistake elsewhere is nobody's business."""
    went_well, said = office.commit()
    assert went_well, said
    office.write("content/articles/hai.md", GOOD.replace("kinh-te", "kinh-tế"))
    went_well, said = office.commit()
    assert not went_well
    assert "articles/hai.md:4: category: E213" in said
    office.write("content/articles/hai.md", GOOD + "[một](/kinh-te/mot.html)\n")
    assert office.commit()[0]
    (office.folder / "content/articles/mot.md").unlink()
    went_well, said = office.commit()
    assert not went_well
    assert "articles/hai.md:9: E416" in said
    office.write("content/articles/mot.md", GOOD)
    office.write("content/articles/ba.md", "x")
    office.run("git", "reset", "-q")
    office.write("ghi-chu.txt", "x")
    office.run("git", "add", "ghi-chu.txt")
    assert office.run("git", "commit", "-m", "Khác").returncode == 0
