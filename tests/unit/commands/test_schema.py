"""`./inv schema`: the schemas, for programs in which editors write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invoke import Exit

from commands.schema import renew, show, write
from plugins.newsroom.schema import all_schemas, editor_files


def test_each_schema_is_a_file(tmp_path: Path) -> None:
    """The folder is made; accents stay readable; a second time gives the same bytes."""
    write(tmp_path / "a")
    write(tmp_path / "b")
    files = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    assert {name: json.loads(data) for name, data in files.items()} == dict(all_schemas())
    assert b"\\u1e" not in b"".join(files.values())


def test_the_copies_of_the_project_are_renewed(tmp_path: Path) -> None:
    """Those that are committed, with what is made of them."""
    renew(tmp_path)
    files = {
        str(path.relative_to(tmp_path)): path.read_text("utf-8") for path in tmp_path.rglob("*.*") if path.is_file()
    }
    assert files == dict(editor_files())


def test_without_a_folder_one_object_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output holds it alone."""
    show()
    assert json.loads(capsys.readouterr().out) == dict(all_schemas())


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A file stands in its way."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(Exit, match="file"):
        write(tmp_path / "file" / "schemas")
