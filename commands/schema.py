"""`./inv schema`: what editors' programs need to complete and check content files while somebody types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from invoke import Exit

from commands.terminal import shown
from plugins.newsroom.schema import all_schemas, editor_files
from plugins.press.disk import explain


def show() -> None:
    """Print one object: file name → schema."""
    print(json.dumps(dict(all_schemas()), ensure_ascii=False, indent=2))


def write(folder: Path) -> None:
    """
    Write a file a schema into *folder*.

    Raises:
        Exit: With code 1 when the files cannot be written.
    """
    schemas = all_schemas()
    _write(folder, {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()})


def renew(root: Path) -> None:
    """
    Write the copies anew that are part of the project *root*, with the snippets that are made of them.

    Raises:
        Exit: With code 1 when the files cannot be written.
    """
    _write(root, editor_files())


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Exit(explain(error, folder), code=1) from error
    print(f"Đã ghi {len(files)} tệp vào {shown(folder)}.")
