"""`./inv check --fix`: files are mended whole, with their rights, and what is done is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from invoke import Exit

from commands import check, mend
from commands.staged import Choice

BAD = '---\ntitle： "Ðền hội"\ndate: 2026-01-02\ncategory: kinh-te\n---\n\nXã hoà giải.  \n\n- một\n  - hai\n'
MENDED = '---\ntitle: "Đền hội"\ndate: 2026-01-02\ncategory: kinh-te\n---\n\nXã hòa giải.\n\n- một\n    - hai\n'


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder below the current one with one bad article; the portal places tones as of old."""
    for path, text in {
        "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n",
        "site/site.yaml": "name: Cổng\nbase_url: https://tin.example.vn\ntone_placement: old\n",
        "articles/tin.md": BAD.replace("\n", "\r\n"),
    }.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8-sig", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def read(content: Path) -> str:
    """Return what the article's file holds."""
    return (content / "articles/tin.md").read_bytes().decode()


def test_a_file_is_mended_and_the_difference_shown(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything at once; the check that follows is of the mended file."""
    file = content / "articles/tin.md"
    file.chmod(0o640)
    check.run(check.Order(folder=content, fix="write"))
    said = capsys.readouterr().out.splitlines()
    assert read(content) == MENDED
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["tin.md"]
    assert said[:4] == [
        "content/articles/tin.md: bỏ dấu BOM ở đầu tệp",
        "content/articles/tin.md: đổi cách xuống dòng sang LF",
        "--- content/articles/tin.md",
        "+++ content/articles/tin.md",
    ]
    assert {"-Xã hoà giải.  ", "+Xã hòa giải.", "+    - hai", "Đã sửa 1 tệp."} < set(said)
    assert said[-1] == "1 bài; 0 lỗi, 0 cảnh báo, 0 gợi ý."
    check.run(check.Order(folder=content, fix="write", choice=Choice(paths=("articles/tin.md",))))
    assert capsys.readouterr().out.startswith("Đã sửa 0 tệp.")


def test_a_dry_run_writes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference goes to standard error where a program reads the report; the report is of the file as it is."""
    before = read(content)
    with pytest.raises(Exit):
        check.run(check.Order(folder=content, fix="show", format="gitlab"))
    said = capsys.readouterr()
    assert said.out.startswith("[")
    assert "Sẽ sửa 1 tệp." in said.err
    assert read(content) == before


def test_a_file_that_somebody_else_writes_meanwhile_is_left_alone(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's work is lost: the newer text stays, and the command says so."""
    file = content / "articles/tin.md"

    def write_meanwhile(_: int) -> None:
        file.write_text("x", encoding="utf-8")

    monkeypatch.setattr("os.fsync", write_meanwhile)
    with pytest.raises(Exit, match="vừa bị chương trình khác ghi"):
        mend.mend_files(content, ["articles/tin.md"], "old", "vi", writes=True)
    assert read(content) == "x"
    assert [path.name for path in file.parent.iterdir()] == ["tin.md"]


def test_a_folder_that_cannot_be_written_is_named(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is passed on."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Exit, match=r"Không ghi được content/articles/tin.md: Permission denied"):
        mend.mend_files(content, ["articles/tin.md"], "old", "vi", writes=True)
    assert [path.name for path in (content / "articles").iterdir()] == ["tin.md"]


def test_what_is_no_text_is_left_alone(content: Path) -> None:
    """A file that cannot be read is for its writer to mend."""
    (content / "articles/tin.md").write_bytes(b"\xff\xfe---")
    said = mend.mend_files(content, ["articles/tin.md", "articles/khong-co.md"], "old", "en", writes=True)
    assert said == "Mended 0 files."
