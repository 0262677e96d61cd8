"""The command line as a whole: what is wrong with it is said in Vietnamese, and ends with 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def inv(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as `./inv` does once the environment is there."""
    return subprocess.run(
        [sys.executable, ROOT / "tasks.py", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["khong-co"], "khong-co"),
        (["build", "--khong-co"], "--khong-co"),
        (["build", "--now"], "now"),
        (["build", "--now", "03/04/2026"], "--now: không hiểu '03/04/2026'"),
        (["build", "--now", "2026-11"], "--now: không hiểu '2026-11'"),
        (["build", "--content", "khong/co"], "--content: không có thư mục 'khong/co'"),
        (["build", "--output", "tasks.py"], "--output: 'tasks.py' không phải là thư mục"),
        (["build", "--output", ""], "--output: '' không phải là thư mục"),
        (["check", "--content", "tasks.py"], "--content: không có thư mục 'tasks.py'"),
        (["check", "--file", "khong/co.md"], "--file: không có tệp 'khong/co.md'"),
        (["check", "--file", "tasks.py"], "--file: tệp 'tasks.py' không nằm trong thư mục nội dung"),
        (["check", "--format", "xml"], "--format: 'xml' không có; chỉ có text, json, github, gitlab"),
        (["check", "--format", "github", "--json"], "--json và --format github không đi cùng nhau"),
        (["check", "--lang", "fr"], "--lang: 'fr' không có; chỉ có vi và en"),
        (["serve", "--port", "x"], "--port: 'x' không hợp lệ; hãy viết một số từ 0 đến 65535"),
        (["serve", "--port", "65536"], "--port: '65536' không hợp lệ"),
        (["serve", "--port=-1"], "--port: '-1' không hợp lệ"),
        (["search", "a", "--limit", "0"], "--limit: '0' không hợp lệ; hãy viết một số từ 1 trở lên"),
        (["search", "a", "--limit", "mười"], "--limit: 'mười' không hợp lệ"),
        (["livereload", "--port", "x"], "--port: 'x' không hợp lệ"),
        (["livereload", "--content", "khong/co"], "--content: không có thư mục 'khong/co'"),
        (["new"], "title"),
        (["new", "…"], "không có chữ nào để đặt tên tệp"),
        (["new", "Được mùa", "--category", "khong-co"], "không có chuyên mục 'khong-co'"),
        (["new", "a" * 251, "--category", "kinh-te"], "E206"),
        (["report", "--from", "01/02/2026"], "--from: không hiểu '01/02/2026'"),
        (["report", "--to", "2026-02-30"], "--to: không hiểu '2026-02-30'"),
        (["report", "--from", "2026-02-02", "--to", "2026-02-01"], "--from 2026-02-02 sau --to 2026-02-01"),
        (["schema", "--output", "tasks.py"], "--output: 'tasks.py' không phải là thư mục"),
        (["test", "--sau"], "--sau"),
        (["search"], "query"),
        (["eval-search"], "set"),
        (["eval-search", "--set", "khong/co"], "--set: không có thư mục 'khong/co'"),
        (["eval-search", "--set", "docs", "--mix", "khong/co"], "--mix: không có tệp 'khong/co'"),
        (["eval-search", "--set", "docs", "--engine", "lucene"], "--engine: 'lucene' không có"),
        (["bench"], "what"),
        (["bench", "khong-co"], "Không có phép đo 'khong-co'"),
        (["bench", "build", "--articles", "x"], "--articles: 'x' không hợp lệ"),
        (["--help", "khong-co"], "khong-co"),
    ],
)
def test_a_usage_error_exits_2(arguments: list[str], said: str) -> None:
    """A script can tell a wrong command from failed work; nothing is on standard output, and no traceback."""
    done = inv(*arguments)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_wrong_source_date_epoch_is_a_usage_error() -> None:
    """The variable is an option too."""
    done = inv("build", SOURCE_DATE_EPOCH="hôm nay")
    assert (done.returncode, "SOURCE_DATE_EPOCH: không hiểu 'hôm nay'" in done.stderr) == (2, True)


def test_the_list_explains_each_task_in_a_line(tmp_path: Path) -> None:
    """`--list` works from any folder, and no explanation is cut."""
    done = inv("--list", folder=tmp_path)
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()[1:] if line.strip()]
    assert [name for name, _ in lines] == [
        *("bench", "build", "check", "clean", "comments", "deploy", "desk", "desk-user", "due"),
        *("eval-search", "feedback", "feedback-merge", "import-nukeviet", "import-word", "keygen"),
        *("livereload", "new", "nginx", "report", "rollback", "schema", "search", "serve", "stats", "test"),
        *("verify",),
    ]
    assert all(explanation.endswith(").") for _, explanation in lines)


def test_the_name_of_a_task_may_be_asked_for() -> None:
    """What stands where the question belongs is the question, never another task."""
    done = inv("search", "build", "--output", "/khong/co")
    assert (done.returncode, "./inv build trước" in done.stderr) == (1, True)


def test_output_that_nobody_reads_is_no_failure_of_ours() -> None:
    """`./inv schema | head -1` ends without a traceback."""
    command = f"'{sys.executable}' '{ROOT / 'tasks.py'}' schema | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")
