"""Settings and plugins that a build refuses are named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.press.settings import (
    REFUSED,
    SettingsError,
    SettingsFiles,
    refuse_plugins,
    refuse_unknown,
    refuse_unloaded,
)

KNOWN = {"SITEURL", "PATH", "PLUGINS"}


def files(folder: Path, text: str, nearest: str = "") -> SettingsFiles:
    """Return settings files: one that the nearest one imports, and that one."""
    (folder / "publishconf.py").write_text(nearest)
    (folder / "pelicanconf.py").write_text(text)
    return SettingsFiles([folder / "publishconf.py", folder / "pelicanconf.py"])


def test_a_misspelt_setting_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    """All are named at once, each with its own file and line."""
    found = files(tmp_path, "PATH = 'x'\n\nSITEURLL = ''\n", "from pelicanconf import *\nQQQ = 1\n")
    with pytest.raises(SettingsError) as error:
        refuse_unknown(["PATH", "SITEURLL", "QQQ"], KNOWN, found)
    first, second = str(error.value).splitlines()
    assert first.startswith("publishconf.py:2: QQQ: ")
    assert second.startswith("pelicanconf.py:3: SITEURLL: ")
    assert 'có phải bạn muốn viết "SITEURL"' in second
    assert error.value.exitcode == 1


def test_a_setting_of_the_command_line_has_no_file(tmp_path: Path) -> None:
    """`pelican -e NOWW=…` is no better."""
    with pytest.raises(SettingsError, match=r'^NOWW: .*"NOW"'):
        refuse_unknown(["NOWW"], KNOWN, files(tmp_path, ""))


def test_known_settings_pass(tmp_path: Path) -> None:
    """Those with a default in Pelican, those that it reads without one, ours, and imported names."""
    found = files(tmp_path, "from datetime import UTC\nimport PIL.Image\n")
    refuse_unknown(["SITEURL", "TIMEZONE", "FEED_ALL_RSS", "ALLOW_DROP", "NOW", "UTC", "PIL"], KNOWN, found)


@pytest.mark.parametrize("name", ["sitemap", "pelican.plugins.sitemap", "tag-cloud", "pelican.plugins.image_process"])
def test_a_plugin_that_would_break_a_promise_is_refused(tmp_path: Path, name: str) -> None:
    """By its name, whichever way that is written, and with the reason."""
    found = files(tmp_path, "X = 1\nPLUGINS = []\n")
    with pytest.raises(SettingsError, match=rf'^pelicanconf\.py:2: PLUGINS: không dùng được "{name}": plugin này \S+'):
        refuse_plugins(["plugins.pipeline", name], "plugins.pipeline", found)


def test_the_reasons_are_two() -> None:
    """A plugin is refused because it reads articles that are not there, or because it rewrites files."""
    assert len(set(REFUSED.values())) == 2


def test_our_own_plugin_must_be_there(tmp_path: Path) -> None:
    """Without it Pelican would build nothing, in silence."""
    with pytest.raises(SettingsError, match=r"^pelicanconf\.py:1: PLUGINS: thiếu plugins\.pipeline"):
        refuse_plugins(["typogrify"], "plugins.pipeline", files(tmp_path, "PLUGINS = ['typogrify']"))
    refuse_plugins(["plugins.pipeline", "typogrify"], "plugins.pipeline", files(tmp_path, ""))


def test_a_plugin_that_pelican_could_not_load_is_an_error(tmp_path: Path) -> None:
    """Pelican logs it and goes on; a short name stands for one of Pelican's namespace."""
    found = files(tmp_path, "PLUGINS = []")
    refuse_unloaded(["plugins.pipeline", "seafoam"], ["plugins.pipeline", "pelican.plugins.seafoam"], found)
    with pytest.raises(SettingsError, match=r'^pelicanconf\.py:1: PLUGINS: không nạp được "seafoam"'):
        refuse_unloaded(["plugins.pipeline", "seafoam"], ["plugins.pipeline"], found)
