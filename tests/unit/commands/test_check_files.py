"""`./inv check --file` and `--staged`: some files, as an editor or a commit names them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from invoke import Exit

from commands.check import Order, find_problems
from commands.options import chosen_files, content_files
from commands.staged import Choice, staged_files

GOOD = "---\ntitle: Tin\ndate: 2026-01-02\ncategory: kinh-te\n---\n\nMở đầu.\n\n"


def git(folder: Path, *words: str) -> None:
    """Run Git as somebody."""
    who = ["-c", "user.name=An", "-c", "user.email=an@example.vn"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content folder of a committed repository, which is the current folder; `hai` links to `mot`."""
    folder = tmp_path / "kho" / "content"
    for path, text in {
        "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n",
        "articles/mot.md": GOOD,
        "articles/hai.md": GOOD + "[tin](/kinh-te/mot.html)\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (tmp_path / "kho" / "README.md").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "kho")
    git(tmp_path / "kho", "init", "-q")
    git(tmp_path / "kho", "add", ".")
    git(tmp_path / "kho", "commit", "-qm", "Đầu")
    return folder


def codes(content: Path, choice: Choice | None) -> list[tuple[str, str]]:
    """Return where something is wrong, and what."""
    problems, _ = find_problems(Order(folder=content, choice=choice))
    return [(problem.path, problem.code) for problem in problems]


def test_a_file_is_named_from_the_current_folder_or_as_reports_name_it(content: Path) -> None:
    """Both are the same file, once."""
    assert content_files("--file", ["content/articles/mot.md", "articles/mot.md"], content) == ("articles/mot.md",)


def test_files_elsewhere_are_named_together(content: Path) -> None:
    """All wrong names are told at once."""
    with pytest.raises(Exit) as error:
        content_files("--file", ["README.md", "content/../README.md", "khong-co.md"], content)
    assert error.value.code == 2
    assert str(error.value.message).count("không nằm trong thư mục nội dung") == 2
    assert "không có tệp 'khong-co.md'" in str(error.value.message)


def test_only_the_files_asked_for_are_checked(content: Path) -> None:
    """A mistake elsewhere is not told; what a proofreader says of the file is."""
    (content / "articles/mot.md").write_text(GOOD + "Ðảng bộ xã.\n", encoding="utf-8")
    (content / "articles/ba.md").write_text("x", encoding="utf-8")
    assert codes(content, Choice(paths=("articles/mot.md",))) == [("articles/mot.md", "W332")]
    assert ("articles/ba.md", "E101") in codes(content, None)


def test_what_is_staged_is_checked_and_what_misses_a_deleted_file(content: Path) -> None:
    """A deletion is a change of the files that name what is gone."""
    git(content, "rm", "-q", "articles/mot.md")
    (content / "articles/ba.md").write_text(GOOD, encoding="utf-8")
    git(content, "add", "articles/ba.md")
    (content / "articles/bon.md").write_text("x", encoding="utf-8")
    choice = chosen_files((), content, staged=True)
    assert choice == Choice(paths=("articles/ba.md",), gone=("articles/mot.md",))
    assert codes(content, choice) == [("articles/hai.md", "E416")]


def test_a_change_of_site_data_concerns_everything(content: Path) -> None:
    """A category that goes takes the articles in it along."""
    (content / "site/categories.yaml").write_text("- {slug: xa-hoi, name: Xã hội}\n", encoding="utf-8")
    git(content, "add", ".")
    assert codes(content, staged_files(content)) == [("articles/hai.md", "E403"), ("articles/mot.md", "E403")]


def test_a_folder_without_git_has_nothing_staged(tmp_path: Path) -> None:
    """Git's own words are passed on."""
    with pytest.raises(Exit, match="Git không trả lời được"):
        staged_files(tmp_path)
