"""
The editors' desk on a large archive: `./inv bench desk`.

How long an editor waits at the first sign-in, which brings all articles into the browser, and at later ones; for a save
to be checked and committed; and then for the preview. Seconds of a clock, so they follow what else the machine does.
"""

from __future__ import annotations

import base64
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from bench.chromium import PATIENCE, open_browser
from bench.goals import DESK
from bench.measure import ROOT, BenchError, make_content, table
from desk.users import Role, make_user, write_users

SAVES: Final = 5
_API: Final = "/api/v1/repos/cong-tin/noi-dung"
_READY: Final = re.compile("Bài viết 20")


@dataclass(frozen=True, slots=True)
class Running:
    """A desk that runs: its address and a token."""

    address: str
    token: str

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Return the answer to a GET, or to a POST of *body*."""
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.address + path, data=data, headers=headers)  # noqa: S310 - this machine's
        with urllib.request.urlopen(asked, timeout=PATIENCE / 1000) as answer:  # noqa: S310 - the same
            return json.load(answer)


def measure(articles: int) -> dict[str, Any]:
    """
    Run a desk in front of a repository of so many *articles*.

    Returns:
        `articles` and seconds: `start` until the first preview is there, `first sign-in`, `later sign-in`, and the
        medians of `save` and of `preview` after it.

    Raises:
        BenchError: The news is not there, or the desk does not start.
    """
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as name:
        folder = Path(name)
        repository = folder / "repo"
        make_content(repository / "content", articles, "--rich")
        _commit(repository)
        start = time.monotonic()
        with _desk(folder, repository) as desk:
            path = min(file.relative_to(repository).as_posix() for file in repository.glob("content/articles/*/*/*.md"))
            _wait(desk, path)
            started = time.monotonic() - start
            saves, previews = zip(*(_save(desk, path, number) for number in range(SAVES)), strict=True)
            with open_browser() as browser:
                page = browser.new_context(base_url=desk.address).new_page()
                page.set_default_timeout(PATIENCE)
                first = _timed(lambda: _sign_in(page, desk.token))
                later = _timed(lambda: _come_again(page))
    figures = {
        "start": started,
        "first sign-in": first,
        "later sign-in": later,
        "save": statistics.median(saves),
        "preview": statistics.median(previews),
    }
    return {"articles": articles} | {name: round(value, 2) for name, value in figures.items()}


def _commit(repository: Path) -> None:
    # Git would begin to tidy up by itself, and then refuses to be told to.
    who = ("-c", "gc.auto=0", "-c", "user.name=bench", "-c", "user.email=bench@example.vn")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), (*who, "commit", "-q", "-m", "bench"), ("gc", "-q")):
        subprocess.run(["git", *command], cwd=repository, check=True)


@contextmanager
def _desk(folder: Path, repository: Path) -> Iterator[Running]:
    user, token = make_user("bench", "Bench", "bench@example.vn", Role.APPROVER)
    users = folder / "users.json"
    write_users(users, {"bench": user})
    command: list[str | Path] = [sys.executable, ROOT / "tasks.py", "desk", "--repo", repository, "--users", users]
    command += ["--port", "0"]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, encoding="utf-8") as process,
    ):
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            if found is None:
                raise BenchError((folder / "log").read_text("utf-8")[-2000:])
            yield Running(found[0], token)
        finally:
            process.terminate()


def _wait(desk: Running, path: str) -> None:
    """Wait until the preview of the newest commit is there."""
    while not (said := desk.ask(f"/desk/preview?path={path}"))["ready"]:
        pass  # the desk holds the answer back for a while
    if said["report"]:
        raise BenchError(said["report"])


def _save(desk: Running, path: str, number: int) -> tuple[float, float]:
    """Change an article's text; return the seconds until it was committed, and from there until it was previewed."""
    file = desk.ask(f"{_API}/file-contents", {"files": [path]})[0]
    text = base64.b64decode(file["content"]) + f"\nLần sửa thứ {number}.\n".encode()
    change = {
        "operation": "update",
        "path": path,
        "sha": file["sha"],
        "content": base64.b64encode(text).decode(),
    }
    saved = _timed(lambda: desk.ask(f"{_API}/contents", {"message": "Sửa", "files": [change]}))
    return saved, _timed(lambda: _wait(desk, path))


def _sign_in(page: Page, token: str) -> None:
    page.goto("/admin/")
    page.get_by_role("button", name="mã truy cập").click()
    page.locator("[role=dialog] input, dialog input").last.fill(token)
    page.keyboard.press("Enter")
    page.get_by_text(_READY).first.wait_for()


def _come_again(page: Page) -> None:
    page.reload()
    page.get_by_text(_READY).first.wait_for()


def _timed(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def main(articles: int = 10_000) -> None:
    """Measure and print the table, then the figures as JSON on the last line."""
    measured = measure(articles)
    goals = DESK.get(articles, {})
    rows = [
        [name, f"{value:.2f}", goals[name].verdict(value, None) if name in goals else ""]
        for name, value in measured.items()
        if name != "articles"
    ]
    print(table([f"desk, {articles:,} articles, seconds", "ours", "goal"], rows))
    print(json.dumps(measured))
