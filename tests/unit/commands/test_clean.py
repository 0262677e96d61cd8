"""`./inv clean` removes what builds left, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from invoke import Exit

from commands.clean import run


def test_the_site_and_its_state_go(tmp_path: Path) -> None:
    """Afterwards it is as before the first build; a second time there is nothing to do."""
    output = tmp_path / "output"
    (output / "manifest").mkdir(parents=True)
    (output / "index.html").write_text("x")
    (tmp_path / ".cache" / "0123").mkdir(parents=True)
    (tmp_path / "content").mkdir()
    run(output, tmp_path)
    run(output, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_folder_that_no_build_made_is_kept(tmp_path: Path) -> None:
    """Without our manifest the files may be anybody's; the state stays too."""
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.md").write_text("x")
    (tmp_path / ".cache").mkdir()
    with pytest.raises(Exit, match="không xoá") as exit_:
        run(output, tmp_path)
    assert exit_.value.code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "output"]


def test_a_link_in_the_folders_place_is_kept(tmp_path: Path) -> None:
    """What a link leads to is not ours to empty."""
    (tmp_path / "elsewhere" / "manifest").mkdir(parents=True)
    (tmp_path / "output").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Exit, match="không xoá"):
        run(tmp_path / "output", tmp_path)
    assert (tmp_path / "elsewhere" / "manifest").is_dir()
