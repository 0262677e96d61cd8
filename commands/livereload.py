"""`./inv livereload`: the site in a browser, built anew whenever a file is saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from invoke import Exit
from watchfiles import watch

from commands.places import ROOT
from commands.serve import opened
from commands.terminal import shown
from deploy.livereload import Board, Kind, make_livereload_server
from plugins.press.interruption import stoppable, undisturbed

WATCHED: Final = ("theme", "plugins")
SETTINGS: Final = ("pelicanconf.py", "publishconf.py")
PAUSE: Final = 300  # milliseconds between two looks at the settings
SETTLING: Final = 100  # milliseconds without a further change after which the files are built


@dataclass(frozen=True, slots=True)
class Result:
    """What a build said: whether it went well, whether the site changed, its report, its seconds."""

    ok: bool
    changed: bool
    report: str
    seconds: float = 0.0


def run(content: Path, output: Path, port: int) -> None:
    """
    Build and serve until Ctrl-C or SIGTERM; a build that is under way then is ended and publishes nothing.

    Raises:
        Exit: With code 1 when the port cannot be had or the folders cannot be watched.
    """
    board = Board()
    server = opened(lambda: make_livereload_server(output, board, port), port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    with server, stoppable():
        thread.start()
        try:
            print(f"Xem trang tại http://127.0.0.1:{server.server_port}/ – Ctrl-C để dừng.", flush=True)
            for _ in changes(content):
                tell(rebuild(content, output), output, board)
        except KeyboardInterrupt:
            print("\nĐã dừng.", flush=True)
        except OSError as error:  # the system watches a limited number of folders
            raise Exit(f"Không theo dõi được các thư mục: {error}. (The folders cannot be watched.)", code=1) from error
        finally:
            server.shutdown()
            thread.join()


def changes(content: Path) -> Iterator[None]:
    """Yield at once, then whenever a file that the site is made of was saved, without end."""
    folders = (content, *(ROOT / name for name in WATCHED))
    before = _settings_state()
    saved = watch(*folders, step=SETTLING, rust_timeout=PAUSE, yield_on_timeout=True, ignore_permission_denied=True)
    for number, changed in enumerate(saved):
        # Editors put a new file in the place of the old one, so that a watch on the file itself would end there.
        now = _settings_state()
        if changed or now != before or number == 0:
            yield
        before = now


def rebuild(content: Path, output: Path) -> Result:
    """Build in a new process and return what it said; the process never outlives this call."""
    command = [sys.executable, "-m", "commands.rebuild", str(content), str(output)]
    started: list[subprocess.Popen[str]] = []
    try:
        with undisturbed():  # so that there is no process that nobody knows of
            started.append(_start(command))
        answer, said = started[0].communicate()
    except BaseException:
        for process in started:
            process.terminate()
            process.wait()
        raise
    if started[0].returncode:
        return Result(ok=False, changed=False, report=said.strip())
    return Result(**json.loads(answer))


def _start(command: list[str]) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def tell(result: Result, output: Path, board: Board) -> None:
    """Say what came of a build, in the terminal and in the open pages."""
    clock = time.strftime("%H:%M:%S")
    kind: Kind = "error" if not result.ok else "warning" if result.report else "fine"
    board.post(kind, result.report, changed=result.changed)
    if result.ok:
        what = f"dựng xong vào {shown(output)} sau {result.seconds:.1f} giây" if result.changed else "không có gì đổi"
        print(f"{clock} {what}.", flush=True)
    else:
        print(f"{clock} không dựng được; trang cũ vẫn còn.", flush=True)
    if result.report:
        print(result.report, flush=True)


def _settings_state() -> list[tuple[int, int]]:
    """Return what changes when the settings are saved; a file that is just being replaced counts as another one."""
    states = [path.stat() if path.exists() else None for path in (ROOT / name for name in SETTINGS)]
    return [(state.st_mtime_ns, state.st_size) if state else (0, 0) for state in states]
