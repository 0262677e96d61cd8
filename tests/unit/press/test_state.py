"""The state of a build belongs to one output folder, and to one build at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plugins.press.state import only_build, state_folder


def test_each_output_has_its_own_state(tmp_path: Path) -> None:
    """Builds into two folders do not disturb one another; two names of one folder are one."""
    assert state_folder(tmp_path, tmp_path / "a") != state_folder(tmp_path, tmp_path / "b")
    assert state_folder(tmp_path, tmp_path / "a") == state_folder(tmp_path, tmp_path / "b/../a")


def test_the_second_build_says_that_it_waits(tmp_path: Path) -> None:
    """While one process holds the lock another one says so and goes on when it is free."""
    code = (
        "import sys; from pathlib import Path; from plugins.press.state import only_build\n"
        "with only_build(Path(sys.argv[1]), lambda: print('waiting', flush=True)): print('building', flush=True)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with only_build(tmp_path, lambda: None):
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "waiting\n"
    assert other.communicate(timeout=20)[0] == "building\n"
