"""`./inv new`: a draft that nobody has to mend first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from invoke import Exit

from commands.new import draft, run
from plugins.newsroom.article import Status
from plugins.newsroom.moment import ZONE
from plugins.newsroom.reading import read_content
from plugins.newsroom.source import read_article
from plugins.newsroom.vietnamese import nfc, slugify

NOW = datetime(2026, 11, 24, 8, 5, tzinfo=ZONE)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with two categories, the second of which comes first by its order."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "site" / "categories.yaml").write_text(
        "- {slug: kinh-te, name: Kinh tế, order: 2}\n- {slug: y-te, name: Y tế, order: 1}\n", "utf-8"
    )
    return folder


def test_the_file_lies_by_its_month_and_passes_the_check(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name is made of the title; the path is printed."""
    run('Họp báo: "quý 2"', "kinh-te", content, NOW)
    place = content / "articles" / "2026" / "11" / "hop-bao-quy-2.md"
    assert capsys.readouterr().out == f"{place}\n"
    assert place.read_text("utf-8").startswith(
        '---\ntitle: "Họp báo: \\"quý 2\\""\ndate: 2026-11-24 08:05\nstatus: draft\ncategory: "kinh-te"\n---\n'
    )
    found = read_content(content)
    assert found.problems == ()
    (article,) = found.articles
    assert (article.title, article.date, article.category, article.status) == (
        'Họp báo: "quý 2"',
        NOW,
        "kinh-te",
        Status.DRAFT,
    )


def test_a_name_that_is_taken_gets_a_number(content: Path) -> None:
    """By a file of any month, or by the slug of another file; nothing is ever overwritten."""
    older = content / "articles" / "2019" / "06"
    older.mkdir(parents=True)
    text = draft("Lễ hội", "y-te", NOW)
    (older / "le-hoi.md").write_text(text, "utf-8")
    (older / "khac.md").write_text(text.replace("status:", "slug: le-hoi-2\nstatus:"), "utf-8")
    run("Lễ hội", "y-te", content, NOW)
    run("Le hoi", "y-te", content, NOW)
    names = sorted(path.name for path in (content / "articles" / "2026" / "11").iterdir())
    assert names == ["le-hoi-3.md", "le-hoi-4.md"]
    assert read_content(content).problems == ()


def test_a_name_that_lists_have_is_passed_over(content: Path) -> None:
    """An article called index would stand in the place of its category's list."""
    run("Index", "y-te", content, NOW)
    assert (content / "articles" / "2026" / "11" / "index-2.md").is_file()


def test_without_a_category_the_first_is_taken_and_said(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first by its order; with only one there is nothing to say."""
    run("Được mùa", "", content, NOW)
    said = capsys.readouterr()
    assert "Y tế (y-te)" in said.err
    assert 'category: "y-te"' in Path(said.out.strip()).read_text("utf-8")
    (content / "site" / "categories.yaml").write_text("- {slug: y-te, name: Y tế}\n", "utf-8")
    run("Được mùa", "", content, NOW)
    assert capsys.readouterr().err == ""


def test_an_unknown_category_lists_the_known_ones(content: Path) -> None:
    """Nothing is made then."""
    with pytest.raises(Exit, match=r"(?s)'kinhte'.*y-te +Y tế\n +kinh-te +Kinh tế") as exit_:
        run("Được mùa", "kinhte", content, NOW)
    assert exit_.value.code == 2
    assert list((content / "articles").iterdir()) == []


def test_without_categories_there_is_no_article(content: Path) -> None:
    """An empty, a broken and a missing file are told apart."""
    file = content / "site" / "categories.yaml"
    for text, said in (("[]", "chưa có chuyên mục nào"), ("- {slug: ", r"categories\.yaml:1: ")):
        file.write_text(text)
        with pytest.raises(Exit, match=said):
            run("Được mùa", "", content, NOW)
    file.unlink()
    with pytest.raises(Exit, match="không còn ở đó"):
        run("Được mùa", "", content, NOW)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=250))
def test_every_title_is_quoted_so_that_it_is_read_back(title: str) -> None:
    """Quotes, colons, backslashes and signs of YAML stay what they are."""
    headline = nfc(" ".join(title.split()))
    if slugify(headline) and len(headline) <= 250:
        article, _, problems = read_article("articles/a.md", draft(headline, "y-te", NOW))
        assert problems == ()
        assert article is not None
        assert article.title == headline
