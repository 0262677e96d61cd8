"""`./inv deploy`, `rollback`, `verify` and `keygen` as an operator gives them, from a build to a tampered page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.released import WHOLE, make_output

ROOT: Final = Path(__file__).resolve().parents[3]


class Operator:
    """Somebody with a built site, a target and a pair of keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = make_output(folder / "output", WHOLE)
        self.live = folder / "live"
        text = '[targets.thu]\npath = "live"\nkeep = 3\nkey = "keys/release.key"\n'
        (folder / "deploy.toml").write_text(text, encoding="utf-8")

    def inv(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Give a command."""
        environment = {**os.environ, "PYTHONUTF8": "1", "XDG_CONFIG_HOME": str(self.folder / "none")}
        done = subprocess.run(
            [sys.executable, "tasks.py", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    def deploy(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Publish."""
        config = ("--config", str(self.folder / "deploy.toml"))
        return self.inv("deploy", "thu", *config, "--output", str(self.output), *words)

    def verify(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Check the target with the public key."""
        return self.inv("verify", "--target", str(self.live), "--key", str(self.folder / "keys/release.pub"), *words)


@pytest.fixture(name="operator")
def _operator(tmp_path: Path) -> Operator:
    """Return an operator."""
    return Operator(tmp_path)


def test_from_a_key_to_a_tampered_page(operator: Operator) -> None:
    """Each step says what was done; monitoring goes by the exit status."""
    made = operator.inv("keygen", "--out", str(operator.folder / "keys"))
    assert (made.returncode, (operator.folder / "keys" / "release.key").stat().st_mode & 0o777) == (0, 0o600)
    again = operator.inv("keygen", "--out", str(operator.folder / "keys"))
    assert (again.returncode, "không ghi đè" in again.stderr) == (1, True)
    tried = operator.deploy("--dry-run")
    assert (tried.returncode, "chưa đưa gì lên" in tried.stdout, (operator.live / "current").exists()) == (
        0,
        True,
        False,
    )
    first = operator.deploy()
    assert (first.returncode, "bản 1" in first.stdout) == (0, True)
    assert "Không có gì mới" in operator.deploy().stdout
    make_output(operator.output, {**WHOLE, "robots.txt": b"new"})
    assert "bản 2" in operator.deploy().stdout
    fine = operator.verify()
    assert (fine.returncode, "chữ ký đúng" in fine.stdout) == (0, True)
    unkeyed = operator.inv("verify", "--target", str(operator.live))
    assert (unkeyed.returncode, "--key" in unkeyed.stdout) == (2, True)

    (operator.live / "current").unlink()  # somebody passes the old release off as the new one
    (operator.live / "current").symlink_to("releases/1")
    replayed = operator.verify()
    assert (replayed.returncode, "ĐỔI release.json (bản cũ: số 1, phải từ 2" in replayed.stdout) == (1, True)
    assert operator.verify("--min-serial", "1").returncode == 0
    (operator.live / "current").unlink()
    (operator.live / "current").symlink_to("releases/2")
    assert operator.verify().returncode == 0

    back = operator.inv("rollback", "thu", "--config", str(operator.folder / "deploy.toml"))
    assert (back.returncode, "từ bản 2 sang bản 1" in back.stdout) == (0, True)
    assert operator.verify().returncode == 0
    none = operator.inv("rollback", "thu", "--config", str(operator.folder / "deploy.toml"), "--to", "9")
    assert (none.returncode, "vẫn như cũ" in none.stderr) == (1, True)
    (operator.live / "current" / "casino.html").write_bytes(b"x")
    tampered = operator.verify()
    assert (tampered.returncode, tampered.stdout.splitlines()[0]) == (1, "THỪA casino.html")


def test_what_is_not_fit_is_told(operator: Operator) -> None:
    """One message and exit status 1; a wrong option is 2."""
    operator.inv("keygen", "--out", str(operator.folder / "keys"))
    make_output(operator.output, WHOLE, production=False)
    refused = operator.deploy()
    assert (refused.returncode, "--production" in refused.stderr, "vẫn như cũ" in refused.stderr) == (1, True, True)
    (operator.folder / "keys" / "release.key").chmod(0o644)
    make_output(operator.output, WHOLE)
    opened = operator.deploy()
    assert (opened.returncode, "chmod 600" in opened.stderr) == (1, True)
    inside = operator.inv(
        "deploy", "thu", "--config", str(operator.folder / "deploy.toml"), "--output", str(operator.folder)
    )
    assert inside.returncode == 2
    assert operator.inv("verify", "--target", str(operator.folder / "none")).returncode == 2
    assert operator.inv("verify", "--target", "http://127.0.0.1:9").returncode == 2


def test_no_key_is_made_in_the_project(operator: Operator) -> None:
    """It would end up in Git."""
    done = operator.inv("keygen", "--out", str(ROOT / "khoa"))
    assert (done.returncode, (ROOT / "khoa").exists()) == (1, False)
