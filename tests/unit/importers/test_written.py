"""Files are canonical, whole or not there, and an editor's work is never overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from importers.canonical import Document, write_document
from importers.ledger import FOLDER, Ledger
from importers.shelved_media import put_media
from importers.written import Outcome, Put, Shelf, TooLargeFileError
from plugins.newsroom.source import read_article

PATH = "articles/2019/06/bai.md"


def document(body: str = "Thân bài.", **fields: Any) -> Document:
    """Return an article with a few fields."""
    base: dict[str, Any] = {"title": "Tiêu đề", "date": "2019-06-24 22:33", "category": "tin-tuc", "views": 1}
    return Document(fields=base | fields, body=body)


def put(folder: Path, made: Document) -> Put:
    """Write an article as one import of its own does."""
    with Ledger.open(folder) as ledger:
        return Shelf(folder, ledger).put("nguon:1", PATH, made)


def test_the_form_is_the_editors_forms_own() -> None:
    """Double quotes, lists of one item a line, an empty line before the body; empty fields are left out."""
    made = document(title='Họp: "quý 2"', tags=["a"], image={"src": "/media/a.jpg", "alt": ""}, also_in=[], topic="")
    assert write_document(made) == (
        '---\ntitle: "Họp: \\"quý 2\\""\ndate: "2019-06-24 22:33"\ncategory: "tin-tuc"\nviews: 1\ntags:\n  - "a"\n'
        'image:\n  src: "/media/a.jpg"\n---\n\nThân bài.\n'
    )


def test_the_form_is_read_back_as_it_was_meant() -> None:
    """Signs of YAML's own, control characters and decomposed letters come through the portal's reader."""
    text = write_document(document(title="a: [b] #c 'd' \\ \x07 e\u0302\u0301", summary="một\nhai"))
    article, _, problems = read_article(PATH, text)
    assert problems == ()
    assert article is not None
    assert article.title == "a: [b] #c 'd' \\  ế"
    assert article.summary == "một\nhai"


def test_the_same_source_writes_nothing(tmp_path: Path) -> None:
    """A second import finds everything as it left it."""
    assert put(tmp_path, document()).outcome is Outcome.CREATED
    before = (tmp_path / PATH).stat().st_mtime_ns
    assert put(tmp_path, document()).outcome is Outcome.UNCHANGED
    assert (tmp_path / PATH).stat().st_mtime_ns == before


def test_what_changed_in_the_source_only_is_updated(tmp_path: Path) -> None:
    """Fields that the source adds, changes or drops."""
    put(tmp_path, document(topic="cau"))
    assert put(tmp_path, document(views=9, tags=["a"])).outcome is Outcome.UPDATED
    assert (tmp_path / PATH).read_text() == write_document(document(views=9, tags=["a"]))


def test_an_editors_change_stays(tmp_path: Path) -> None:
    """Also where the file was saved in another form of YAML."""
    put(tmp_path, document())
    edited = (tmp_path / PATH).read_text().replace('title: "Tiêu đề"', "title: Sửa lại  # ghi chú")
    (tmp_path / PATH).write_text(edited)
    assert put(tmp_path, document()).outcome is Outcome.KEPT
    assert (tmp_path / PATH).read_text() == edited


def test_both_sides_changes_are_joined(tmp_path: Path) -> None:
    """The editor's title and body and the source's number stand in one file."""
    put(tmp_path, document())
    (tmp_path / PATH).write_text(
        (tmp_path / PATH).read_text().replace("Tiêu đề", "Sửa lại").replace("Thân bài", "Thân mới")
    )
    assert put(tmp_path, document(views=9)).outcome is Outcome.MERGED
    text = (tmp_path / PATH).read_text()
    assert 'title: "Sửa lại"' in text
    assert "views: 9" in text
    assert text.endswith("\n\nThân mới.\n")


def test_where_both_sides_changed_the_same_the_editors_stays_and_is_told(tmp_path: Path) -> None:
    """The conflict names the field; the body counts as one."""
    put(tmp_path, document())
    (tmp_path / PATH).write_text(
        (tmp_path / PATH).read_text().replace("Tiêu đề", "Sửa lại").replace("Thân bài", "Thân mới")
    )
    found = put(tmp_path, document(title="Nguồn sửa", body="Nguồn sửa.", views=9))
    assert (found.outcome, found.conflicts) == (Outcome.CONFLICT, ("title", "body"))
    text = (tmp_path / PATH).read_text()
    assert "Nguồn sửa" not in text
    assert "views: 9" in text


def test_a_file_that_an_editor_deleted_stays_deleted(tmp_path: Path) -> None:
    """Deleting is an edit too."""
    put(tmp_path, document())
    (tmp_path / PATH).unlink()
    assert put(tmp_path, document(views=9)).outcome is Outcome.KEPT
    assert not (tmp_path / PATH).exists()


def test_a_file_that_an_editor_broke_stays_as_it_is(tmp_path: Path) -> None:
    """What cannot be read is not merged."""
    put(tmp_path, document())
    (tmp_path / PATH).write_text("không có phần đầu")
    assert put(tmp_path, document(views=9)).outcome is Outcome.CONFLICT
    assert (tmp_path / PATH).read_text() == "không có phần đầu"


def test_a_file_that_was_there_before_any_import_stays(tmp_path: Path) -> None:
    """Nothing says that it is ours."""
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(write_document(document(title="Của tôi")))
    assert put(tmp_path, document()).conflicts == ("title",)
    assert "Của tôi" in (tmp_path / PATH).read_text()


def test_entries_of_a_list_are_merged_one_by_one(tmp_path: Path) -> None:
    """An editor's names, order, comments and own entries stay; new ones are added."""

    def write(*entries: dict[str, Any]) -> Put:
        with Ledger.open(tmp_path) as ledger:
            return Shelf(tmp_path, ledger).put_list(
                "chuyen-muc", "site/categories.yaml", entries, lambda e: str(e["slug"])
            )

    write({"slug": "a", "name": "A"}, {"slug": "b", "name": "B"})
    file = tmp_path / "site/categories.yaml"
    file.write_text('# của ban biên tập\n- slug: z\n  name: Z\n- slug: a\n  name: A sửa\n- slug: "b"\n  name: "B"\n')
    assert (
        write({"slug": "a", "name": "A"}, {"slug": "b", "name": "B mới"}, {"slug": "c", "name": "C"}).outcome
        is Outcome.MERGED
    )
    assert file.read_text() == (
        "# của ban biên tập\n- slug: z\n  name: Z\n- slug: a\n  name: A sửa\n"
        '- slug: "b"\n  name: "B mới"\n- slug: "c"\n  name: "C"\n'
    )


def test_a_dry_import_writes_nothing(tmp_path: Path) -> None:
    """It says what would have been."""
    with Ledger.open(tmp_path, is_dry=True) as ledger:
        shelf = Shelf(tmp_path, ledger, is_dry=True)
        assert shelf.put("nguon:1", PATH, document()).outcome is Outcome.CREATED
        assert put_media(shelf, "/media/a.png", b"x") == "/media/a.png"
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_half_written(tmp_path: Path) -> None:
    """What was written in part lies in the hidden folder, and takes no file's place."""
    put(tmp_path, document())
    assert [path.name for path in (tmp_path / FOLDER).iterdir() if "incoming" in path.name] == []


def test_more_than_the_portal_reads_is_refused(tmp_path: Path) -> None:
    """Two million bytes are the limit."""
    with pytest.raises(TooLargeFileError):
        put(tmp_path, document(body="x" * 2_000_000))


def test_other_bytes_get_another_name(tmp_path: Path) -> None:
    """The same picture lies once, another one of the same name beside it."""
    with Ledger.open(tmp_path) as ledger:
        shelf = Shelf(tmp_path, ledger)
        names = [put_media(shelf, "/media/word/a.png", data) for data in (b"1", b"1", b"2", b"2")]
    assert names == ["/media/word/a.png", "/media/word/a.png", "/media/word/a-2.png", "/media/word/a-2.png"]


def test_a_slug_is_free_or_gets_a_number(tmp_path: Path) -> None:
    """Names of files and slugs in front matter count; the source's own does not."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "hop-bao.md").write_text("---\ntitle: x\n---\n")
    (folder / "khac.md").write_text("---\ntitle: x\nslug: le-hoi\n---\n")
    with Ledger.open(tmp_path) as ledger:
        shelf = Shelf(tmp_path, ledger)
        assert [shelf.free_slug(slug, "k:1") for slug in ("hop-bao", "le-hoi", "moi", "moi")] == [
            "hop-bao-2",
            "le-hoi-2",
            "moi",
            "moi",
        ]
        assert shelf.free_slug("moi", "k:2") == "moi-2"
