"""The theme's files get names that change with their content."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.press.assets import bundle


def theme(folder: Path, *, js: str = "export const a = 1;") -> Path:
    """Make a small theme's static folder."""
    for name, text in {
        "css/10-b.css": "b{color: blue}",
        "css/00-a.css": "/* why */ a{color: red}",
        "js/main.js": 'import("./x/y.js");',
        "js/x/y.js": js,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_style_sheets_become_one_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The layers that a later sheet fills must be declared by an earlier one."""
    made = bundle(theme(tmp_path))
    assert made.files[made.stylesheet.removeprefix("/")] == b"a{color:red}b{color:blue}"


def test_modules_keep_their_tree_below_a_hashed_folder(tmp_path: Path) -> None:
    """A module finds its neighbours by relative path, whatever the hash."""
    made = bundle(theme(tmp_path))
    assert made.files[made.scripts.removeprefix("/") + "x/y.js"].strip() == b"export const a=1;"


def test_a_changed_module_renames_the_folder_and_nothing_else(tmp_path: Path) -> None:
    """Addresses change exactly when what is there changes."""
    before, after = bundle(theme(tmp_path / "1")), bundle(theme(tmp_path / "2", js="export const a = 2;"))
    assert before.scripts != after.scripts
    assert before.stylesheet == after.stylesheet


def test_a_theme_without_a_style_sheet_is_refused(tmp_path: Path) -> None:
    """A wrong folder is found at once, not by an unstyled site."""
    with pytest.raises(FileNotFoundError):
        bundle(tmp_path)


def test_comments_stay_at_home(tmp_path: Path) -> None:
    """A reader's telephone does not fetch what is written for developers."""
    made = bundle(theme(tmp_path, js='/** Why. */\nexport const a = "// text"; // how\n'))
    assert made.files[made.scripts.removeprefix("/") + "x/y.js"].strip() == b'export const a="// text";'


def test_an_operators_rules_stand_behind_the_themes(tmp_path: Path) -> None:
    """What comes last wins, and the address changes with it."""
    folder = theme(tmp_path)
    plain, own = bundle(folder), bundle(folder, "a { color: green }")
    assert own.files[own.stylesheet.removeprefix("/")] == b"a{color:red}b{color:blue}a{color:green}"
    assert own.stylesheet != plain.stylesheet
