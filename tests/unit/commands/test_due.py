"""`./inv due`, and the script that publishes when it says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from invoke import Exit

from commands.due import run
from commands.options import moment
from commands.places import ROOT

NOW: Final = "2026-11-24 08:00"
ARTICLE: Final = "---\ntitle: Bài {0}\ndate: {0}\ncategory: kinh-te\n---\nNội dung.\n"

# The real command, on another project's content, output and targets.
INV: Final = """\
#!/bin/sh
echo "$1" >>'{here}/calls'
case $1 in
check) shift; exec '{inv}' check --content '{here}/content' "$@" ;;
build) shift; exec '{inv}' build --content '{here}/content' --output '{here}/output' "$@" ;;
deploy) shift; exec '{inv}' deploy --output '{here}/output' --config '{here}/deploy.toml' "$@" ;;
stats) shift; exec '{inv}' stats --content '{here}/content' --state '{here}/var/state.sqlite' "$@" ;;
*) exec '{inv}' "$@" ;;
esac
"""


def summary(folder: Path, said: object) -> Path:
    """Return a file with the summary of a build."""
    file = folder / "published.json"
    file.write_text(said if isinstance(said, str) else json.dumps(said))
    return file


def test_what_was_never_published_is_due(tmp_path: Path) -> None:
    """Without a summary there is no site yet."""
    run(tmp_path / "none.json", moment(NOW))


@pytest.mark.parametrize(
    "when", ["2026-11-24T08:00:00+07:00", "2026-11-24T00:59:00+00:00", "2026-11-23T08:00:00+07:00"]
)
def test_a_moment_that_has_come_is_due(tmp_path: Path, when: str) -> None:
    """Up to the minute itself, in whatever zone it is written."""
    run(summary(tmp_path, {"next_due": when}), moment(NOW))


@pytest.mark.parametrize("when", [None, "2026-11-24T08:01:00+07:00", "2026-11-24T02:00:00+00:00"])
def test_a_moment_to_come_is_not(tmp_path: Path, when: str | None) -> None:
    """Exit code 1, and the moment is told."""
    with pytest.raises(Exit) as raised:
        run(summary(tmp_path, {"next_due": when}), moment(NOW))
    assert raised.value.code == 1


@pytest.mark.parametrize(
    "said", ["", "{", "[]", {"x": 1}, {"next_due": "mai"}, {"next_due": 5}, {"next_due": "2026-11-24"}]
)
def test_a_file_that_is_no_summary_is_a_usage_error(tmp_path: Path, said: object) -> None:
    """So that a script that asks goes on to build."""
    with pytest.raises(Exit) as raised:
        run(summary(tmp_path, said), moment(NOW))
    assert raised.value.code == 2


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project: scripts, content with one article that is to come, and a target on this machine."""
    if "def deploy(" not in "".join(path.read_text("utf-8") for path in (ROOT / "commands").glob("*_tasks.py")):
        pytest.skip("needs ./inv deploy")
    (tmp_path / "deploy").mkdir()
    shutil.copytree(ROOT / "deploy" / "ci", tmp_path / "deploy" / "ci")
    articles = tmp_path / "content" / "articles"
    site = tmp_path / "content" / "site"
    articles.mkdir(parents=True)
    site.mkdir()
    (site / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    (site / "units.yaml").write_text("- {slug: van-phong, name: Văn phòng}\n", "utf-8")
    (site / "site.yaml").write_text("name: Cổng thử\nbase_url: https://tin.example.vn\n", "utf-8")
    (articles / "mot.md").write_text(ARTICLE.format("2026-01-01"), "utf-8")
    (articles / "sau.md").write_text(ARTICLE.format("2030-01-01"), "utf-8")
    (tmp_path / "deploy.toml").write_text(f'[targets.production]\npath = "{tmp_path / "live"}"\n')
    inv = tmp_path / "inv"
    inv.write_text(INV.format(here=tmp_path, inv=ROOT / "inv"))
    inv.chmod(0o755)
    return tmp_path


def publish(project: Path, *options: str, now: str = "2026-11-24", **environment: str) -> tuple[int, list[str]]:
    """Run the script at a moment; return its exit code and the commands that it gave."""
    seconds = str(int(moment(now).timestamp()))
    calls = project / "calls"
    calls.write_text("")
    script: list[str | Path] = ["sh", project / "deploy" / "ci" / "publish.sh", "production", *options]
    variables = os.environ | {"SOURCE_DATE_EPOCH": seconds} | environment
    done = subprocess.run(script, env=variables, capture_output=True, text=True, check=False)
    return done.returncode, calls.read_text().split()


def test_publishing_by_time(project: Path) -> None:
    """All is done at first, nothing while nothing is due, all again when it is; a failure is tried again."""
    live = project / "live" / "current" / "kinh-te"
    assert publish(project, "--if-due") == (0, ["due", "check", "build", "deploy"])
    assert [path.name for path in sorted(live.glob("*.html"))] == ["index.html", "mot.html"]
    assert publish(project, "--if-due") == (0, ["due"])
    target = (project / "deploy.toml").read_text()
    (project / "deploy.toml").write_text("")
    assert publish(project, "--if-due", now="2030-01-01")[0] != 0
    (project / "deploy.toml").write_text(target)
    assert publish(project, "--if-due", now="2030-01-01") == (0, ["due", "check", "build", "deploy"])
    assert (live / "sau.html").is_file()


def test_a_mistake_in_the_content_publishes_nothing(project: Path) -> None:
    """The check ends it."""
    (project / "content" / "articles" / "hai.md").write_text("---\ntitle: Hai\n---\n", "utf-8")
    status, calls = publish(project, CHECK_REPORT=str(project / "report.txt"))
    assert (status, calls) == (1, ["check"])
    assert "articles/hai.md" in (project / "report.txt").read_text("utf-8")
    assert not (project / "live").exists()


@pytest.mark.parametrize("arguments", [(), ("-x",), ("a/b",), ("production", "--nie")])
def test_a_script_that_is_called_wrongly_says_how(arguments: tuple[str, ...]) -> None:
    """Exit code 2."""
    done = subprocess.run(
        ["sh", ROOT / "deploy" / "ci" / "publish.sh", *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "publish.sh TARGET" in done.stderr) == (2, True)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, with a name of its own."""
    name = ("-c", "user.name=Cổng", "-c", "user.email=cong@example.vn")
    return subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_the_days_numbers_are_one_commit(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what was counted is in it, it is pushed, and a second time there is none."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Cổng")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "cong@example.vn")
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    git(project, "init", "--quiet")
    git(project, "add", "content")
    git(project, "commit", "--quiet", "-m", "Nội dung")
    git(project, "remote", "add", "origin", str(origin))
    git(project, "push", "--quiet", "-u", "origin", "HEAD")
    log = project / "access.log"
    log.write_bytes(b'1.2.3.4 - - [24/Nov/2026:10:00:00 +0700] "GET /kinh-te/mot.html HTTP/1.1" 200 9 "-" "Firefox"\n')
    command: list[Any] = ["sh", project / "deploy" / "ci" / "numbers.sh", project / "none.log", log]
    for _ in range(2):
        subprocess.run(command, check=True, capture_output=True)
    assert git(origin, "log", "--format=%s", "--all").split("\n")[:-1] == ["Lượt truy cập, lượt xem", "Nội dung"]
    assert git(origin, "show", "--format=", "--name-only", "HEAD").split() == [
        "content/figures/2026-01.yaml",
        "content/site/statistics.yaml",
    ]
