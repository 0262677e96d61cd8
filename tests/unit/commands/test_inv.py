"""
`inv` and the system's packages.

What needs the network is not tried here; what must not need it is.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from commands.environment import TEST_LOCK, browser_package, find_browser, install_packages

ROOT = Path(__file__).resolve().parents[3]


def shell(script: Path, *arguments: str, path: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of ours with nothing but *path* in the environment."""
    return subprocess.run(
        ["/bin/sh", script, *arguments],
        env={"PATH": path},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tools(folder: Path, **scripts: str) -> str:
    """Return a PATH with the few tools that the scripts may use, and stand-ins for the system's others."""
    folder.mkdir()
    for name in ("cmp", "dirname", "env", "sh"):
        (folder / name).symlink_to(shutil.which(name) or "")
    for name, script in scripts.items():
        place = folder / name.replace("_", "-")
        place.write_text(f"#!/bin/sh\n{script}\n")
        place.chmod(0o755)
    return str(folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment is ready; its Python says what it was asked to run."""
    root = tmp_path / "cổng tin"
    (root / "requirements").mkdir(parents=True)
    (root / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "inv", root / "inv")
    for name in ("build", "test"):
        (root / "requirements" / f"{name}.txt").write_text("a==1 --hash=sha256:0\n")
        (root / ".venv" / f"{name}.txt").write_text("a==1 --hash=sha256:0\n")
    python = root / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$PYTHONUTF8"; for word; do echo "$word"; done; exit 7\n')
    python.chmod(0o755)
    return root


def test_a_ready_environment_is_used_as_it_is(project: Path, tmp_path: Path) -> None:
    """No Python is looked for and nothing fetched; words, folder and exit code pass through, spaces included."""
    done = shell(project / "inv", "search", "cà phê  sữa", "", path=tools(tmp_path / "bin"), folder=tmp_path)
    assert done.stdout.splitlines() == ["1", str(project / "tasks.py"), "search", "cà phê  sữa", ""]
    assert (done.returncode, done.stderr) == (7, "")


def test_a_changed_lock_means_a_set_up(project: Path, tmp_path: Path) -> None:
    """An environment of another lock is not used; here no Python can be had, and the command to run is said."""
    (project / "requirements" / "build.txt").write_text("a==2 --hash=sha256:0\n")
    (project / "commands").mkdir()
    shutil.copy(ROOT / "commands" / "system-packages.sh", project / "commands")
    path = tools(tmp_path / "bin", id="echo 1000", apt_get="exit 9")
    done = shell(project / "inv", "--list", path=path, folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Cần Python 3.11, 3.12 hoặc 3.13" in done.stderr
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends python3 python3-venv" in done.stderr


@pytest.mark.parametrize(
    ("stand_ins", "code", "said"),
    [
        (
            {"id": "echo 0", "apt_get": 'echo "apt-get $*"'},
            0,
            "apt-get install -y -qq --no-install-recommends chromium",
        ),
        (
            {"id": "echo 1000", "sudo": 'shift; echo "sudo $*"', "apt_get": "exit 9"},
            0,
            "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium",
        ),
        (
            {"id": "echo 1000", "sudo": "exit 1", "apt_get": "exit 9"},
            1,
            "    sudo apt-get update && sudo apt-get install",
        ),
        ({"id": "echo 0", "apt_get": "exit 100"}, 1, "Không cài được: chromium"),
        ({"id": "echo 0"}, 1, "công cụ của hệ điều hành, rồi chạy lại: chromium"),
    ],
)
def test_system_packages_come_by_root_by_sudo_or_by_hand(
    tmp_path: Path, stand_ins: dict[str, str], code: int, said: str
) -> None:
    """Root installs, so does sudo without a password; else one command is said. Standard output stays empty."""
    path = tools(tmp_path / "bin", **stand_ins)
    done = shell(ROOT / "commands" / "system-packages.sh", "chromium", path=path, folder=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_packages_of_the_same_lock_are_not_installed_again(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """While the copy in the environment equals the lock, the tests need no network."""
    install_packages(project, project / ".venv", TEST_LOCK)
    assert capfd.readouterr() == ("", "")


def test_chromium_is_found_under_the_names_of_debian_and_ubuntu(tmp_path: Path) -> None:
    """The first that is there is taken, one that is named before all; Ubuntu's package has a name of its own."""
    debian, snap = tmp_path / "chromium", tmp_path / "snap-chromium"
    assert find_browser("", (debian, snap)) is None
    snap.touch()
    assert find_browser("", (debian, snap)) == snap
    debian.touch()
    assert find_browser("", (debian, snap)) == debian
    assert find_browser("/opt/chromium", (debian, snap)) == Path("/opt/chromium")
    assert [browser_package(name) for name in ("debian", "ubuntu", "")] == ["chromium", "chromium-browser", "chromium"]
