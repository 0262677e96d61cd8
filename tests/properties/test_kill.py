"""
A build that is killed at any moment leaves the old site or the new one to come: the next build ends in a clean one's.

Real builds with two workers, and `kill -9` at a moment that nobody chose: of the build, of all its processes, or of
one worker, as a system does that runs out of memory.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from plugins.press.state import state_folder
from tests.edited_portal import ROOT, Portal, Source, build_clean, difference, tree
from tests.first_archive import fill

KILLS: Final = settings().max_examples // 20
PLANS: Final = ("build", "all", "worker")


def command(portal: Portal) -> list[str]:
    """Return the command line of a build."""
    order = portal.order(portal.output)
    options = {"content": order.content, "output": order.output, "now": f"{order.now:%Y-%m-%d %H:%M}", "workers": 2}
    return [
        sys.executable,
        "tasks.py",
        "build",
        *(part for name, value in options.items() for part in (f"--{name}", str(value))),
    ]


def run(portal: Portal) -> float:
    """Build and return the seconds that it took."""
    begin = time.monotonic()
    done = subprocess.run(command(portal), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - begin


def run_and_kill(portal: Portal, plan: str, moment: float) -> int:
    """Build, kill after so many seconds what *plan* says, and return the build's exit status."""
    with subprocess.Popen(
        command(portal), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        time.sleep(moment)
        if plan == "worker":
            while process.poll() is None and not kill_a_worker(process.pid):
                time.sleep(0.002)
        elif process.poll() is None:
            with suppress(ProcessLookupError):
                (os.killpg if plan == "all" else os.kill)(process.pid, signal.SIGKILL)
        return process.wait(timeout=60)


def kill_a_worker(pid: int) -> bool:
    """Kill the first child of a process; False where it has none."""
    try:
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if workers:
            os.kill(int(workers[0]), signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):
        return False
    return bool(workers)


def edit(portal: Portal, chance: random.Random) -> None:
    """Change what few pages show, or every page."""
    if chance.random() < 0.4:
        portal.site("site", {"name": f"Cổng {chance.random()}", "base_url": "https://tin.example.vn"})
    for _ in range(chance.randint(1, 3)):
        path = chance.choice(portal.articles())
        title = f"Tin {chance.random()}"
        portal.put(path, Source(portal.sources[path].fields, f"Chữ {chance.random()}.").changed(title=title))
    if chance.random() < 0.5:
        added = Source({"title": "Thêm", "date": "2026-02-28", "category": "m0"})
        portal.put(f"articles/them-{chance.randrange(10**9)}.md", added)
    if chance.random() < 0.3 and "articles/tin-090.md" in portal.sources:
        portal.take("articles/tin-090.md")


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """The archive, published once."""
    portal = Portal(tmp_path / "portal")
    fill(portal)
    yield portal
    portal.discard()


def test_an_index_that_was_not_told_of_the_last_publication_is_made_anew(portal: Portal) -> None:
    """A build may be killed when its site is published and remembered, and before the index knows of it."""
    index = state_folder(ROOT, portal.output) / "search"
    older = index.with_name("older")
    run(portal)
    shutil.copytree(index, older)
    for number in range(2):
        edit(portal, random.Random(number))  # noqa: S311 - the same at every run
        run(portal)
        if number == 0:
            shutil.rmtree(index)
            older.replace(index)
    assert difference(portal, tree(portal.output), build_clean(portal)[1]) == ""


@pytest.mark.parametrize("number", range(KILLS))
def test_after_a_kill_the_next_build_gives_the_clean_site(portal: Portal, number: int) -> None:
    """Whatever was killed and when, and even where the content was edited meanwhile."""
    chance = random.Random(number)  # noqa: S311 - the same at every run
    took = run(portal)
    edit(portal, chance)
    before = tree(portal.output)
    for _ in range(chance.randint(1, 2)):
        plan = PLANS[number % len(PLANS)]
        status = run_and_kill(portal, plan, chance.uniform(0, took))
        if status == 0:
            before = tree(portal.output)
            assert difference(portal, before, build_clean(portal)[1]) == ""
        elif plan == "worker":
            assert status == 1
            assert tree(portal.output) == before
        if chance.random() < 0.5:
            edit(portal, chance)
    run(portal)
    assert difference(portal, tree(portal.output), build_clean(portal)[1]) == ""
