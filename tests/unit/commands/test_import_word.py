"""`./inv import-word`: drafts that pass the check, an account that adds up, and never a word over an editor's."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from invoke import Exit

from commands.import_word import Order, named_files, run
from plugins.newsroom.article import Article, Status
from plugins.newsroom.reading import read_content
from tests.word_files import docx, image_of, p, picture, r

FILES = {
    "ra-mat.docx": docx(
        p("Ra mắt cổng mới", style="Tieude"),
        "Thứ hai, 24/06/2019 22:33",
        p("Đoạn mở đầu.", style="Phude"),
        "Thân bài.",
        p(picture("a")),
        p("Trần Thị Bình", align="right"),
        media={"a.png": image_of()},
    ),
    "le-hoi.docx": docx(
        p("Lễ hội", style="Tieude"), "01/03/2020", "Một.", p("Hai ", r("giấu", properties="<w:vanish/>"))
    ),
    "hong.docx": b"PK\x03\x04",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with two categories and an office."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "site" / "categories.yaml").write_text(
        "- {slug: y-te, name: Y tế, order: 2}\n- {slug: tin-tuc, name: Tin tức, order: 1}\n", "utf-8"
    )
    (folder / "site" / "units.yaml").write_text("- {slug: so-y-te, name: Sở Y tế}\n", "utf-8")
    return folder


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The Word files, the last of which is broken."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in FILES]


def articles_of(content: Path) -> dict[str, Article]:
    """Return slug → article of a folder that has no mistake and nothing to warn of."""
    found = read_content(content)
    assert [problem.report() for problem in found.problems] == []
    return {article.slug: article for article in found.articles}


def account_of(file: Path) -> dict[str, Any]:
    """Return the report."""
    account: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return account


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file of the content folder but the import's own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".import" not in path.parts
    }


def test_each_file_becomes_a_draft_that_says_what_was_guessed(content: Path, files: list[Path]) -> None:
    """It passes the check as it is; the remarks at its head name what an editor has to confirm."""
    run(Order(files=files, content=content, category="y-te", unit="so-y-te"))
    article = articles_of(content)["ra-mat-cong-moi"]
    assert (article.status, article.category, article.unit) == (Status.DRAFT, "y-te", "so-y-te")
    assert (article.title, article.summary, article.authors) == ("Ra mắt cổng mới", "Đoạn mở đầu.", ("Trần Thị Bình",))
    assert f"{article.date:%Y-%m-%d %H:%M}" == "2019-06-24 22:33"
    text = (content / article.path).read_text("utf-8")
    assert text.startswith("---\n# CẦN XÁC NHẬN: máy đoán các mục sau từ tệp Word ra-mat.docx;")
    assert "\n# title: kiểu Title\n# summary: kiểu Subtitle\n# date: dòng 'Thứ hai, 24/06/2019 22:33'\n" in text
    (kept,) = (content / "media" / "word").iterdir()
    assert kept.read_bytes() == image_of()
    assert f"(/media/word/{kept.name})" in text


def test_the_account_adds_up(
    content: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came in was written or refused; losses and guesses are named one by one, each with words."""
    run(Order(files=files, content=content, report=tmp_path / "out" / "report.json"))
    account = account_of(tmp_path / "out" / "report.json")
    counts = account["counts"]
    assert (counts["in"], counts["written"], counts["refused"], counts["created"]) == (3, 2, 1, 2)
    assert len(account["articles"]) == counts["written"]
    assert [item["source"] for item in account["refused"]] == ["hong.docx"]
    assert all(item["reason"] and item["remedy"] for item in account["refused"])
    assert [(item["kind"], item["count"]) for item in account["dropped"]] == [("hidden-text", 1)]
    assert sum(sum(article.get("dropped", {}).values()) for article in account["articles"]) == 1
    attention = {item["kind"]: item for item in account["attention"]}
    assert set(attention) == {"alt", "guess"}
    assert {
        "article": "articles/2019/06/ra-mat-cong-moi.md",
        "text": "title = Ra mắt cổng mới — kiểu Title",
    } in attention["guess"]["items"]
    assert any("category = tin-tuc" in item["text"] for item in attention["guess"]["items"])
    said = capsys.readouterr()
    assert "3 tệp = 2 đã nhập + 1 bị từ chối; 1 chỗ không giữ được" in said.out
    assert "hong.docx: không nhập được: tệp hỏng" in said.err
    assert "Cách sửa:" in said.err


def test_the_account_is_a_page_too(content: Path, files: list[Path], tmp_path: Path) -> None:
    """For whoever reads no JSON; nothing that a file is called becomes markup."""
    evil = tmp_path / "<script>x<.docx"
    evil.write_bytes(b"x")
    run(Order(files=[*files, evil], content=content, report=tmp_path / "report.json"))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;.docx" in page
    assert "hong.docx" in page
    assert "articles/2019/06/ra-mat-cong-moi.md" in page


def test_the_same_files_give_the_same_folder(content: Path, files: list[Path], tmp_path: Path) -> None:
    """Again, elsewhere, at another time."""
    run(Order(files=files, content=content))
    first = tree_of(content)
    for file in files:
        os.utime(file, (0, 0))
    run(Order(files=files, content=content, report=tmp_path / "report.json"))
    assert tree_of(content) == first
    assert account_of(tmp_path / "report.json")["counts"]["unchanged"] == 2


def test_an_editor_s_words_stay(content: Path, files: list[Path], tmp_path: Path) -> None:
    """What the editor changed is kept; what only the file changed follows; where both did, it is reported."""
    run(Order(files=files, content=content))
    path = content / "articles" / "2019" / "06" / "ra-mat-cong-moi.md"
    text = (
        path.read_text("utf-8")
        .replace('status: "draft"', 'status: "published"')
        .replace("Thân bài.", "Thân bài đã sửa.")
    )
    path.write_text(text, "utf-8")
    run(Order(files=files, content=content))
    assert path.read_text("utf-8") == text
    other = docx(p("Ra mắt cổng mới", style="Tieude"), "25/06/2019", p("Mở đầu khác.", style="Phude"), "Thân bài khác.")
    files[0].write_bytes(other)
    run(Order(files=files[:1], content=content, report=tmp_path / "report.json"))
    article = articles_of(content)["ra-mat-cong-moi"]
    assert (article.status, article.summary) == (Status.PUBLISHED, "Mở đầu khác.")
    assert "Thân bài đã sửa." in path.read_text("utf-8")
    assert account_of(tmp_path / "report.json")["articles"][0]["conflicts"] == ["body"]


def test_two_articles_of_one_title_are_two(content: Path, tmp_path: Path) -> None:
    """From two offices, with one name for the file as well; the account points it out."""
    data = [docx(p("Thông báo", style="Tieude"), "01/03/2020", f"Một {n}.", "Hai.") for n in range(2)]
    files = []
    for n, item in enumerate(data):
        (tmp_path / str(n)).mkdir()
        files.append(tmp_path / str(n) / "thong-bao.docx")
        files[-1].write_bytes(item)
    run(Order(files=files, content=content, report=tmp_path / "report.json"))
    assert sorted(articles_of(content)) == ["thong-bao", "thong-bao-2"]
    assert account_of(tmp_path / "report.json")["warnings"]["duplicate-title"] == 1
    first = tree_of(content)
    run(Order(files=files, content=content))
    assert tree_of(content) == first


def test_an_article_of_the_portal_is_never_touched(content: Path, files: list[Path]) -> None:
    """One that was there before and has the same name keeps it."""
    folder = content / "articles" / "2020" / "03"
    folder.mkdir(parents=True)
    mine = '---\ntitle: "Lễ hội"\ndate: 2020-03-02\ncategory: "y-te"\n---\n\nCủa tôi.\n'
    (folder / "le-hoi.md").write_text(mine, "utf-8")
    run(Order(files=files, content=content))
    assert (folder / "le-hoi.md").read_text("utf-8") == mine
    assert "le-hoi-2" in articles_of(content)


def test_a_name_that_lists_have_is_not_given(content: Path, tmp_path: Path) -> None:
    """An article called index would stand in the place of its category's list."""
    (tmp_path / "a.docx").write_bytes(docx(p("Index", style="Tieude"), "Một.", "Hai."))
    run(Order(files=[tmp_path / "a.docx"], content=content))
    assert list(articles_of(content)) == ["bai-index"]


def test_a_name_in_another_encoding_is_no_obstacle(content: Path, tmp_path: Path) -> None:
    """From a disk of a Windows machine of old."""
    file = tmp_path / os.fsdecode(b"b\xe1o c\xe1o.docx")
    file.write_bytes(docx("Một câu có dấu chấm ở cuối.", "Hai."))
    run(Order(files=[file], content=content, report=tmp_path / "report.json"))
    assert account_of(tmp_path / "report.json")["sources"] == [{"name": "b?o c?o.docx", "kind": "Word"}]
    assert list(articles_of(content)) == ["b-o-c-o"]


def test_an_article_that_no_file_of_the_portal_can_hold_is_refused(content: Path, tmp_path: Path) -> None:
    """Nothing of it is written."""
    (tmp_path / "dai.docx").write_bytes(docx(p("Dài", style="Tieude"), *["chữ nghĩa " * 20_000] * 12))
    with pytest.raises(Exit) as ended:
        run(Order(files=[tmp_path / "dai.docx"], content=content, report=tmp_path / "report.json"))
    assert ended.value.code == 1
    (refused,) = account_of(tmp_path / "report.json")["refused"]
    assert "dài quá mức" in refused["reason"]
    assert list((content / "articles").iterdir()) == []


def test_a_dry_run_writes_only_the_account(content: Path, files: list[Path], tmp_path: Path) -> None:
    """It says what would be."""
    before = tree_of(content)
    run(Order(files=files, content=content, report=tmp_path / "report.json", is_dry=True))
    assert tree_of(content) == before
    assert not (content / ".import").exists()
    assert account_of(tmp_path / "report.json")["counts"]["created"] == 2


def test_nothing_read_is_a_failure(content: Path, files: list[Path]) -> None:
    """So that a script notices."""
    with pytest.raises(Exit) as ended:
        run(Order(files=files[2:], content=content))
    assert ended.value.code == 1


@pytest.mark.parametrize(("category", "unit", "words"), [("khong-co", "", "tin-tuc"), ("", "khong-co", "so-y-te")])
def test_a_category_or_office_that_is_not_there_is_a_wrong_use(
    content: Path, files: list[Path], category: str, unit: str, words: str
) -> None:
    """Nothing is read; the message lists those that are."""
    with pytest.raises(Exit) as ended:
        run(Order(files=files, content=content, category=category, unit=unit))
    assert ended.value.code == 2
    assert words in str(ended.value)
    assert list((content / "articles").iterdir()) == []


def test_a_file_must_be_named() -> None:
    """Twice the same is once."""
    assert named_files(["a.docx", "./a.docx"]) == (Path("a.docx").absolute(),)
    with pytest.raises(Exit) as ended:
        named_files([])
    assert ended.value.code == 2
