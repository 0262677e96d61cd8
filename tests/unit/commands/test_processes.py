"""Builds beside one another, and builds that are stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.press.staging import STAGING
from plugins.press.state import only_build, state_folder

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = "---\ntitle: Bài {0}\ndate: 2026-02-01\ncategory: kinh-te\n---\n\nNội dung bài {0}.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with so many articles that a build can be met in its middle."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    for number in range(200):
        (folder / "articles" / f"bai-{number}.md").write_text(ARTICLE.format(number), "utf-8")
    return folder


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command of Python."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "500"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    """Wait until *path* is there."""
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.005)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_second_build_waits_and_says_so(content: Path, tmp_path: Path) -> None:
    """While another build of the same output is under way it does nothing; then it does its work."""
    output = tmp_path / "out"
    with only_build(state_folder(ROOT, output), lambda: None):
        process = start("tasks.py", "build", "--content", content, "--output", output)
        assert process.stderr is not None
        assert "Đang chờ một lượt dựng khác" in process.stderr.readline()
        assert not output.exists()
    assert process.communicate(timeout=60)[0].startswith("Đã dựng trang")
    assert process.returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_publishes_nothing(
    content: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """Ctrl-C and SIGTERM end it with the shell's code and a sentence, without a traceback or staged files."""
    output = tmp_path / "out"
    process = start("tasks.py", "build", "--content", content, "--output", output)
    wait_for(output / STAGING, process)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "")
    assert (
        err.strip() == "Đã dừng giữa chừng. Không xuất bản gì; trang cũ còn nguyên. (Stopped; nothing was published.)"
    )
    assert tree(output) == {}
    assert not (output / STAGING).exists()


def test_a_build_that_waits_can_be_stopped(content: Path, tmp_path: Path) -> None:
    """The wait is no trap."""
    output = tmp_path / "out"
    with only_build(state_folder(ROOT, output), lambda: None):
        process = start("tasks.py", "build", "--content", content, "--output", output)
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert "Đã dừng" in process.communicate(timeout=60)[1]
    assert process.returncode == 130


def test_pelican_ends_with_the_same_code(content: Path, tmp_path: Path) -> None:
    """The other door to a build; Pelican alone would exit 0."""
    output = tmp_path / "out"
    process = start("-m", "pelican", content, "-s", "pelicanconf.py", "-o", output)
    wait_for(output / STAGING, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Đã dừng giữa chừng" in out + err
    assert tree(output) == {}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "SITEURLL = ''",
            "myconf.py:4: SITEURLL: không có thiết lập này (no such setting). Cách sửa: có phải bạn muốn",
        ),
        ("PLUGINS = [pipeline, 'not_there']", 'myconf.py:4: PLUGINS: không nạp được "not_there"'),
    ],
)
def test_settings_of_ones_own_are_held_to_the_same_rules(content: Path, tmp_path: Path, lines: str, said: str) -> None:
    """`pelican -s` with any file: exit code 1, file and line, nothing published."""
    conf = tmp_path / "myconf.py"
    conf.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n{lines}\n")
    options = ("-s", conf, "-o", tmp_path / "out", "-t", ROOT / "theme")
    process = start("-m", "pelican", content, *options)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said in out + err
    assert not (tmp_path / "out").exists()
