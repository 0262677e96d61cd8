"""The service's files and its process: the secret, the database, the socket."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bench.measure import ROOT
from bench.voters import write_site
from feedback.secret_file import SECRET_BYTES, SecretError, load_secret
from feedback.store import StoreError, connect
from feedback.writer import Writer


def test_the_secret_is_made_once_and_for_its_user_alone(tmp_path: Path) -> None:
    """Chance bytes, mode 0600 under any umask, the same at the next start, and no draft left."""
    path = tmp_path / "var" / "phan-hoi.key"
    old = os.umask(0)
    try:
        secret = load_secret(path)
    finally:
        os.umask(old)
    assert len(secret) == SECRET_BYTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_secret(path) == secret
    assert load_secret(tmp_path / "other.key") != secret
    assert sorted(path.parent.iterdir()) == [path]


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """The operator is told the command that mends it; a file that is none of ours is refused too."""
    path = tmp_path / "phan-hoi.key"
    load_secret(path)
    path.chmod(0o640)
    with pytest.raises(SecretError, match="chmod 600"):
        load_secret(path)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(SecretError):
        load_secret(path)


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    """Neither another program's database nor a text is changed."""
    text, other = tmp_path / "text.sqlite", tmp_path / "other.sqlite"
    text.write_text("không phải cơ sở dữ liệu" * 99, "utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    for path in (text, other):
        with pytest.raises(StoreError):
            connect(path)
    assert text.read_text("utf-8").startswith("không phải")


def test_a_vote_that_the_disk_does_not_take_is_not_acknowledged(tmp_path: Path) -> None:
    """Where the commit fails every job of it fails, and the writer goes on with the next ones."""
    path = tmp_path / "phan-hoi.sqlite"
    with closing(Writer(path)) as writer, closing(connect(path)) as other:
        writer.submit(lambda connection: connection.execute("PRAGMA busy_timeout = 50")).result()
        other.execute("BEGIN IMMEDIATE")
        failed = writer.submit(lambda connection: connection.execute("INSERT INTO votes VALUES ('a', x'00', 5)"))
        with pytest.raises(sqlite3.OperationalError):
            failed.result()
        other.execute("ROLLBACK")
        writer.submit(lambda connection: connection.execute("INSERT INTO votes VALUES ('b', x'00', 5)")).result()
        assert other.execute("SELECT slug FROM votes").fetchall() == [("b",)]


def test_a_job_that_fails_undoes_itself_alone(tmp_path: Path) -> None:
    """The others of the same transaction count."""
    path = tmp_path / "phan-hoi.sqlite"

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO votes VALUES ('half', x'00', 5)")
        connection.execute("INSERT INTO votes VALUES ('half', x'01', 9)")

    with closing(Writer(path)) as writer, closing(connect(path)) as reader:
        jobs = [writer.submit(lambda connection: connection.execute("INSERT INTO votes VALUES ('whole', x'00', 5)"))]
        broken = writer.submit(half)
        jobs += [writer.submit(lambda connection: connection.execute("INSERT INTO votes VALUES ('whole', x'01', 4)"))]
        for job in jobs:
            job.result()
        with pytest.raises(sqlite3.IntegrityError):
            broken.result()
        assert reader.execute("SELECT * FROM totals").fetchall() == [("whole", 9, 2)]


class SocketConnection(http.client.HTTPConnection):
    """HTTP through a socket file."""

    def connect(self) -> None:
        """Connect to the file that the host names."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self.host)


def test_the_service_listens_at_a_socket_file_and_takes_it_away(tmp_path: Path) -> None:
    """Where a dead service left one it is replaced; SIGTERM ends with 0; there is no site: it says so."""
    write_site(tmp_path / "output", 1)
    place = tmp_path / "phan-hoi.socket"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(place))
    command = [sys.executable, "tasks.py", "feedback", "--database", str(tmp_path / "v.sqlite"), "--socket", str(place)]
    with subprocess.Popen(
        [*command, "--output", str(tmp_path / "output")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "phan-hoi.socket" in process.stdout.readline()
        with closing(SocketConnection(str(place))) as connection:
            connection.request("GET", "/phan-hoi/bai-viet?article=/tin/bai-0.html", headers={"Host": "tin.example.vn"})
            with connection.getresponse() as answer:
                assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert not place.exists()
    (tmp_path / "output" / "index.html").unlink()
    missing = subprocess.run(
        [*command, "--output", str(tmp_path / "output")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert missing.returncode == 1
    assert "./inv build" in missing.stderr
