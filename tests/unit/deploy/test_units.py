"""Units and timers of systemd, and files for continuous integration."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from commands.places import ROOT

UNITS: Final = ROOT / "deploy" / "units"
CI: Final = ROOT / "deploy" / "ci"
PROGRAMS: Final = ("opt/portal/inv", "bin/sh", "usr/sbin/nginx", "bin/systemctl", "usr/local/bin/portal-alert")
MOST_EXPOSED: Final = "25"  # tenths of systemd's own scale of ten; a plain service has 96


def read_unit(path: Path) -> configparser.RawConfigParser:
    """Return a unit's sections; of a key that stands there several times the last counts."""
    unit = configparser.RawConfigParser(strict=False, allow_no_value=True, delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    unit.read_string(path.read_text("utf-8"))
    return unit


@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.iterdir()))
def test_systemd_understands_a_unit(unit: str, tmp_path: Path) -> None:
    """Each setting exists, and each program is there on a machine as the operators' guide makes it."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (package systemd)")
    shutil.copytree(UNITS, tmp_path / "etc" / "systemd" / "system")
    system = Path("/usr/lib/systemd/system")
    shutil.copytree(system, tmp_path / "usr" / "lib" / "systemd" / "system", symlinks=True)
    for program in PROGRAMS:
        place = tmp_path / program
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("#!/bin/sh\n")
        place.chmod(0o755)
    name = unit.replace("@.", "@production.")
    done = subprocess.run(
        ["systemd-analyze", "verify", f"--root={tmp_path}", name], capture_output=True, text=True, check=False
    )
    if "unrecognized option" in done.stderr:
        pytest.skip("needs systemd-analyze of systemd 250 or later")
    assert (done.returncode, [line for line in done.stderr.splitlines() if "portal-" in line]) == (0, [])


@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.glob("*.service") if "alert" not in path.name))
def test_a_service_can_do_little(unit: str) -> None:
    """By systemd's own measure; as a user of its own, with nothing to write to but the portal's folders."""
    said = read_unit(UNITS / unit)["Service"]
    assert said["User"] == "portal"
    assert (said["NoNewPrivileges"], said["ProtectSystem"], said["CapabilityBoundingSet"]) == ("yes", "strict", "")
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (package systemd)")
    check: list[str | Path] = [
        "systemd-analyze",
        "security",
        "--offline=true",
        f"--threshold={MOST_EXPOSED}",
        UNITS / unit,
    ]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("needs systemd-analyze of systemd 250 or later")
    assert done.returncode == 0, done.stdout[-300:]


def test_every_timer_and_path_has_its_service() -> None:
    """What wakes up wakes something."""
    names = {path.name for path in UNITS.iterdir()}
    wakers = [name for name in names if name.endswith((".timer", ".path"))]
    assert wakers
    assert {f"{name.rpartition('.')[0]}.service" for name in wakers} <= names


def commands_of(job: dict[str, Any]) -> str:
    """Return what the steps of a job run."""
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_the_workflow_for_github_and_forgejo() -> None:
    """Proposals are checked and told line by line; what is merged or has become due is published, one at a time."""
    flow = yaml.load((CI / "github.yml").read_bytes(), yaml.BaseLoader)  # noqa: S506 - "on" stays a text, no objects
    assert set(flow["on"]) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert flow["permissions"] == {"contents": "read"}
    assert "./inv check --format github" in commands_of(flow["jobs"]["check"])
    publish = flow["jobs"]["publish"]
    assert publish["env"]["CHECK_FORMAT"] == "github"
    assert [step["run"] for step in publish["steps"] if "publish.sh" in step.get("run", "")] == [
        "sh deploy/ci/publish.sh production --if-due",
        "sh deploy/ci/publish.sh production",
    ]
    cached = next(step for step in publish["steps"] if "cache" in step.get("uses", ""))["with"]["path"].split()
    assert cached == [".cache", "output", "var"]
    assert "secrets." not in commands_of(publish)  # only in the environment, never in a command's text


def test_the_pipeline_for_gitlab() -> None:
    """The same, with GitLab's own report."""
    flow = yaml.safe_load((CI / "gitlab.yml").read_bytes())
    assert flow["check"]["script"] == ["./inv check --format gitlab >gl-code-quality-report.json"]
    assert flow["publish"]["cache"]["paths"] == [".cache", "output", "var"]
    assert any("publish.sh production --if-due" in line for line in flow["publish"]["script"])
    for job in ("check", "publish"):
        assert flow[job]["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"


@pytest.mark.parametrize("script", sorted(path.name for path in CI.glob("*.sh")))
def test_a_script_is_plain(script: str) -> None:
    """It runs in any shell of POSIX."""
    assert subprocess.run(["sh", "-n", CI / script], check=False).returncode == 0
    if shutil.which("shellcheck") is None:
        pytest.skip("needs shellcheck")
    done = subprocess.run(["shellcheck", CI / script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
