"""Votes and approved comments in `content/`: once, exactly, in one commit, beside what others write there."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bench.measure import ROOT
from feedback import store
from feedback.comment_files import revise
from feedback.comment_text import clean
from feedback.merge import Merged, merge
from feedback.refusal import RefusedError
from feedback.repository import RepositoryError
from feedback.store import Comment, Tally
from feedback.visits_files import SpliceError
from plugins.newsroom.files import Files
from plugins.newsroom.model import make_comments
from plugins.newsroom.reading import read_content

OLD, NEW, RENAMED = "bai-cu", "bai-moi", "ten-khac"
FIGURES = "# số từ cổng cũ\nbai-cu: {views: 327, points: 13, votes: 3}  # đã soát\nten-khac:\n  views: 5\n"


@dataclass
class Editors:
    """A content folder in a Git repository, and the database of a service."""

    content: Path
    database: Path
    connection: sqlite3.Connection

    def git(self, *arguments: str) -> str:
        """Return what git says."""
        done = subprocess.run(["git", "-C", self.content, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def vote(self, slug: str, *stars: int, first: int = 0) -> None:
        """Let voters `first`, `first + 1`, … vote."""
        with store.transaction(self.connection):
            for number, each in enumerate(stars, start=first):
                store.cast_vote(self.connection, slug, bytes([number]), each, bytes([number]))

    def comment(self, slug: str, text: str, state: store.State = "waiting") -> str:
        """Let a reader comment, and an editor judge; return the comment's identifier."""
        with store.transaction(self.connection):
            store.add_comment(self.connection, slug, clean("Thu Hà", text), text.encode()[:16], 1_790_000_000)
            comment = next(one for one in store.comments_in(self.connection) if one.text == text)
            store.judge(self.connection, (comment.id,), state)
        return comment.id

    def merge(self) -> Merged:
        """Merge; there is nothing wrong with the content afterwards."""
        merged = merge(self.content, self.connection)
        assert read_content(self.content).problems == ()
        return merged

    def rating(self, slug: str) -> Tally:
        """Return the votes that the article's page will show."""
        article = next(one for one in read_content(self.content).articles if one.slug == slug)
        return Tally(article.rating.points, article.rating.votes) if article.rating else Tally()

    def texts(self, slug: str) -> list[str]:
        """Return the comments that the article's page will show."""
        return [comment.text for comment in read_content(self.content).comments.get(slug, ())]


@pytest.fixture
def editors(tmp_path: Path) -> Iterator[Editors]:
    """Three articles, one with a rating and figures, one whose file is called otherwise."""
    content = tmp_path / "repository" / "content"
    files = {
        "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n",
        "articles/bai-cu.md": "---\ntitle: Bài cũ\ndate: 2026-10-01\ncategory: kinh-te\nrating: {points: 9, votes: 2}\n"
        "---\n\nThân.\n",
        "articles/bai-moi.md": "---\ntitle: Bài mới\ndate: 2026-11-01\ncategory: kinh-te\n---\n\nThân.\n",
        "articles/tep.md": "---\ntitle: Bài khác\ndate: 2026-10-02\ncategory: kinh-te\nslug: ten-khac\n---\n\nThân.\n",
        "figures/2026-10.yaml": FIGURES,
        "comments/bai-cu.yaml": "- id: bl-1\n  name: Cũ\n  time: 2026-10-02 08:00\n  text: Ý kiến từ cổng cũ.\n",
    }
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    made = Editors(content, tmp_path / "phan-hoi.sqlite", store.connect(tmp_path / "phan-hoi.sqlite"))
    made.git("init", "--quiet", str(content.parent))
    made.git("config", "user.email", "bien-tap@example.vn")
    made.git("config", "user.name", "Ban Biên tập")
    made.git("add", ".")
    made.git("commit", "--quiet", "--message", "Bắt đầu")
    yield made
    made.connection.close()


def test_votes_add_to_what_others_counted_and_all_else_stays(editors: Editors) -> None:
    """Front matter, figures and votes together; views and words of the file are not touched."""
    editors.vote(OLD, 5, 4)
    editors.vote(NEW, 3)
    merged = editors.merge()
    assert set(merged.articles) == {OLD, NEW}
    assert editors.rating(OLD) == Tally(9 + 13 + 9, 2 + 3 + 2)
    assert editors.rating(NEW) == Tally(3, 1)
    text = (editors.content / "figures" / "2026-10.yaml").read_text("utf-8")
    assert text == FIGURES.replace("points: 13, votes: 3", "points: 22, votes: 5")


def test_a_merge_is_one_commit_and_a_second_one_is_none(editors: Editors) -> None:
    """However often it is done."""
    editors.vote(OLD, 5)
    editors.comment(OLD, "Hay lắm.", "approved")
    before = editors.git("rev-parse", "HEAD")
    merged = editors.merge()
    assert editors.git("rev-parse", "HEAD~1") == before
    assert editors.git("rev-parse", "HEAD").strip() == merged.commit
    assert set(editors.git("show", "--name-only", "--format=", "HEAD").split()) == {
        f"content/{path}" for path in merged.files
    }
    assert editors.git("status", "--porcelain") == ""
    again = editors.merge()
    assert (again.commit, again.articles, again.files) == ("", (), ())
    assert editors.git("rev-parse", "HEAD").strip() == merged.commit


def test_a_changed_vote_changes_points_alone(editors: Editors) -> None:
    """From merge to merge."""
    editors.vote(NEW, 1)
    editors.merge()
    editors.vote(NEW, 5)
    editors.merge()
    assert editors.rating(NEW) == Tally(5, 1)


def test_an_article_is_found_by_the_slug_that_it_says(editors: Editors) -> None:
    """Its file may be called otherwise; its figures are written below what is there."""
    editors.vote(RENAMED, 4)
    editors.merge()
    assert editors.rating(RENAMED) == Tally(4, 1)


def test_only_approved_comments_are_published(editors: Editors) -> None:
    """After those that are there; waiting and refused ones nowhere."""
    editors.comment(OLD, 'Được duyệt: có "dấu" và\n\nhai đoạn.', "approved")
    editors.comment(OLD, "Còn chờ.")
    editors.comment(OLD, "Bị từ chối.", "refused")
    assert editors.merge().comments == 1
    assert editors.texts(OLD) == ["Ý kiến từ cổng cũ.", 'Được duyệt: có "dấu" và\n\nhai đoạn.']
    assert "203.0." not in editors.git("show", "HEAD")


def test_a_comment_that_is_refused_later_goes_with_the_replies_to_it(editors: Editors) -> None:
    """And the file too where nothing else stands in it; the old portal's comments stay."""
    gone, stays = editors.comment(NEW, "Đã duyệt vội.", "approved"), editors.comment(OLD, "Vẫn hay.", "approved")
    editors.merge()
    path = editors.content / "comments" / f"{NEW}.yaml"
    reply = f"- {{id: tl-1, reply_to: {gone}, name: Ban Biên tập, time: 2026-11-02 08:00, text: Cảm ơn bạn.}}\n"
    path.write_text(path.read_text("utf-8") + reply, "utf-8")
    editors.git("commit", "--quiet", "--all", "--message", "Trả lời")
    with store.transaction(editors.connection):
        store.judge(editors.connection, (gone,), "refused")
    editors.merge()
    assert not path.exists()
    assert editors.git("status", "--porcelain") == ""
    assert stays in (editors.content / "comments" / f"{OLD}.yaml").read_text("utf-8")


def test_what_an_editor_mended_in_a_comment_stays(editors: Editors) -> None:
    """The file is the editors' own."""
    editors.comment(OLD, "Gia ca cao qua.", "approved")
    editors.merge()
    path = editors.content / "comments" / f"{OLD}.yaml"
    path.write_text(path.read_text("utf-8").replace("Gia ca cao qua.", "Giá cả cao quá."), "utf-8")
    editors.git("commit", "--quiet", "--all", "--message", "Thêm dấu")
    editors.comment(OLD, "Đồng ý.", "approved")
    editors.merge()
    assert editors.texts(OLD)[1:] == ["Giá cả cao quá.", "Đồng ý."]


def test_an_editors_other_work_is_not_committed(editors: Editors) -> None:
    """Neither what is staged nor what is only saved."""
    article = editors.content / "articles" / "bai-moi.md"
    article.write_text(article.read_text("utf-8") + "\nĐang viết dở.\n", "utf-8")
    (editors.content / "articles" / "nhap.md").write_text(
        "---\ntitle: N\ndate: 2026-11-01\ncategory: kinh-te\n---\n\nT.\n"
    )
    editors.git("add", "articles/nhap.md")
    editors.vote(NEW, 5)
    editors.merge()
    left = {line[3:]: line[:2] for line in editors.git("status", "--porcelain").splitlines()}
    assert left == {"content/articles/bai-moi.md": " M", "content/articles/nhap.md": "A "}


def test_votes_for_an_article_that_is_gone_are_kept_and_named(editors: Editors) -> None:
    """They stop nobody else's."""
    editors.vote("da-xoa", 5)
    editors.vote(NEW, 5)
    merged = editors.merge()
    assert (merged.lost, merged.articles) == (("da-xoa",), (NEW,))


def test_a_new_database_goes_on_from_what_was_merged(editors: Editors) -> None:
    """The votes of the lost one stay in the files, and new ones add to them."""
    editors.vote(NEW, 5, 5)
    editors.merge()
    editors.connection.close()
    editors.connection = store.connect(editors.database.with_name("khac.sqlite"))
    editors.vote(NEW, 2)
    editors.merge()
    assert editors.rating(NEW) == Tally(12, 3)


def test_a_database_from_a_backup_takes_nothing_away(editors: Editors) -> None:
    """Votes that it does not know any more were merged, and stay."""
    editors.vote(NEW, 5)
    editors.merge()
    backup = editors.database.with_name("sao-luu.sqlite")
    editors.connection.execute("VACUUM INTO ?", (str(backup),))
    editors.vote(NEW, 4, first=1)
    editors.merge()
    editors.connection.close()
    editors.connection = store.connect(backup)
    editors.merge()
    assert editors.rating(NEW) == Tally(9, 2)
    editors.vote(NEW, 1, first=2)
    editors.merge()
    editors.merge()
    assert editors.rating(NEW) == Tally(10, 3)


def test_a_broken_file_stops_the_merge_before_anything_is_written(editors: Editors) -> None:
    """The message names it."""
    (editors.content / "comments" / f"{OLD}.yaml").write_text("- {id: bl-1, name: 'A\n", "utf-8")
    editors.git("commit", "--quiet", "--all", "--message", "Hỏng")
    editors.vote(OLD, 5)
    editors.comment(OLD, "Hay.", "approved")
    with pytest.raises(SpliceError, match=r"comments/bai-cu\.yaml"):
        merge(editors.content, editors.connection)
    assert editors.git("status", "--porcelain") == ""


def test_outside_a_repository_nothing_is_written(editors: Editors, tmp_path: Path) -> None:
    """Without Git there would be no way back."""
    loose = tmp_path / "loose"
    shutil.copytree(editors.content, loose)
    editors.vote(OLD, 5)
    with pytest.raises(RepositoryError):
        merge(loose, editors.connection)
    assert (loose / "figures" / "2026-10.yaml").read_text("utf-8") == FIGURES


@pytest.mark.parametrize(
    "text",
    [
        "[{id: bl-1, name: Cũ, time: 2026-10-02 08:00, text: Một dòng.}]\n",
        "- {id: bl-1, name: Cũ, time: 2026-10-02 08:00, text: Một dòng.}",
        "# lời dặn\n- name: Cũ\n  time: 2026-10-02 08:00\n  text: |\n    Nhiều\n\n    đoạn.\n  id: bl-1\n",
        "",
    ],
)
def test_a_file_may_be_written_in_any_way(text: str) -> None:
    """Lists in one line or in many; what was there is there afterwards, and can be taken out."""
    comment = Comment(id="bd-1", slug="a", name="Hà", text='- "Không": \\n #1', received=0, state="approved")
    made = revise(text.encode(), "comments/a.yaml", [comment], ())
    assert made.decode().startswith(text.removesuffix("\n")) or text.startswith("[")
    tree = Files(Path()).parse("comments/a.yaml", made)
    assert tree is not None
    comments, problems = make_comments(tree, "comments/a.yaml")
    assert problems == ()
    assert [one.text for one in comments][-1] == comment.text
    assert len(comments) == bool(text) + 1
    assert revise(revise(made, "a", [comment], ()), "a", [], {"bd-1", "bl-1"}) == b""


@given(name=st.text(max_size=70), text=st.text(max_size=400))
def test_what_the_service_takes_can_be_published(name: str, text: str) -> None:
    """Every text that it accepts comes back from the file letter for letter, and `./inv check` finds nothing wrong."""
    try:
        draft = clean(name, text)
    except RefusedError:
        return
    comment = Comment(id="bd-1", slug="a", name=draft.name, text=draft.text, received=0, state="approved")
    files = Files(Path())
    tree = files.parse("comments/a.yaml", revise(b"", "comments/a.yaml", [comment], ()))
    assert tree is not None
    (made,), problems = make_comments(tree, "comments/a.yaml")
    assert ([*files.problems, *problems], made.name, made.text) == ([], draft.name, draft.text)
    assert clean(made.name, made.text) == draft


def inv(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an editor does."""
    return subprocess.run(
        [sys.executable, "tasks.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_an_editor_moderates_and_merges_at_a_terminal(editors: Editors) -> None:
    """List, approve, refuse, merge: in words, and as JSON."""
    good, bad = editors.comment(NEW, "Đường đẹp."), editors.comment(NEW, "Mua ngay!")
    database = ("--database", str(editors.database))
    listed = inv("comments", *database)
    assert listed.returncode == 0
    assert "Đường đẹp." in listed.stdout
    assert "2 ý kiến chờ duyệt." in listed.stdout
    assert inv("comments", *database, "--approve", good, "--refuse", "bd-khong-co").returncode == 1
    assert "2 ý kiến chờ duyệt." in inv("comments", *database).stdout
    assert inv("comments", *database, "--approve", good, "--refuse", bad).returncode == 0
    rows = json.loads(inv("comments", *database, "--state", "all", "--json").stdout)["comments"]
    assert {row["id"]: row["state"] for row in rows} == {good: "approved", bad: "refused"}
    merged = inv("feedback-merge", *database, "--content", str(editors.content), "--json")
    assert json.loads(merged.stdout)["comments"] == 1
    assert "Không có gì mới." in inv("feedback-merge", *database, "--content", str(editors.content)).stdout
    assert editors.texts(NEW) == ["Đường đẹp."]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("comments", "--state", "moi"), 2, "waiting"),
        (("comments", "--approve", "bd-1", "--refuse", "bd-1"), 2, "bd-1"),
        (("comments", "--database", "/khong/co.sqlite"), 1, "./inv feedback"),
        (("feedback-merge", "--database", "/khong/co.sqlite"), 1, "./inv feedback"),
    ],
)
def test_what_an_editor_gets_wrong_is_said(arguments: tuple[str, ...], status: int, said: str) -> None:
    """In one line, without a traceback."""
    done = inv(*arguments)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (status, True, False)
