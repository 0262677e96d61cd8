"""The folder of releases has one owner at a time, and is reached in the same way here and by SSH."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from deploy.problem import StoreError
from deploy.publishing import roll_back
from deploy.store import open_store
from deploy.targets import Target
from deploy.transport import transport_of
from tests.released import TEXT, WHOLE, deploy, live, make_output, published, target, tree

SSHD: Final = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
SEPARATION: Final = Path("/run/sshd")
QUICK: Final = 10.0  # seconds


def test_of_two_deployments_one_waits(tmp_path: Path) -> None:
    """It is told so once, with the other's process, and then publishes."""
    place = target(tmp_path / "live")
    output = make_output(tmp_path / "output", WHOLE)
    told: list[str] = []
    with open_store(transport_of(place), told.append) as first:
        waiting = threading.Thread(target=lambda: told.append(open_and_read(place, told)))
        waiting.start()
        deadline = time.monotonic() + QUICK
        while not told and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.5)
        assert told == [str(first.process)]
    waiting.join(QUICK)
    assert told[1:] == ["opened"]
    assert deploy(output, place).serial == 1


def open_and_read(place: Target, told: list[str]) -> str:
    """Open a folder and say so."""
    with open_store(transport_of(place), told.append):
        return "opened"


def test_a_deployment_that_is_stopped_while_it_waits_ends(tmp_path: Path) -> None:
    """Ctrl-C does not wait for the other one."""
    place = target(tmp_path / "live")

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with open_store(transport_of(place), lambda _: None):
        begin = time.monotonic()
        with pytest.raises(KeyboardInterrupt), open_store(transport_of(place), stop):
            pass
        assert time.monotonic() - begin < QUICK
    with open_store(transport_of(place), stop):  # nobody is waited for
        pass


@pytest.mark.parametrize(
    "mark",
    [
        "999999999.1.{namespace}.{boot}",  # no such process
        "{pid}.1.{namespace}.{boot}",  # a process of that number, but another one
        "{pid}.{start}.{namespace}.00000000-0000-0000-0000-000000000000",  # before the system was started anew
    ],
)
def test_a_lock_whose_owner_is_gone_is_broken(tmp_path: Path, mark: str) -> None:
    """After a kill, a crash, a loss of power."""
    lay_lock(tmp_path, mark)
    with open_store(transport_of(target(tmp_path)), lambda _: pytest.fail("waited")):
        pass
    assert not (tmp_path / ".lock").exists()


def test_a_lock_that_cannot_be_judged_is_respected(tmp_path: Path) -> None:
    """Its owner may live in another container."""
    mark = lay_lock(tmp_path, "{pid}.{start}.1.{boot}")

    def free(_: str) -> None:
        mark.unlink()

    with open_store(transport_of(target(tmp_path)), free):
        pass
    assert not mark.exists()


def lay_lock(folder: Path, mark: str) -> Path:
    """Leave a lock with a mark and return the mark's file."""
    words = {
        "pid": os.getpid(),
        "start": Path("/proc/self/stat").read_text().rpartition(") ")[2].split()[19],
        "namespace": "".join(filter(str.isdigit, str(Path("/proc/self/ns/pid").readlink()))),
        "boot": Path("/proc/sys/kernel/random/boot_id").read_text().strip(),
    }
    (folder / ".lock").mkdir(parents=True)
    place = folder / ".lock" / mark.format_map(words)
    place.touch()
    return place


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """With what the system says."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match=r"file"), open_store(transport_of(target(tmp_path / "file")), lambda _: None):
        pass


@pytest.fixture(name="server")
def _server(tmp_path: Path) -> Iterator[Target]:
    """Run an SSH server of this user's on the loopback, with keys of its own; yield a target on it."""
    if SSHD is None or not shutil.which("rsync") or not shutil.which("ssh"):
        pytest.skip("needs sshd, ssh and rsync")
    keys = tmp_path / "ssh"
    keys.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys / name], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (keys / "known_hosts").write_text(f"[127.0.0.1]:{port} {(keys / 'host.pub').read_text()}")
    options = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": keys / "host",
        "AuthorizedKeysFile": keys / "user.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
    }
    (keys / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in options.items()))
    is_bare = os.geteuid() == 0 and not SEPARATION.exists()
    if is_bare:
        SEPARATION.mkdir()  # what the system's service does before it starts sshd as root
    tried = subprocess.run([SSHD, "-t", "-f", keys / "sshd_config"], capture_output=True, text=True, check=False)
    if tried.returncode:
        if is_bare:
            SEPARATION.rmdir()
        pytest.skip(f"sshd does not start here: {tried.stderr.strip()}")
    daemon = subprocess.Popen([SSHD, "-D", "-e", "-f", keys / "sshd_config"], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield Target(
            name="may-chu",
            path=str(tmp_path / "nơi đặt 'trang'"),
            host=f"{getpass.getuser()}@127.0.0.1",
            port=port,
            identity=keys / "user",
            known_hosts=keys / "known_hosts",
            keep=2,
        )
    finally:
        daemon.terminate()
        daemon.wait()
        if is_bare:
            SEPARATION.rmdir()


def wait_for(port: int) -> None:
    """Wait until something listens."""
    deadline = time.monotonic() + QUICK
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("sshd does not answer")


def test_a_server_is_published_to_like_a_folder(tmp_path: Path, server: Target) -> None:
    """First everything, then what changed, with pages that go; then back; whatever the folder is called."""
    pages = {f"kinh-te/ấ {number}.html": TEXT for number in range(320)}  # more than one call's arguments
    assert deploy(make_output(tmp_path / "output", {**WHOLE, **pages, "tag/a/index.html": b"x"}), server).serial == 1
    assert published(live(server)) == tree(tmp_path / "output")
    first = live(server)
    before = (Path(server.path) / "current" / "index.html").stat()
    for number in range(2):
        files = {**WHOLE, **pages, "robots.txt": str(number).encode(), "tag/a": b"y"}
        deploy(make_output(tmp_path / "output", files), server)
        assert published(live(server)) == tree(tmp_path / "output")
        now = (Path(server.path) / "current" / "index.html").stat()
        assert (now.st_ino, now.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (tmp_path / "output" / "index.html").stat().st_mtime_ns // 10**9 == before.st_mtime_ns // 10**9
    assert roll_back(server, None, lambda _: None) == (3, 2)
    assert live(server)["robots.txt"] == b"0"
    assert first["robots.txt"] == WHOLE["robots.txt"]


def test_a_server_that_cannot_be_reached_is_told(server: Target, tmp_path: Path) -> None:
    """With what SSH says; nothing waits for a password."""
    (tmp_path / "ssh" / "known_hosts").write_text("")
    output = make_output(tmp_path / "output", WHOLE)
    with pytest.raises(StoreError, match=r"Host key verification failed"):
        deploy(output, server)
