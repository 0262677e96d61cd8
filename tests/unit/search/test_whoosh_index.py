"""The index of record: what is written anew, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from whoosh.index import open_dir

from plugins.newsroom.moment import ZONE
from plugins.search.documents import Document
from plugins.search.months import entry_of, month_of
from plugins.search.publication import update, update_all
from plugins.search.whoosh_query import ask


def make(slug: str, year: int, text: str = "công nghệ") -> Document:
    """Return a document of *year*."""
    date = datetime(year, 6, 1, tzinfo=ZONE)
    return Document(
        slug=slug, url=f"/{slug}.html", title=slug, date=date, category="Kinh tế", summary="", rating="", blocks=(text,)
    )


CORPUS = (make("a", 2024), make("b", 2025), make("c", 2026))


def leaves(folder: Path) -> dict[str, float]:
    """Return when each leaf was written."""
    return {path.name: (path / "state.json").stat().st_mtime_ns for path in sorted((folder / "whoosh").iterdir())}


def test_only_leaves_that_changed_are_written(tmp_path: Path) -> None:
    """An edit writes its year; nothing changed writes nothing; order is no change."""
    update_all(tmp_path, CORPUS).settle()
    before = leaves(tmp_path)
    assert [*before] == ["2024", "2025", "2026-06.00"]
    assert not update_all(tmp_path, reversed(CORPUS)).written
    assert leaves(tmp_path) == before
    edited = replace(CORPUS[1], rating="2.6")
    update_all(tmp_path, (CORPUS[0], edited, CORPUS[2])).settle()
    assert [name for name, when in leaves(tmp_path).items() if when != before[name]] == ["2025"]


def test_only_new_documents_are_loaded(tmp_path: Path) -> None:
    """Others stand in the index; a month that did not change is not even listed."""
    corpus = [make(f"tin-{number:03}", 2024 + number // 100) for number in range(250)]
    update_all(tmp_path, corpus).settle()
    asked: list[str] = []
    edited = replace(corpus[150], title="Tin mới")
    documents = {document.slug: document for document in [*corpus[:150], edited, *corpus[151:]]}
    months = []
    for year in (2024, 2025, 2026):
        own = [entry_of(document) for document in documents.values() if document.date.year == year]
        month = month_of(own)
        months.append(month if year == 2025 else replace(month, entries=lambda: pytest.fail("not changed")))

    def load(key: str) -> Document:
        asked.append(key)
        return documents[key]

    made = update(tmp_path, months, load)
    assert asked == ["tin-150"]
    clean = update_all(tmp_path / "clean", documents.values())
    assert made.root == clean.root


def test_until_it_is_settled_an_update_is_repeated(tmp_path: Path) -> None:
    """A build that breaks off before it has published does not lose files."""
    first = update_all(tmp_path, CORPUS)
    assert [*update_all(tmp_path, CORPUS).written] == [*first.written] != []
    first.settle()
    second = update_all(tmp_path, CORPUS[:2])
    assert update_all(tmp_path, CORPUS[:2]).removed == second.removed != ()


def test_a_year_without_documents_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither in the folder nor in answers."""
    update_all(tmp_path, CORPUS).settle()
    update_all(tmp_path, CORPUS[:2]).settle()
    assert [*leaves(tmp_path)] == ["2024", "2025-06.00"]
    assert [hit.url for hit in ask(tmp_path, "công nghệ")] == ["/b.html", "/a.html"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 50, None])
def test_a_damaged_index_is_written_anew(tmp_path: Path, damage: bytes | None) -> None:
    """Any file of a year emptied, overwritten or lost; it is said, and no published file changes."""
    update_all(tmp_path, CORPUS).settle()
    answers = ask(tmp_path, "cong nghe")
    folder = tmp_path / "whoosh" / "2025"
    for kind in sorted(path.suffix for path in folder.iterdir()):
        victim = next(path for path in folder.iterdir() if path.suffix == kind)
        if damage is None:
            victim.unlink()
        else:
            victim.write_bytes(damage)
        made = update_all(tmp_path, CORPUS)
        assert (made.repaired, [*made.written], made.removed) == (("2025",), [], ())
        made.settle()
        assert update_all(tmp_path, CORPUS).repaired == ()
        assert ask(tmp_path, "cong nghe") == answers


def test_foreign_files_in_the_folder_are_removed(tmp_path: Path) -> None:
    """The folder belongs to the index."""
    (tmp_path / "whoosh" / "2019").mkdir(parents=True)
    (tmp_path / "whoosh" / "2019" / "x").write_text("x")
    (tmp_path / "whoosh" / "notes.txt").write_text("x")
    update_all(tmp_path, CORPUS[:1])
    assert [path.name for path in (tmp_path / "whoosh").iterdir()] == ["2024-06.00"]


def test_several_processes_write_the_same_index(tmp_path: Path) -> None:
    """Each a few leaves."""
    one, two = (update_all(tmp_path / str(workers), CORPUS, workers=workers) for workers in (1, 2))
    assert [*one.written] == [*two.written]


def test_a_leaf_is_an_index_that_whoosh_opens_by_itself(tmp_path: Path) -> None:
    """With the number of documents, frequencies as weights, and no deleted documents."""
    update_all(tmp_path, (make("a", 2024, "công công"), make("b", 2024, "cộng")))
    with open_dir(str(tmp_path / "whoosh" / "2024-06.00")).reader() as reader:
        assert (reader.doc_count(), reader.doc_count_all()) == (2, 2)
        assert reader.frequency("text", "cong\x1fcông") == 2
        assert reader.stored_fields(1)["title"] == "b"


def test_no_index_is_no_answer_but_an_error(tmp_path: Path) -> None:
    """The command says that the site was not built; an index of nothing answers nothing."""
    with pytest.raises(FileNotFoundError):
        ask(tmp_path / "missing", "công")
    update_all(tmp_path / "empty", ())
    assert ask(tmp_path / "empty", "công") == []


def test_a_query_without_words_finds_nothing(tmp_path: Path) -> None:
    """Nothing in a query is an operator."""
    update_all(tmp_path, CORPUS)
    assert ask(tmp_path, " *?—\"'()[] ") == []
    assert len(ask(tmp_path, "NOT công*")) == 3


def test_an_accented_word_that_is_nowhere_falls_back_to_its_variants(tmp_path: Path) -> None:
    """A word with the wrong accent still finds something; one with the right accent finds itself alone."""
    update_all(tmp_path, (make("a", 2024, "công"), make("b", 2025, "cống")))
    assert [hit.url for hit in ask(tmp_path, "công")] == ["/a.html"]
    assert [hit.url for hit in ask(tmp_path, "cổng")] == ["/b.html", "/a.html"]
    assert [hit.url for hit in ask(tmp_path, "cong")] == ["/b.html", "/a.html"]
