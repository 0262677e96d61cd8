"""
A portal that is edited and published: its files on disk, an archive to begin with, and builds of both kinds.

Every build runs in a forked process, so that nothing but files leads from one to the next, and one
can be killed at a chosen moment.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import pickle
import shutil
import signal
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from commands.build import Order, build
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import ContentProblems
from plugins.press.changes import PublicationError
from plugins.press.settings import SettingsError
from plugins.press.state import state_folder
from plugins.press.writer import RenderError

ROOT: Final = Path(__file__).resolve().parent.parent
PROJECT: Final = ("pelicanconf.py", "publishconf.py")
NOW: Final = datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)

Text = Mapping[str, Any]

# What of a build says only how it came to its output, which differs between the first and the tenth.
_WAY: Final = frozenset({"deleted", "everything", "files", "rendered", "restored", "seconds", "verdict", "written"})

# What a build does to files, in the words of Python's audit events.
_TOUCHES: Final = frozenset(
    {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file: front matter, in its order, and body."""

    fields: Text
    body: str = "Thân bài."

    @property
    def data(self) -> bytes:
        """The file's bytes; JSON is YAML."""
        lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in self.fields.items())
        return f"---\n{''.join(lines)}---\n\n{self.body}\n".encode()

    def changed(self, **changes: Any) -> Source:
        """Return the file with other fields; None takes one away."""
        merged = {**self.fields, **changes}
        return Source({name: value for name, value in merged.items() if value is not None}, self.body)


@dataclass(frozen=True, slots=True)
class Result:
    """
    What came of a build.

    Attributes:
        said: What it said about the site, but for how it came there.
        failure: Why there is no site.
        files: Which files it said to have changed.
        followed: Whether it followed up what had changed.
    """

    said: Mapping[str, Any]
    failure: str = ""
    files: tuple[str, ...] = field(default=(), compare=False)
    followed: bool = field(default=False, compare=False)


def slug_of(path: str, source: Source) -> str:
    """Return what an article is called by."""
    return str(source.fields.get("slug", Path(path).stem))


@dataclass(slots=True)
class Portal:
    """
    Content, theme and settings below *folder*, and the site in `folder/out` that builds bring up to date.

    Attributes:
        folder: Where all of it lies.
        home: What the content folder is called; paths of files begin with `content/` whatever it is.
        now, production, workers, clean, verify: As in `Order`.
        sources: Path below the content folder → article or static page.
        damaged: Published files that somebody altered.
        disturbed: Whether the output has been touched by anything but a build that went well.
        files: Path below *folder* → bytes.
    """

    folder: Path
    home: str = "content"
    now: datetime = NOW
    production: bool = False
    workers: int = 1
    clean: bool = False
    verify: bool = False
    sources: dict[str, Source] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    disturbed: bool = False
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in PROJECT:
            self.write(f"project/{name}", (ROOT / name).read_bytes())
        theme = ROOT / "theme"
        for path in sorted(theme.rglob("*")):
            if path.is_file():
                self.write(f"project/theme/{path.relative_to(theme).as_posix()}", path.read_bytes())

    @property
    def output(self) -> Path:
        """The published site."""
        return self.folder / "out"

    @property
    def memory(self) -> Path:
        """What builds of this output remember."""
        return state_folder(ROOT, self.output)

    def write(self, path: str, data: bytes) -> None:
        """Write a file below the folder, unless it is the same."""
        if self.files.get(path) == data:
            return
        self.files[path] = data
        file = self.place(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def remove(self, path: str) -> None:
        """Delete a file, and the folders that it leaves empty."""
        del self.files[path]
        file = self.place(path)
        file.unlink()
        _prune(file)

    def place(self, path: str) -> Path:
        """Return where a file lies on the disk."""
        return self.folder / (self.home + path.removeprefix("content") if path.startswith("content/") else path)

    def put(self, path: str, source: Source) -> None:
        """Write an article or a static page; *path* is relative to the content folder."""
        self.sources[path] = source
        self.write(f"content/{path}", source.data)

    def take(self, path: str) -> Source:
        """Delete an article or a static page and return it."""
        self.remove(f"content/{path}")
        return self.sources.pop(path)

    def move(self, path: str, other: str) -> None:
        """Move an article to another path, as `mv` does: the file stays the same one."""
        old, new = f"content/{path}", f"content/{other}"
        if old == new:
            return
        self.files[new] = self.files.pop(old)
        self.sources[other] = self.sources.pop(path)
        self.place(new).parent.mkdir(parents=True, exist_ok=True)
        self.place(old).replace(self.place(new))
        _prune(self.place(old))

    def site(self, name: str, data: Any) -> None:
        """Write a file of site data."""
        self.write(f"content/site/{name}.yaml", json.dumps(data, ensure_ascii=False, indent=1).encode())

    def read_site(self, name: str) -> Any:
        """Return what a file of site data holds."""
        return json.loads(self.files[f"content/site/{name}.yaml"])

    def comment(self, slug: str, comments: list[dict[str, str]]) -> None:
        """Write the comments to an article."""
        self.write(f"content/comments/{slug}.yaml", json.dumps(comments, ensure_ascii=False).encode())

    def count_more(self, slug: str, numbers: Mapping[str, int]) -> None:
        """Write what adds to the numbers of an article, in the file of its month."""
        date = next(
            str(source.fields["date"]) for path, source in self.sources.items() if slug_of(path, source) == slug
        )
        path = f"content/figures/{date[:7]}.yaml"
        entries = json.loads(self.files.get(path, b"{}")) | {slug: numbers}
        self.write(path, json.dumps(entries).encode())

    def restore(self, files: Mapping[str, bytes], sources: Mapping[str, Source]) -> None:
        """Bring the files back to how they were."""
        for path in sorted(self.files.keys() - files.keys()):
            self.remove(path)
        for path, data in files.items():
            self.write(path, data)
        self.sources = dict(sources)

    def articles(self) -> list[str]:
        """Return the paths of all articles, the newest first."""
        paths = [path for path in self.sources if path.startswith("articles/")]
        return sorted(paths, key=lambda path: (str(self.sources[path].fields["date"]), path), reverse=True)

    def order(self, output: Path) -> Order:
        """Return the order for the site as it is to be now."""
        return Order(
            content=self.folder / self.home,
            output=output,
            now=self.now,
            production=self.production,
            allow_drop=True,
            allow_vanish=True,
            project=self.folder / "project",
            workers=self.workers,
            clean=self.clean,
            verify=self.verify,
        )

    def state(self) -> str:
        """Return a name of everything that the site follows from."""
        parts = [f"{path}:{hashlib.sha256(data).hexdigest()}" for path, data in sorted(self.files.items())]
        return hashlib.sha256("\n".join((*parts, self.now.isoformat(), str(self.production))).encode()).hexdigest()

    def forget(self) -> None:
        """Remove what builds remember of this output."""
        shutil.rmtree(self.memory, ignore_errors=True)

    def discard(self) -> None:
        """Remove everything."""
        self.forget()
        shutil.rmtree(self.folder)


def _prune(file: Path) -> None:
    """Remove the folders that a file has left empty."""
    while not any((file := file.parent).iterdir()):
        file.rmdir()


def tree(output: Path) -> dict[str, str]:
    """Return every file below *output*: path → SHA-256."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def touched(output: Path) -> dict[str, tuple[int, int]]:
    """Return when each file below *output* was written, and which file it is: a rewritten one has other numbers."""
    return {
        path.relative_to(output).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in output.rglob("*")
        if path.is_file()
    }


@dataclass(slots=True)
class Building:
    """A build under way in a process of its own."""

    pid: int
    pipe: int

    def result(self) -> Result | None:
        """Wait for its end; None where it was killed."""
        with open(self.pipe, "rb") as pipe:  # noqa: PTH123 - a descriptor has no path
            data = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status):
            return None
        found = pickle.loads(data)  # noqa: S301 - written by our own child
        if isinstance(found, str):
            pytest.fail(found)
        assert isinstance(found, Result)
        return found


def start(order: Order, *, killed_at: int | None = None) -> Building:
    """
    Start a build.

    Args:
        order: What is to be built.
        killed_at: It is killed as by SIGKILL when it touches files for so many-th time, where it does so often.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Building(pid, reading)
    try:
        os.close(reading)
        _be_quiet()
        if killed_at is not None:
            _kill_at(killed_at)
        answer = pickle.dumps(_attempt(order))
    except BaseException:  # noqa: BLE001 - the parent raises it
        answer = pickle.dumps(traceback.format_exc())
    finally:
        with open(writing, "wb") as pipe:  # noqa: PTH123
            pipe.write(answer)
        os._exit(0)


def _be_quiet() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _kill_at(number: int) -> None:
    """Kill this process before it touches files for the *number*-th time."""
    left = number

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in _TOUCHES:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _attempt(order: Order) -> Result:
    try:
        summary = build(order)
    except (ContentProblems, SettingsError, PublicationError, RenderError) as error:
        return Result({}, f"{type(error).__name__}: {error}".replace(str(order.output), "OUT"))
    told = {part.name: getattr(summary, part.name) for part in fields(summary) if part.name not in _WAY}
    told["problems"] = tuple(problem.report() for problem in summary.problems)
    return Result(told, files=summary.files, followed=not summary.everything)


def publish(portal: Portal) -> Result:
    """
    Build what was edited, and hold the site against a clean build of the same state.

    What the two say is the same too, and files that have the same bytes as before were not written.
    """
    before, written = tree(portal.output), touched(portal.output)
    building = start(portal.order(portal.output))
    state = portal.state()
    if state not in _CLEAN:
        _CLEAN[state] = build_clean(portal)
    expected, files = _CLEAN[state]
    result = building.result()
    assert result == expected
    after = tree(portal.output)
    if result.failure:
        assert portal.disturbed or after == before
        return result
    assert difference(portal, after, files) == ""
    if not portal.disturbed:
        assert sorted(result.files) == sorted(told_changes(before, after))
    now = touched(portal.output)
    kept = [path for path in after if after[path] == before.get(path) and path not in portal.damaged]
    assert [path for path in kept if now[path] != written[path]] == []
    portal.damaged.clear()
    portal.disturbed = portal.clean = portal.verify = False
    return result


def told_changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return what a build says of the change from one tree to the other."""
    written = [f"M {path}" for path, data in after.items() if before.get(path) != data]
    return written + [f"D {path}" for path in before if path not in after]


# State → what a clean build says and makes; many sequences pass through the same states.
_CLEAN: Final[dict[str, tuple[Result, Mapping[str, str]]]] = {}


def build_clean(portal: Portal) -> tuple[Result, Mapping[str, str]]:
    """Build the state of *portal* where nothing is known and nothing is published."""
    output = portal.folder / "clean"
    memory = state_folder(ROOT, output)
    for folder in (output, memory):
        shutil.rmtree(folder, ignore_errors=True)
    result = start(portal.order(output)).result()
    assert result is not None
    shutil.rmtree(memory, ignore_errors=True)
    return result, tree(output)


def difference(portal: Portal, made: Mapping[str, str], expected: Mapping[str, str]) -> str:
    """Say in which files two sites differ, and how the first ones do; "" where they are the same."""
    wrong = sorted(path for path in made.keys() | expected.keys() if made.get(path) != expected.get(path))
    if not wrong:
        return ""
    build_clean(portal)
    told = [
        f"{path}: {'missing' if path not in made else 'left over' if path not in expected else 'differs'}"
        for path in wrong
    ]
    for path in [path for path in wrong if path in made and path in expected][:3]:
        ours, clean = (
            (folder / path).read_text("utf-8", "replace").splitlines()
            for folder in (portal.output, portal.folder / "clean")
        )
        told += list(difflib.unified_diff(ours, clean, f"{path}, incremental", f"{path}, clean", "", "", 0, ""))[:40]
    return "\n".join(told)


def kill(portal: Portal, number: int) -> None:
    """Build, and kill the build when it touches files for the *number*-th time."""
    portal.disturbed = True
    start(portal.order(portal.output), killed_at=number).result()


def warm_up(folder: Path) -> None:
    """Build once in this process, so that the forked ones need not import and compile everything anew."""
    portal = Portal(folder)
    portal.put("articles/tin.md", Source({"title": "Tin", "date": "2026-01-01", "category": "le"}))
    portal.site("categories", [{"slug": "le", "name": "Lẻ"}])
    build(portal.order(portal.output))
    portal.forget()
