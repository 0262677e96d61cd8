"""A merge that is killed at any moment is done by the next one: nothing lost, nothing double, others' work stays."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from hypothesis import settings

from bench.measure import ROOT
from feedback import store
from feedback.store import Tally
from plugins.newsroom.reading import read_content

KILLS: Final = 50 if settings().max_examples > settings.get_profile("fixed").max_examples else 4
SLUGS: Final = tuple(f"bai-{number}" for number in range(6))
LONGEST: Final = 0.9  # seconds; a whole merge takes about half as long


def git(content: Path, *arguments: str) -> str:
    """Return what git says."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.vn")
    return subprocess.run(
        ["git", "-C", content, *identity, *arguments], capture_output=True, text=True, check=True
    ).stdout


def test_no_kill_loses_or_doubles_anything(tmp_path: Path) -> None:
    """Votes come in, editors commit, merges are killed; in the end the pages show what was counted, to the vote."""
    content, database = tmp_path / "content", tmp_path / "phan-hoi.sqlite"
    (content / "articles").mkdir(parents=True)
    (content / "site").mkdir()
    (content / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    for number, slug in enumerate(SLUGS, start=1):
        text = f"---\ntitle: Bài {number}\ndate: 2026-{number:02}-01\ncategory: kinh-te\n---\n\nThân.\n"
        (content / "articles" / f"{slug}.md").write_text(text, "utf-8")
    git(content, "init", "--quiet")
    git(content, "add", ".")
    git(content, "commit", "--quiet", "--message", "Bắt đầu")
    chance = random.Random(KILLS)  # noqa: S311 - moments that can be had again
    counted = dict.fromkeys(SLUGS, Tally())
    command = [sys.executable, "tasks.py", "feedback-merge", "--content", str(content), "--database", str(database)]
    with store.opened(database) as connection:
        for number in range(KILLS):
            for slug in SLUGS:
                stars = chance.randint(1, 5)
                with store.transaction(connection):
                    store.cast_vote(connection, slug, number.to_bytes(2), stars, number.to_bytes(2))
                counted[slug] += Tally(stars, 1)
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                time.sleep(chance.uniform(0.2, LONGEST))
                process.kill()
            (content / "articles" / f"{SLUGS[0]}.md").open("a", encoding="utf-8").write(f"\nSửa lần {number}.\n")
            for _ in range(20):  # a git that outlives its merge may hold the lock for a moment
                if not (content / ".git" / "index.lock").exists():
                    break
                time.sleep(0.2)
            git(content, "commit", "--quiet", "--message", "Sửa", "--", "articles")
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    shown = {article.slug: article.rating for article in read_content(content).articles}
    assert {slug: Tally(rating.points, rating.votes) for slug, rating in shown.items() if rating} == counted
    assert git(content, "status", "--porcelain") == ""
    assert git(content, "log", "--format=%s").split("\n").count("Sửa") == KILLS
