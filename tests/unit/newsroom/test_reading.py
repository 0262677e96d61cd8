from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from plugins.newsroom.reading import read_article, read_content

ARTICLE = "---\ntitle: Lễ hội\ndate: 2026-03-01\ncategory: kinh-te\n---\n\nMở đầu.\n\nThân bài.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with one category and one article."""
    (tmp_path / "articles" / "2026").mkdir(parents=True)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", encoding="utf-8")
    (tmp_path / "articles" / "2026" / "le-hoi.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_a_folder_without_mistakes(folder: Path) -> None:
    """Everything arrives; the lead is the first paragraph, told once; absent site files have defaults."""
    content = read_content(folder)
    assert content.problems == ()
    (article,) = content.articles
    assert (article.path, article.slug, article.summary) == ("articles/2026/le-hoi.md", "le-hoi", "Mở đầu.")
    assert content.bodies[article.path].html == "<p>Thân bài.</p>"
    assert content.site.identity.base_url == "http://localhost:8000"
    assert content.site.categories[0].comments == "open"


def test_order_does_not_follow_the_file_names(folder: Path) -> None:
    """Articles ascend by date, then by slug."""
    for name, day in (("a", "2026-04-01"), ("c", "2026-02-01"), ("b", "2026-02-01")):
        text = ARTICLE.replace("2026-03-01", day)
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    assert [article.slug for article in read_content(folder).articles] == ["b", "c", "le-hoi", "a"]


def test_temporary_files_are_no_content(folder: Path) -> None:
    """What editors and systems leave lying about is passed over without a word."""
    for name in (".DS_Store", ".#le-hoi.md", "~$bai.md", "le-hoi.md~"):
        (folder / "articles" / name).write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / "articles" / ".git").mkdir()
    (folder / "articles" / ".git" / "x.md").write_text("x", encoding="utf-8")
    content = read_content(folder)
    assert (len(content.articles), content.problems) == (1, ())


def test_progress_is_told(folder: Path) -> None:
    """After each article: how many of how many."""
    (folder / "articles" / "b.md").write_text(ARTICLE, encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_content(folder, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_pictures_have_the_size_that_browsers_show(folder: Path) -> None:
    """Sizes come from the file; a picture that a camera turned is turned; other files have none."""
    media = folder / "media" / "2026"
    media.mkdir(parents=True)
    Image.new("RGB", (40, 30)).save(media / "a.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(media / "turned.jpg", exif=exif)
    Image.new("RGB", (5, 6)).save(media / "b.webp")
    (media / "c.pdf").write_bytes(b"%PDF")
    found = {address: (file.path, file.width, file.height) for address, file in read_content(folder).media.items()}
    assert found == {
        "/media/2026/a.png": ("media/2026/a.png", 40, 30),
        "/media/2026/b.webp": ("media/2026/b.webp", 5, 6),
        "/media/2026/c.pdf": ("media/2026/c.pdf", 0, 0),
        "/media/2026/turned.jpg": ("media/2026/turned.jpg", 30, 40),
    }


def test_no_follow_up_mistakes_from_an_unreadable_file(folder: Path) -> None:
    """A broken categories file is told once, not once an article; an unreadable article is still there for links."""
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te\n", encoding="utf-8")
    assert [problem.code for problem in read_content(folder).problems] == ["E103"]
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: K}\n", encoding="utf-8")
    (folder / "articles" / "hong.md").write_text("x\n", encoding="utf-8")
    (folder / "articles" / "toi.md").write_text(ARTICLE + "\n[x]({filename}hong.md)\n", encoding="utf-8")
    (folder / "comments").mkdir()
    (folder / "comments" / "hong.yaml").write_text("- {name: A, time: 2026-03-01, text: b}\n", encoding="utf-8")
    assert [problem.code for problem in read_content(folder).problems] == ["E101"]


def test_links_within_the_folder_are_followed_once(folder: Path) -> None:
    """A link to a folder above does not go on for ever."""
    (folder / "articles" / "2026" / "vong").symlink_to(folder / "articles")
    assert {article.slug for article in read_content(folder).articles} == {"le-hoi"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Even that is a problem and no exception."""
    assert [problem.code for problem in read_content(tmp_path / "none").problems] == ["E118"]


def test_one_article_alone() -> None:
    """A single text is read without its folder: only what is wrong in itself is told."""
    article, body, problems = read_article("articles/le-hoi.md", ARTICLE)
    assert (problems, article is not None, body is not None) == ((), True, True)
    _, _, problems = read_article("articles/le-hoi.md", "---\n---\nx\n")
    assert [problem.code for problem in problems] == ["E201", "E201", "E201"]
    assert read_article("articles/le-hoi.md", "")[2][0].code == "E101"
