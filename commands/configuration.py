"""The settings of a build, and what is said when their file cannot be run."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from plugins.press.settings import SettingsError


def read_configuration(file: Path, override: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what the settings file and *override* say, over Pelican's defaults.

    Raises:
        SettingsError: The file cannot be read or run, or one that it imports; names file, line and cause.
    """
    try:
        return dict(read_settings(str(file), dict(override)))
    except SyntaxError as error:
        raise SettingsError(f"{_name(error.filename, file)}:{error.lineno}: {error.msg} (Python)") from error
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_own(frame.filename, file)]
        place = f"{_name(frames[-1].filename, file)}:{frames[-1].lineno}" if frames else file.name
        raise SettingsError(f"{place}: {type(error).__name__}: {error}") from error


def _is_own(name: str, file: Path) -> bool:
    path = Path(name)
    return name != __file__ and path.is_relative_to(file.parent) and "site-packages" not in path.parts


def _name(name: str | None, file: Path) -> str:
    """Return the path of a source file as seen from the folder of the settings."""
    path = Path(name or file)
    return path.relative_to(file.parent).as_posix() if path.is_relative_to(file.parent) else str(path)
