"""A save is a commit of that editor, or nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.newsroom.problem import errors
from plugins.newsroom.reading import read_content
from tests.desk_kit import DRAFT, PATH, SmallDesk, article, git, make_desk, make_repository

NEW = "content/articles/2026/11/bai-moi.md"


def test_a_save_is_a_commit_by_the_editor(small: SmallDesk) -> None:
    """Author, message and moment are those of the save; nothing else differs from the commit before."""
    answer = small.save(NEW, article("Bài mới", "status: review\n"), "viet")
    assert answer.status_code == 201
    assert git(small.folder, "log", "-1", "--format=%an <%ae> %cn %aI %s") == (
        "Người viet <viet@example.vn> Người viet 2026-11-20T08:00:00+07:00 Sửa bài"
    )
    assert git(small.folder, "diff", "--name-status", "HEAD~1", "HEAD") == f"A\t{NEW}"
    assert answer.json()["commit"]["sha"] == git(small.folder, "rev-parse", "HEAD")
    assert answer.json()["files"] == [{"path": NEW, "sha": small.sha(NEW)}]


def test_the_checked_out_work_tree_follows(small: SmallDesk) -> None:
    """Whoever works in the repository's own folder sees the save, and their other edits stay."""
    (small.folder / DRAFT).write_text("đang sửa dở", "utf-8")
    assert small.save(PATH, article(body="Lúa rất tốt.")).status_code == 201
    assert "Lúa rất tốt." in (small.folder / PATH).read_text("utf-8")
    assert git(small.folder, "status", "--porcelain").split() == ["M", DRAFT]


def test_a_file_that_is_being_edited_on_the_server_is_not_overwritten(small: SmallDesk) -> None:
    """The save is refused and nothing moves."""
    (small.folder / PATH).write_text("đang sửa dở", "utf-8")
    head = git(small.folder, "rev-parse", "HEAD")
    assert small.save(PATH, article(body="Khác.")).status_code == 409
    assert git(small.folder, "rev-parse", "HEAD") == head
    assert (small.folder / PATH).read_text("utf-8") == "đang sửa dở"


def test_a_bare_repository_serves_as_well(tmp_path: Path) -> None:
    """It has no work tree to follow."""
    git(tmp_path, "clone", "-q", "--bare", str(make_repository(tmp_path / "source")), "bare.git")
    desk = make_desk(tmp_path, repository=tmp_path / "bare.git")
    assert desk.save(PATH, article(body="Khác.")).status_code == 201
    assert "Khác." in git(tmp_path / "bare.git", "show", f"main:{PATH}")


def test_the_strict_reader_refuses_with_the_message_of_check(small: SmallDesk) -> None:
    """The editor reads what `./inv check` prints; the branch and the desk's own files are as before."""
    bad = article(more="rating:\n  points: 26\n  votes: 5\n")
    head = git(small.folder, "rev-parse", "HEAD")
    answer = small.save(PATH, bad)
    (small.folder / PATH).write_text(bad, "utf-8")
    expected = "\n".join(problem.report() for problem in errors(read_content(small.folder / "content").problems))
    assert (answer.status_code, answer.json()["message"]) == (422, expected)
    assert "E204" in expected
    assert git(small.folder, "rev-parse", "HEAD") == head
    assert small.desk.places.content.joinpath(PATH.removeprefix("content/")).read_text("utf-8") == article()


def test_an_error_elsewhere_that_was_there_before_does_not_shut_everybody_out(small: SmallDesk) -> None:
    """Only errors that a save makes, or leaves in the file that it writes, are its own."""
    broken = small.folder / "content" / "articles" / "2026" / "11" / "hong.md"
    broken.write_text(article("Hỏng", "unit: khong-co\n"), "utf-8")
    git(small.folder, "add", "-A")
    git(small.folder, "commit", "-q", "-m", "Hỏng")
    assert small.save(PATH, article(body="Khác.")).status_code == 201
    answer = small.save("content/articles/2026/11/hong.md", article("Hỏng hơn", "unit: khong-co\n"))
    assert answer.status_code == 422
    assert "hong.md" in answer.json()["message"]


def test_a_stale_save_is_refused(small: SmallDesk) -> None:
    """Who saves over what they have not seen gets 409 and a way out."""
    seen = small.sha(PATH)
    assert small.save(PATH, article(body="Người thứ nhất.")).status_code == 201
    answer = small.save(PATH, article(body="Người thứ hai."), sha=seen)
    assert answer.status_code == 409
    assert "tải lại trang" in answer.json()["message"]
    assert "Người thứ nhất." in small.text(PATH)


@pytest.mark.parametrize("sha", ["", "0" * 40])
def test_no_sight_of_a_file_is_a_stale_one(small: SmallDesk, sha: str) -> None:
    """A file that is there is not created again, nor changed blindly."""
    assert small.save(PATH, article(body="Khác."), operation="create", sha=sha).status_code == 409


def test_a_commit_from_elsewhere_is_seen(small: SmallDesk) -> None:
    """Whoever pushes into the repository is an editor too."""
    seen = small.sha(PATH)
    (small.folder / PATH).write_text(article(body="Từ dòng lệnh."), "utf-8")
    git(small.folder, "commit", "-qam", "Từ dòng lệnh")
    assert small.save(PATH, article(body="Từ trình duyệt."), sha=seen).status_code == 409
    assert small.save(PATH, article(body="Từ trình duyệt.")).status_code == 201


def test_a_file_can_be_moved_and_deleted(small: SmallDesk) -> None:
    """What it was is gone, what it is now is there."""
    moved = "content/articles/2026/12/duoc-mua.md"
    sha = small.sha(PATH)
    assert small.save(moved, article(), operation="update", sha=sha, from_path=PATH).status_code == 201
    assert (small.sha(PATH), small.sha(moved)) == ("", sha)
    assert small.save(moved, "", operation="delete").status_code == 201
    assert small.sha(moved) == ""


def test_an_editor_hands_in_and_an_approver_publishes(small: SmallDesk) -> None:
    """Draft → review is the editor's, review → published the approver's; readers' pages are not the editor's."""
    assert small.save(DRAFT, article("Bản nháp", "status: review\n"), "viet").status_code == 201
    answer = small.save(DRAFT, article("Bản nháp", "status: published\n"), "viet")
    assert answer.status_code == 403
    assert "Chờ duyệt" in answer.json()["message"]
    assert small.save(DRAFT, article("Bản nháp", "status: published\n"), "duyet").status_code == 201


@pytest.mark.parametrize("more", ["status: draft\n", "status: hidden\n", ""])
def test_what_is_published_is_not_an_editors_to_change(small: SmallDesk, more: str) -> None:
    """Neither its words nor, by way of another status, its being there."""
    assert small.save(PATH, article(more=more, body="Khác."), "viet").status_code == 403
    assert small.save(PATH, "", "viet", operation="delete").status_code == 403


def test_site_data_is_not_an_editors(small: SmallDesk) -> None:
    """Categories and static pages concern every reader."""
    path = "content/site/categories.yaml"
    assert small.save(path, small.text(path) + "\n", "viet").status_code == 403
    assert small.save("content/pages/moi.md", "---\ntitle: Mới\n---\n\nMới.\n", "viet").status_code == 403


def test_a_link_in_the_repository_is_neither_followed_nor_written(small: SmallDesk, tmp_path: Path) -> None:
    """A link to a secret shows nothing of it; a link to a folder takes no file."""
    secret = tmp_path / "secret.md"
    secret.write_text("bí mật", "utf-8")
    folder = small.folder / "content" / "articles" / "2026"
    (folder / "lien-ket.md").symlink_to(secret)
    (folder / "ngoai").symlink_to(tmp_path)
    git(small.folder, "add", "-A")
    git(small.folder, "commit", "-q", "-m", "Liên kết")
    path = "content/articles/2026/lien-ket.md"
    listed = [file["path"] for file in small.get("/git/trees/main?recursive=1").json()["tree"]]
    assert path not in listed
    assert small.get(f"/raw/{path}?ref=main").status_code == 404
    assert small.save(path, article(), sha=small.sha(path)).status_code == 422
    assert small.save("content/articles/2026/ngoai/moi.md", article("Mới")).status_code == 422
    small.save(DRAFT, article("Bản nháp", "status: draft\n", "Khác."))
    assert not any(place.is_symlink() for place in small.desk.places.tree.rglob("*"))
    assert secret.read_text("utf-8") == "bí mật"
