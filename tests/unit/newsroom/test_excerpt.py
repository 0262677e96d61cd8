"""Some files of a content folder, checked without reading the rest: what others say still counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.newsroom.excerpt import read_excerpt
from plugins.newsroom.reading import read_content

ONE = "articles/mot.md"


def write(folder: Path, path: str, said: str = "", body: str = "Chữ.") -> None:
    """Write a file: an article unless it is of another kind."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".md"):
        said = f"---\ntitle: Tin\ndate: 2026-01-02\ncategory: kinh-te\n{said}\n---\n\n{body}\n"
    file.write_text(said, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with a category."""
    write(tmp_path, "site/categories.yaml", "- {slug: kinh-te, name: Kinh tế}\n")
    return tmp_path


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        (("", "Chữ."), ("slug: mot", "Chữ."), {"E401"}),
        (("tags: [Hoà]", "Chữ."), ("tags:\n  - y tế\n  - hòa", "Chữ."), {"E408"}),
        (("tags: [Hoà]", "Chữ."), ("tags: [hoà]", "Chữ."), set()),
        (("authors: [Lê Hoà]", "Chữ."), ('"authors": ["L\\u00ea H\\u00f2a"]', "Chữ."), {"W430"}),
        (("legacy: {id: 7}", "Chữ."), ("legacy: {id: 7}", "Chữ."), {"E423"}),
        (("legacy: {paths: [/a%C3%AA.aspx]}", "Chữ."), ("legacy: {paths: [/aê.aspx]}", "Chữ."), {"E424"}),
        (("legacy: {paths: [/kinh-te/hai.html]}", "Chữ."), ("", "Chữ."), {"E425"}),
        (("", "Mở đầu.\n\n[tin](/kinh-te/hai.html)"), ("", "Chữ."), set()),
        (("", "Mở đầu.\n\n[tin](/tin/cũ.aspx)"), ("legacy: {paths: [/tin/c%C5%A9.aspx]}", "Chữ."), set()),
        (("", "Mở đầu.\n\n[tin](/kinh-te/hai.html)"), ("slug: khac", "Chữ."), {"E416"}),
        (("", "Mở đầu.\n\n[tin](/kinh-te/hai.html)"), ("status: draft", "Chữ."), {"W431"}),
        (("", "Mở đầu.\n\n[tin]({filename}hai.md)"), ("", "Chữ."), set()),
        (("withdrawn: {reason: Sai, date: 2026-02-03}\nattachments: [{src: /media/a.pdf, title: A}]", "Chữ."),
         ("", "Mở đầu.\n\n[tệp](/media/a.pdf)"), set()),
        (("withdrawn: {reason: Sai, date: 2026-02-03}\nattachments: [{src: /media/a.pdf, title: A}]", "Chữ."),
         ("", "Chữ."), {"W432"}),
        (("rating: {points: 5, votes: 1}", "Chữ."), ("", "Chữ."), {"E420"}),
    ],
)  # fmt: skip
def test_what_another_article_says_counts(
    folder: Path, one: tuple[str, str], other: tuple[str, str], codes: set[str]
) -> None:
    """The other article is found, however it is written, and the report is that of everything."""
    write(folder, ONE, *one)
    write(folder, "articles/hai.md", *other)
    write(folder, "media/a.pdf", "%PDF")
    if "rating" in one[0]:
        write(folder, "figures/2026-01.yaml", "mot: {points: 5, votes: 0}\nhai: {views: 1}\n")
    found = read_excerpt(folder, (ONE,)).problems
    assert {problem.code for problem in found} == codes
    assert {problem.report() for problem in found} <= {problem.report() for problem in read_content(folder).problems}


def test_files_that_are_no_content_are_passed_over(folder: Path) -> None:
    """An editor's leavings and files beside the parts are told of as in a check of everything, or not at all."""
    write(folder, ONE)
    write(folder, "articles/mot.md~", "x")
    write(folder, "README.txt", "x")
    found = read_excerpt(folder, ("articles/mot.md~", "README.txt"))
    assert [problem.code for problem in found.problems] == ["H101"]
    assert found.articles == ()


def test_a_missing_picture_is_told_with_the_one_that_is_meant(folder: Path) -> None:
    """The remedy is as good as when all media are known."""
    write(folder, ONE, "image: {src: /media/2026/le-hoi.jpg, alt: Hội}")
    write(folder, "media/2026/le-hoi.jpeg", "x")
    (problem,) = read_excerpt(folder, (ONE,)).problems
    assert problem.code == "E406"
    assert problem in read_content(folder).problems
