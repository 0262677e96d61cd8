"""
The theme's files under names that change with their content.

Style sheets become one file, and modules a few (`scripts.join_modules`).  These import each other by relative
path, so the folder above them carries the hash.  Comments and needless space, half of what a reader would
fetch, are left out (decision 10).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin

from plugins.press.scripts import join_modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """
    The theme's files.

    Attributes:
        files: Path below the output folder → bytes.
        stylesheet: Root-relative address of the one style sheet.
        scripts: Root-relative address of the folder that holds `static/js/`, with "/" at its end.
        images: The same for `static/img/`.
    """

    files: Mapping[str, bytes]
    stylesheet: str
    scripts: str
    images: str


def bundle(static: Path, rules: str = "") -> Bundle:
    """
    Gather the files of the theme's folder *static*: `css/*.css` in the order of their names, `js/**`, `img/**`.

    Args:
        static: The folder.
        rules: Further rules of style, which stand behind the theme's own.

    Raises:
        FileNotFoundError: The theme has no style sheet.
        RenderError: Its modules do not fit together.
    """
    sheets = sorted((static / "css").glob("*.css"))
    if not sheets:
        raise FileNotFoundError(static / "css")
    css = cssmin("\n".join((*(sheet.read_text("utf-8") for sheet in sheets), rules))).encode()
    stylesheet = f"static/style-{digest([css])}.css"
    files = {stylesheet: css}
    folders = {}
    for kind, tree in (("js", _scripts(static / "js")), ("img", dict(_tree(static / "img")))):
        folders[kind] = (
            f"static/{kind}-{digest(part for path, data in tree.items() for part in (path.encode(), data))}/"
        )
        files |= {folders[kind] + path: data for path, data in tree.items()}
    return Bundle(files=files, stylesheet="/" + stylesheet, scripts="/" + folders["js"], images="/" + folders["img"])


def digest(parts: Iterator[bytes] | list[bytes]) -> str:
    """Return ten hexadecimal digits that stand for *parts*, in order and with their borders."""
    state = hashlib.blake2b(digest_size=5)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def _scripts(folder: Path) -> dict[str, bytes]:
    """Return the files of the scripts' folder, modules joined."""
    tree = dict(_tree(folder))
    sources = {path: tree.pop(path).decode() for path in [*tree] if path.endswith(".js")}
    return tree | {path: code.encode() for path, code in join_modules(sources).items()}


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
