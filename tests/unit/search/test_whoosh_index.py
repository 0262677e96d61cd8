"""The index of record: what is written anew, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from whoosh.index import open_dir

from plugins.newsroom.moment import ZONE
from plugins.search.documents import Document
from plugins.search.whoosh_index import update
from plugins.search.whoosh_query import ask


def make(slug: str, year: int, text: str = "công nghệ") -> Document:
    """Return a document of *year*."""
    date = datetime(year, 6, 1, tzinfo=ZONE)
    return Document(
        slug=slug, url=f"/{slug}.html", title=slug, date=date, category="Kinh tế", summary="", rating="", blocks=(text,)
    )


CORPUS = (make("a", 2024), make("b", 2025), make("c", 2026))


def test_only_years_that_changed_are_written(tmp_path: Path) -> None:
    """An edit writes its year; nothing changed writes nothing; order is no change."""
    assert update(tmp_path, CORPUS) == (2024, 2025, 2026)
    assert update(tmp_path, reversed(CORPUS)) == ()
    edited = replace(CORPUS[1], rating="2.6")
    assert update(tmp_path, (CORPUS[0], edited, CORPUS[2])) == (2025,)


def test_a_year_without_documents_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither in the folder nor in answers."""
    update(tmp_path, CORPUS)
    assert update(tmp_path, CORPUS[:2]) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2024", "2025"]
    assert [hit.url for hit in ask(tmp_path, "công nghệ")] == ["/b.html", "/a.html"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 50, None])
def test_a_damaged_index_is_written_anew(tmp_path: Path, damage: bytes | None) -> None:
    """Any file of a year emptied, overwritten or lost."""
    update(tmp_path, CORPUS)
    answers = ask(tmp_path, "cong nghe")
    for name in sorted(path.name for path in (tmp_path / "2025").iterdir()):
        victim = next((path for path in (tmp_path / "2025").iterdir() if path.suffix == Path(name).suffix), None)
        if victim is None:
            continue
        if damage is None:
            victim.unlink()
        else:
            victim.write_bytes(damage)
        assert update(tmp_path, CORPUS) == (2025,)
        assert ask(tmp_path, "cong nghe") == answers


def test_foreign_files_in_the_folder_are_removed(tmp_path: Path) -> None:
    """The folder belongs to the index."""
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019" / "x").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    update(tmp_path, CORPUS[:1])
    assert [path.name for path in tmp_path.iterdir()] == ["2024"]


def test_a_year_is_an_index_that_whoosh_opens_by_itself(tmp_path: Path) -> None:
    """With the number of documents, frequencies as weights, and no deleted documents."""
    update(tmp_path, (make("a", 2024, "công công"), make("b", 2024, "cộng")))
    with open_dir(str(tmp_path / "2024")).reader() as reader:
        assert (reader.doc_count(), reader.doc_count_all()) == (2, 2)
        assert reader.frequency("text", "cong\x1fcông") == 2
        assert reader.stored_fields(1)["title"] == "b"


def test_no_index_is_no_answer_but_an_error(tmp_path: Path) -> None:
    """The command says that the site was not built; an index of nothing answers nothing."""
    with pytest.raises(FileNotFoundError):
        ask(tmp_path / "missing", "công")
    update(tmp_path / "empty", ())
    assert ask(tmp_path / "empty", "công") == []


def test_a_query_without_words_finds_nothing(tmp_path: Path) -> None:
    """Nothing in a query is an operator."""
    update(tmp_path, CORPUS)
    assert ask(tmp_path, " *?—\"'()[] ") == []
    assert len(ask(tmp_path, "NOT công*")) == 3


def test_an_accented_word_that_is_nowhere_falls_back_to_its_variants(tmp_path: Path) -> None:
    """A word with the wrong accent still finds something; one with the right accent finds itself alone."""
    update(tmp_path, (make("a", 2024, "công"), make("b", 2025, "cống")))
    assert [hit.url for hit in ask(tmp_path, "công")] == ["/a.html"]
    assert [hit.url for hit in ask(tmp_path, "cổng")] == ["/b.html", "/a.html"]
    assert [hit.url for hit in ask(tmp_path, "cong")] == ["/b.html", "/a.html"]
