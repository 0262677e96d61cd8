"""The desk's commands: users, the workshop in its process, and what is said when something is wrong."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from invoke import Exit

from commands import desk_user
from commands.desk import Order, check_address, run
from commands.desk_workshop import ProcessWorkshop, Task
from desk.users import Directory
from desk.workshop import WorkshopError
from plugins.newsroom.problem import errors
from plugins.newsroom.reading import read_content
from tests.desk_kit import DRAFT, PATH, article, make_repository


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of users that is not there yet."""
    return tmp_path / "users.json"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a published article and a draft."""
    return make_repository(tmp_path / "repo") / "content"


@pytest.fixture
def task(content: Path, tmp_path: Path) -> Task:
    """What is to be checked and built."""
    return Task(content=content, preview=tmp_path / "preview", output=tmp_path / "site", is_production=False)


@pytest.fixture
def workshop(task: Task) -> Iterator[ProcessWorkshop]:
    """A workshop, ended afterwards."""
    with contextlib.closing(ProcessWorkshop(task)) as made:
        yield made


def order(repo: Path, file: Path) -> Order:
    """Return an order for a desk that never gets to serve."""
    return Order(repo=repo, branch="", port=0, address="", users=file, output=None, production=False)


def test_a_user_is_added_renewed_and_removed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The token is printed once; without a role it is an editor; another call keeps what it does not name."""
    desk_user.put(file, "viet", "Nguyễn Viết", "viet@example.vn", "")
    first = capsys.readouterr().out.split()[-1]
    desk_user.put(file, "viet", "", "", "approver")
    second = capsys.readouterr().out.split()[-1]
    directory = Directory(file)
    user = directory.find(second)
    assert user is not None
    assert (user.name, user.may_publish, directory.find(first)) == ("Nguyễn Viết", True, None)
    desk_user.show(file)
    assert "người duyệt" in capsys.readouterr().out
    desk_user.remove(file, "viet")
    assert directory.find(second) is None
    desk_user.show(file)
    assert "Chưa có ai" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("login", "name", "email", "role"),
    [("viet", "", "a@b", ""), ("viet", "Viết", "", ""), ("Viết", "Viết", "a@b", ""), ("viet", "Viết", "a@b", "king")],
)
def test_a_user_that_cannot_be_is_a_usage_error(file: Path, login: str, name: str, email: str, role: str) -> None:
    """Nothing is written."""
    with pytest.raises(Exit) as refusal:
        desk_user.put(file, login, name, email, role)
    assert (refusal.value.code, file.exists()) == (2, False)
    with pytest.raises(Exit):
        desk_user.remove(file, "viet")


def test_the_workshop_says_what_check_says(workshop: ProcessWorkshop, content: Path) -> None:
    """From a process of its own, and again after each change."""
    assert workshop.check() == ()
    place = content.parent / PATH
    place.write_text(article(more="rating:\n  points: 26\n  votes: 5\n"), "utf-8")
    expected = [problem.report() for problem in errors(read_content(content).problems)]
    assert [fault.report for fault in workshop.check()] == expected
    assert len(expected) == 1
    place.write_text(article(), "utf-8")
    assert workshop.check() == ()


def test_a_preview_shows_drafts_and_what_is_yet_to_come(workshop: ProcessWorkshop, task: Task, content: Path) -> None:
    """Readers' site shows neither; an article that has expired is in the preview, too. Only readers can search."""
    later = content.parent / "content/articles/2026/11/mai-sau.md"
    later.write_text(article("Mai sau").replace("2026-11-01", "2126-11-01"), "utf-8")
    gone = later.with_name("het-han.md")
    gone.write_text(article("Hết hạn", 'expires: "2026-11-02"\n'), "utf-8")
    assert workshop.check() == ()
    assert workshop.preview().report == ""
    published = workshop.publish()
    assert published is not None
    assert published.report == ""
    assert task.output is not None
    draft = Path("kinh-te") / f"{Path(DRAFT).stem}.html"
    for page in (draft, Path("kinh-te/mai-sau.html")):
        assert (task.preview / page).is_file()
        assert not (task.output / page).exists()
    assert ((task.preview / "search").exists(), (task.output / "search").is_dir()) == (False, True)
    assert 'data-notice="expired"' not in (task.preview / "kinh-te/het-han.html").read_text("utf-8")
    assert (task.output / "kinh-te" / f"{Path(PATH).stem}.html").is_file()


def test_a_workshop_that_falls_is_started_again(workshop: ProcessWorkshop) -> None:
    """What was asked is not answered; the next question is."""
    assert workshop.check() == ()
    assert workshop._process is not None
    workshop._process.kill()
    workshop._process.wait()
    assert workshop.check() == ()


def test_a_workshop_that_does_not_answer_is_ended(task: Task) -> None:
    """The desk says that it could not check, and does not wait for ever."""
    with contextlib.closing(ProcessWorkshop(task, patience=0.001)) as workshop, pytest.raises(WorkshopError):
        workshop.check()


def test_a_folder_without_a_repository_or_content_is_refused(tmp_path: Path, file: Path) -> None:
    """Before anything is served."""
    with pytest.raises(Exit, match="không phải kho Git"):
        run(order(tmp_path, file))
    file.write_text("{")
    with pytest.raises(Exit, match=r"users\.json"):
        run(order(make_repository(tmp_path / "repo"), file))


@pytest.mark.parametrize("value", ["bientap.vn", "http://bientap.vn", "https://bientap.vn/x", "ftp://bientap.vn", ""])
def test_an_address_that_a_token_may_not_go_to_is_refused(value: str) -> None:
    """Only HTTPS, or this machine."""
    with pytest.raises(Exit):
        check_address(value)
    assert check_address("https://bientap.vn/") == "https://bientap.vn"
    assert check_address("http://localhost:8080") == "http://localhost:8080"
