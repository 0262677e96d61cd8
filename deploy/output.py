"""
The output folder as a build left it: is it whole, and does it hold what its manifest says?

Every file is looked at.  A file whose change time is older than the last look is as it was then; the others are read.
What is published is read and compared in any case (`bringing`), so this is about what would be published later.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.manifest import ARTICLES, DIGEST, FOLDER, Entry, ManifestError, entry_of, is_list, read_digest, sum_of
from deploy.problem import OutputError
from deploy.tree import Tree

SHOWN: Final = 20

_JOURNAL: Final = ".staging/journal.json"
_STAGING: Final = ".staging"
_MANY: Final = 1000  # changed files; for more of them reading all lists is quicker than finding each one's
_MARGIN: Final = 2_000_000_000  # nanoseconds; a disk's clock may lag behind the system's


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """
    A built site.

    Attributes:
        folder: Where it lies.
        tree: Its files.
        articles: How many articles it has.
        production: Whether it was built for readers.
        files: How many files the lists name.
    """

    folder: Path
    tree: Tree
    articles: int
    production: bool
    files: int


def read_output(folder: Path) -> Output:
    """
    Return the site in *folder*, by its manifest; the other files are not looked at.

    Raises:
        OutputError: Nothing is built there, a build was interrupted, or the manifest was altered.
    """
    if (folder / _JOURNAL).exists():
        raise OutputError(f"{folder}: lượt dựng gần nhất bị ngắt giữa chừng; hãy chạy lại ./inv build. (Half written.)")
    data = {}
    for place in sorted((folder / FOLDER).glob("*")):
        if not place.is_symlink() and place.is_file():
            data[f"{FOLDER}{place.name}"] = place.read_bytes()
    if DIGEST not in data or ARTICLES not in data:
        raise OutputError(
            f"{folder}: chưa có trang để đưa lên, hoặc bản dựng quá cũ; hãy chạy ./inv build --production."
            " (Nothing is built here, or by an old version.)"
        )
    index = {path: entry_of(content) for path, content in data.items()}
    try:
        digest = read_digest(data[DIGEST])
        facts = json.loads(data[ARTICLES])
        hashes = {path: entry.sha256 for path, entry in index.items() if path != DIGEST}
        articles, production = int(facts["articles"]), bool(facts["production"])
    except (ManifestError, ValueError, KeyError) as error:
        raise OutputError(altered(folder, [str(error)])) from error
    if digest["sha256"] != sum_of(hashes):
        raise OutputError(altered(folder, [f"{FOLDER}: các danh sách không khớp với {DIGEST} (lists and sum differ)"]))
    return Output(
        folder=folder,
        tree=Tree(index, lambda names: _read(folder, names)),
        articles=articles,
        production=production,
        files=digest["files"],
    )


def _read(folder: Path, names: Collection[str]) -> Mapping[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def altered(folder: Path, what: list[str]) -> str:
    """Return the message that names what differs in the output *folder*."""
    more = [f"… và {len(what) - SHOWN} tệp nữa (and {len(what) - SHOWN} more)"] if len(what) > SHOWN else []
    lines = "".join(f"\n  {line}" for line in [*what[:SHOWN], *more])
    return (
        f"{folder}: tệp không khớp với danh sách của lượt dựng, có thể bị sửa bên ngoài hoặc dựng dở."
        f" Cách sửa: ./inv build --production --verify. (The output does not match its manifest.){lines}"
    )


def check_output(output: Output, memory: Path) -> None:
    """
    Hold every file of the output against the manifest.

    Args:
        output: The site.
        memory: The file that says when all was last right; written when it is now.

    Raises:
        OutputError: A file was altered, is missing, or is none of the manifest's.
    """
    began = time.time_ns() - _MARGIN
    since = int(memory.read_text()) if memory.is_file() else 0
    count, doubtful, wrong = 0, set[str](), set[str]()
    for path, state in _walk(f"{output.folder}/", ""):
        count += 1
        if state is None:
            wrong.add(path)
        elif state.st_ctime_ns >= since:
            doubtful.add(path)
    try:
        wrong |= _wrong(output, doubtful, is_all=not since or count != output.files or len(doubtful) > _MANY)
    except ManifestError as error:
        wrong.add(str(error))
    if wrong:
        raise OutputError(altered(output.folder, sorted(wrong)))
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(str(began))


def _walk(top: str, folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield every file below *folder* with its state, None where it is no plain file."""
    with os.scandir(top + folder) as found:
        for place in found:
            path = folder + place.name
            if place.is_dir(follow_symlinks=False):
                if path not in (_STAGING, FOLDER.rstrip("/")):
                    yield from _walk(top, f"{path}/")
            else:
                yield path, place.stat(follow_symlinks=False) if place.is_file(follow_symlinks=False) else None


def _wrong(output: Output, doubtful: set[str], *, is_all: bool) -> set[str]:
    """Return those of the doubtful files that are not what the manifest says, and where all is read what is missing."""
    tree = output.tree
    known = tree.listed([path for path in tree.index if is_list(path)]) if is_all else tree.find(doubtful)
    wrong = {path for path in doubtful if not holds(output.folder / path, known.get(path))}
    return wrong | (known.keys() ^ {path for path, _ in _walk(f"{output.folder}/", "")}) if is_all else wrong


def holds(place: Path, entry: Entry | None) -> bool:
    """Tell whether the file at *place* is what *entry* says; no file is what None says."""
    if entry is None:
        return False
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
    except FileNotFoundError:
        return False
