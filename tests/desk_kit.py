"""A desk in front of a small repository, for tests: real Git, real reader, no build."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from desk.gateway import Address, make_application
from desk.identity import Doorkeeper
from desk.preview import Keys
from desk.repository import Repository
from desk.saving import Desk
from desk.users import Directory, Role, User, make_user, write_users
from desk.workshop import Built, Fault, Places
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import errors
from plugins.newsroom.reading import read_content

ORIGIN = "http://127.0.0.1:8080"
API = "/api/v1/repos/cong-tin/noi-dung"
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
PATH = "content/articles/2026/11/duoc-mua.md"
DRAFT = "content/articles/2026/11/ban-nhap.md"


def article(title: str = "Được mùa", more: str = "", body: str = "Lúa tốt.") -> str:
    """Return the text of an article; *more* are further lines of its front matter."""
    return f'---\ntitle: "{title}"\ndate: "2026-11-01 08:00"\ncategory: kinh-te\n{more}---\n\n{body}\n'


def git(folder: Path, *arguments: str) -> str:
    """Run Git in *folder* and return what it printed."""
    who = ("-c", "user.name=Quản trị", "-c", "user.email=qt@example.vn", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def make_repository(folder: Path) -> Path:
    """Make a repository with one published article and one draft; return its folder."""
    files = {
        "content/site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n- {slug: xa-hoi, name: Xã hội}\n",
        "content/site/topics.yaml": "- {slug: cau-moi, name: Cầu mới}\n",
        "content/site/units.yaml": "- {slug: van-phong, name: Văn phòng}\n",
        PATH: article(),
        DRAFT: article("Bản nháp", "status: draft\n"),
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Bắt đầu")
    return folder


@dataclass
class ReadingWorkshop:
    """Checks a content folder as `./inv check` does; builds nothing, and notes that it was asked to."""

    content: Path
    previews: int = 0

    def check(self) -> tuple[Fault, ...]:
        """Return the errors of the content."""
        return tuple(
            Fault(path=problem.path, identity=f"{problem.path} {problem.code} {problem.vi}", report=problem.report())
            for problem in errors(read_content(self.content).problems)
        )

    def preview(self) -> Built:
        """Note it."""
        self.previews += 1
        return Built(report="", seconds=0)

    def publish(self) -> Built | None:
        """Leave readers' site to others."""

    def close(self) -> None:
        """End nothing."""


class EverythingFits(ReadingWorkshop):
    """Finds no error: for tests of what comes before and after the check."""

    def check(self) -> tuple[Fault, ...]:
        """Return no error."""
        return ()


@dataclass
class Clock:
    """Seconds that a test moves."""

    seconds: float = 0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.seconds


@dataclass
class SmallDesk:
    """
    A desk on a small repository, with an editor and an approver.

    Attributes:
        folder: The repository.
        desk: The desk.
        client: Speaks to its gateway as a browser on the same page would.
        tokens: Login → token.
        users: Login → user.
        users_file: Their file.
        clock: The seconds that limits go by.
    """

    folder: Path
    desk: Desk
    client: TestClient
    tokens: dict[str, str]
    users: dict[str, User]
    users_file: Path
    clock: Clock = field(default_factory=Clock)

    def headers(self, login: str = "duyet") -> dict[str, str]:
        """Return the header that says who asks."""
        return {"Authorization": f"token {self.tokens[login]}"}

    def get(self, path: str, login: str = "duyet") -> Any:
        """Return the answer to a GET below the repository's address."""
        return self.client.get(API + path, headers=self.headers(login))

    def sha(self, path: str) -> str:
        """Return the id of what a file holds on the branch, "" where it is not there."""
        entry = self.desk.repository.tree(self.desk.repository.head()).get(path)
        return entry.sha if entry is not None else ""

    def text(self, path: str) -> str:
        """Return what a file holds on the branch."""
        return self.desk.repository.blobs([self.sha(path)])[0].decode()

    def save(self, path: str, data: str | bytes, login: str = "duyet", **fields: Any) -> Any:
        """Return the answer to saving one file over what it holds now; *fields* are those of the request."""
        sha = self.sha(path)
        content = base64.b64encode(data.encode() if isinstance(data, str) else data).decode()
        file = {"operation": "update" if sha else "create", "path": path, "content": content, "sha": sha} | fields
        return self.post({"branch": "main", "message": "Sửa bài", "files": [file]}, login)

    def post(self, body: Any, login: str = "duyet") -> Any:
        """Return the answer to a request for changes."""
        return self.client.post(f"{API}/contents", json=body, headers=self.headers(login))


def make_desk(
    folder: Path, workshop: Callable[[Path], ReadingWorkshop] = ReadingWorkshop, repository: Path | None = None
) -> SmallDesk:
    """Return a desk whose files are below *folder*, in front of *repository* or of one that is made."""
    made = repository or make_repository(folder / "repo")
    users, tokens = {}, {}
    for login, role in (("viet", Role.EDITOR), ("duyet", Role.APPROVER)):
        users[login], tokens[login] = make_user(login, f"Người {login}", f"{login}@example.vn", role)
    file = folder / "users.json"
    write_users(file, users)
    directory, clock = Directory(file), Clock()
    places = Places(tree=folder / "desk" / "tree", index=folder / "desk" / "index", preview=folder / "desk" / "preview")
    desk = Desk(Repository(made), places, workshop(places.content), lambda: NOW)
    application = make_application(desk, Doorkeeper(directory, clock), Keys(directory), Address(origin=ORIGIN))
    return SmallDesk(
        folder=made,
        desk=desk,
        client=TestClient(application, base_url=ORIGIN, raise_server_exceptions=True),
        tokens=tokens,
        users=users,
        users_file=file,
        clock=clock,
    )
