"""`./inv livereload`: it builds on a saved file, says what came of it, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import livereload
from commands.livereload import Result, rebuild, tell
from deploy.livereload import Board

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = "---\ntitle: Được mùa\ndate: 2026-02-01\ncategory: kinh-te\n---\n\nLúa tốt.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    (folder / "articles" / "duoc-mua.md").write_text(ARTICLE, "utf-8")
    return folder


@pytest.fixture
def process(content: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The command, running."""
    with subprocess.Popen(
        [
            *(sys.executable, ROOT / "tasks.py", "livereload", "--port", "0"),
            *("--content", content, "--output", tmp_path / "out"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
        encoding="utf-8",
    ) as running:
        yield running
        running.kill()


def lines_until(process: subprocess.Popen[str], said: str) -> list[str]:
    """Return what the command prints up to the line with *said*."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if said in line:
            return lines
    pytest.fail(f"{said!r} was not said: {lines}")


def children(process: subprocess.Popen[str]) -> set[int]:
    """Return the process numbers of what the command has started."""
    task = Path(f"/proc/{process.pid}/task")
    return {int(number) for thread in task.iterdir() for number in (thread / "children").read_text().split()}


def test_a_saved_file_is_built_and_a_mistake_is_said(process: subprocess.Popen[str], content: Path) -> None:
    """First the address, then a line a build; with a mistake the report, and the last site is still served."""
    lines = lines_until(process, "dựng xong")
    address = re.search(r"http://127\.0\.0\.1:\d+/", lines[0])
    assert address
    file = content / "articles" / "duoc-mua.md"
    file.write_text(ARTICLE.replace("kinh-te", "kinhte"), "utf-8")
    assert lines_until(process, "E403")[-1].startswith("articles/duoc-mua.md:4: category: E403 ")
    with urllib.request.urlopen(f"{address[0]}kinh-te/duoc-mua.html", timeout=10) as page:  # noqa: S310 - ours
        assert "Được mùa" in page.read().decode()
    file.write_text(ARTICLE.replace("Được mùa", "Mất mùa"), "utf-8")
    lines_until(process, "dựng xong")
    with urllib.request.urlopen(f"{address[0]}kinh-te/duoc-mua.html", timeout=10) as page:  # noqa: S310 - ours
        assert "Mất mùa" in page.read().decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_in_the_middle_of_a_build(
    process: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    """No traceback, no child left behind, nothing half published."""
    lines_until(process, "http://")
    deadline = time.monotonic() + 20
    while not (started := children(process)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert started
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Đã dừng.\n")
    assert not any(Path(f"/proc/{child}").exists() for child in started)
    assert not (tmp_path / "out" / ".staging").exists()


def test_broken_code_is_a_report_too(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a plugin sees the traceback where an editor sees mistakes."""
    broken = tmp_path / "broken"
    (broken / "commands").mkdir(parents=True)
    (broken / "commands" / "__init__.py").write_text("")
    (broken / "commands" / "rebuild.py").write_text("x = [\n")
    monkeypatch.setattr(livereload, "ROOT", broken)
    result = rebuild(content, tmp_path / "out")
    assert not result.ok
    assert "SyntaxError" in result.report


@pytest.mark.parametrize(
    ("result", "kind", "said"),
    [
        (Result(ok=True, changed=True, report="", seconds=1.25), "fine", "dựng xong"),
        (Result(ok=True, changed=False, report=""), "fine", "không có gì đổi"),
        (Result(ok=True, changed=True, report="a.md:1: W101 …"), "warning", "a.md:1: W101 …"),
        (Result(ok=False, changed=False, report="a.md:1: E101 …"), "error", "a.md:1: E101 …"),
    ],
)
def test_terminal_and_page_say_the_same(
    result: Result, kind: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open pages are loaded anew only where the site changed."""
    board = Board()
    before = board.state.version
    tell(result, tmp_path, board)
    assert said in capsys.readouterr().out
    assert (board.state.kind, board.state.report) == (kind, result.report)
    assert (board.state.version != before) == result.changed
