"""`./inv serve`: a person starts it, looks, and stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from invoke import Exit

from commands.serve import run

ROOT = Path(__file__).resolve().parents[3]


def test_it_says_the_address_and_ends_cleanly(tmp_path: Path) -> None:
    """Ctrl-C is the way to stop, so it is no failure and leaves no traceback."""
    (tmp_path / "index.html").write_text("trang nhất")
    with subprocess.Popen(
        [sys.executable, ROOT / "tasks.py", "serve", "--output", tmp_path, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address
        with urllib.request.urlopen(address[0], timeout=10) as response:  # noqa: S310 - an address of ours
            assert response.read().decode() == "trang nhất"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
        assert process.stderr.read() == ""


def test_nothing_built_is_said(tmp_path: Path) -> None:
    """An empty folder is not served: the reader of the message builds first."""
    with pytest.raises(Exit, match=r"\./inv build"):
        run(tmp_path, 0)


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    """The message names the port and the way out."""
    (tmp_path / "index.html").write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Exit, match=f"Cổng {port}: đang có chương trình khác dùng"):
            run(tmp_path, port)
