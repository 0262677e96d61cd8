"""
A deployment that is killed at any moment leaves the old release or the new one, whole, and the next one ends well.

Real deployments, and `kill -9` at a moment that nobody chose: of the command, of the shell that does its steps, or of
everything at once.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from deploy.findings import Ask
from deploy.folder_check import check_folder
from tests.released import TEXT, WHOLE, make_output, published, tree

ROOT: Final = Path(__file__).resolve().parents[2]
KILLS: Final = settings().max_examples // 20
PLANS: Final = ("command", "all", "shell")
PAGES: Final = 150


def site(number: int) -> dict[str, bytes]:
    """Return a site most of which differs from every other one's."""
    pages = {f"kinh-te/bai-{page}.html": TEXT + f"{number}-{page % 7}".encode() for page in range(PAGES)}
    return {**WHOLE, **pages, f"static/css/s-{number:012x}.css": TEXT}


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Start a deployment of the folder's output."""
    options = ["deploy", "thu", "--config", str(folder / "deploy.toml"), "--output", str(folder / "output")]
    return subprocess.Popen(
        [sys.executable, "tasks.py", *options, "--allow-vanish"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def finish(folder: Path) -> float:
    """Deploy and return the seconds that it took."""
    begin = time.monotonic()
    with start(folder) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    return time.monotonic() - begin


def below(pid: int) -> list[int]:
    """Return a process's descendants."""
    with suppress(FileNotFoundError, ProcessLookupError):
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [*children, *(further for child in children for further in below(child))]
    return []


def kill(plan: str, pid: int) -> None:
    """Kill what the plan says of a running deployment."""
    shells = below(pid)
    doomed = {"command": [pid], "all": [pid, *shells], "shell": shells[:1]}[plan]
    for victim in doomed:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)


def is_whole(folder: Path) -> dict[str, bytes]:
    """Return what readers see; it is a release without a flaw."""
    current = folder / "live" / "current"
    assert check_folder(current.resolve(), Ask(key=None, least=0, seen=None)).findings == ()
    return {path: data for path, data in published(tree(current)).items() if not path.startswith("static/css/s-")}


def expected(folder: Path) -> dict[str, bytes]:
    """Return what readers are to see."""
    return {path: data for path, data in tree(folder / "output").items() if not path.startswith("static/css/s-")}


def test_killed_anywhere_readers_see_a_whole_release(tmp_path: Path) -> None:
    """The old one or the new one; and nothing of an interrupted one is left in the next."""
    chance = random.Random(7)  # noqa: S311 - no secret
    (tmp_path / "deploy.toml").write_text('[targets.thu]\npath = "live"\nkeep = 3\n', encoding="utf-8")
    make_output(tmp_path / "output", site(0))
    finish(tmp_path)
    make_output(tmp_path / "output", site(1))
    seconds = finish(tmp_path)
    old = expected(tmp_path)
    for number in range(2, KILLS + 2):
        make_output(tmp_path / "output", site(number))
        new = expected(tmp_path)
        with start(tmp_path) as process:
            time.sleep(chance.uniform(0.2, 1) * seconds)
            kill(PLANS[number % len(PLANS)], process.pid)
            process.communicate(timeout=60)
        assert is_whole(tmp_path) in (old, new)
        if number % 2:
            finish(tmp_path)
            assert is_whole(tmp_path) == new
        old = is_whole(tmp_path)
    make_output(tmp_path / "output", site(KILLS + 2))
    finish(tmp_path)
    assert is_whole(tmp_path) == expected(tmp_path)
    left = {path.name for path in (tmp_path / "live").iterdir()} - {"current", "releases", ".incoming", ".lock"}
    assert left == set()
    assert list((tmp_path / "live" / ".incoming").iterdir()) == []


@pytest.mark.parametrize("plan", ["command", "all"])
def test_the_lock_of_a_killed_deployment_holds_nobody_up(tmp_path: Path, plan: str) -> None:
    """Whether its shell could still let go or not."""
    (tmp_path / "deploy.toml").write_text('[targets.thu]\npath = "live"\n', encoding="utf-8")
    make_output(tmp_path / "output", site(0))
    with start(tmp_path) as process:
        while not (tmp_path / "live" / ".lock").is_dir() and process.poll() is None:
            time.sleep(0.005)
        kill(plan, process.pid)
        process.communicate(timeout=60)
    finish(tmp_path)
    assert is_whole(tmp_path) == expected(tmp_path)
