"""A settings file that cannot be run is one error with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.configuration import read_configuration
from plugins.press.settings import SettingsError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PATH = 'x'\nX = [1,\n", r"^conf\.py:2: '\[' was never closed"),
        ("\n\nPORT = port\n", r"^conf\.py:3: NameError: name 'port' is not defined"),
        ("import nothing_there\n", r"^conf\.py:1: ModuleNotFoundError: No module named 'nothing_there'"),
        ("\nfrom helper_of_conf import X\n", r"^helper_of_conf\.py:2: ZeroDivisionError"),
        ("THEME = 'no such theme'\n", r"^conf\.py: ValueError: Could not find the theme"),
    ],
)
def test_file_line_and_cause_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    """The line is that of the mistake, in a file that the settings import too."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "helper_of_conf.py").write_text("\nX = 1 / 0\n")
    (tmp_path / "conf.py").write_text(text)
    with pytest.raises(SettingsError, match=said):
        read_configuration(tmp_path / "conf.py", {"PATH": str(tmp_path)})


def test_what_is_given_on_the_command_line_comes_first(tmp_path: Path) -> None:
    """Options win over the file, the file over Pelican's defaults."""
    (tmp_path / "conf.py").write_text("PORT = 1\nBIND = 'a'\n")
    settings = read_configuration(tmp_path / "conf.py", {"PATH": str(tmp_path), "PORT": 2})
    assert (settings["PORT"], settings["BIND"], settings["DEFAULT_ORPHANS"]) == (2, "a", 0)
