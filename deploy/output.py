"""
The output folder as a build left it: is it whole, and does it hold what its manifest says?

A file whose change time is older than the last look is as it was then; the others are read.  What is published is read
and compared in any case (`bringing`), so this is about what would be published later.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.manifest import ARTICLES, DIGEST, FOLDER, Entry, ManifestError, entry_of, is_list, read_digest, sum_of
from deploy.problem import OutputError
from deploy.tree import Tree

SHOWN: Final = 20

_JOURNAL: Final = ".staging/journal.json"
_HASHED: Final = "search/"
_NOT_SITE: Final = frozenset({".staging", FOLDER.rstrip("/")})
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
    remembered = memory.read_text() if memory.is_file() else ""
    since = int(remembered) if remembered.isdecimal() else 0
    count, doubtful, wrong = _survey(f"{output.folder}/", since)
    try:
        if since and count == output.files and len(doubtful) <= _MANY:
            known = output.tree.find(doubtful)
        else:
            known = output.tree.listed([path for path in output.tree.index if is_list(path)])
            _, there, _ = _survey(f"{output.folder}/", 0)
            wrong |= known.keys() ^ there
        wrong |= {path for path in doubtful if not holds(output.folder / path, known.get(path))}
    except ManifestError as error:
        wrong.add(str(error))
    if wrong:
        raise OutputError(altered(output.folder, sorted(wrong)))
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(str(began))


def _survey(top: str, since: int) -> tuple[int, set[str], set[str]]:
    """
    Look at every file below *top*, which ends with a slash; this is what a publish to a large archive mostly costs.

    Files of the search, four fifths of all, have their content's hash in their names; after the first look they are
    counted only.  A build looks at them, and what is brought is read.

    Returns:
        How many files there are, those changed *since* (nanoseconds), and those that are no plain files.
    """
    count, doubtful, strange = 0, set[str](), set[str]()
    folders = [""]
    while folders:
        folder = folders.pop()
        is_counted = bool(since) and folder.startswith(_HASHED)
        with os.scandir(top + folder) as found:
            for place in found:
                if place.is_dir(follow_symlinks=False):
                    if folder or place.name not in _NOT_SITE:
                        folders.append(f"{folder}{place.name}/")
                    continue
                count += 1
                if not place.is_file(follow_symlinks=False):
                    strange.add(folder + place.name)
                elif not is_counted and place.stat(follow_symlinks=False).st_ctime_ns >= since:
                    doubtful.add(folder + place.name)
    return count, doubtful, strange


def holds(place: Path, entry: Entry | None) -> bool:
    """Tell whether the file at *place* is what *entry* says; no file is what None says."""
    if entry is None:
        return False
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
    except FileNotFoundError:
        return False
