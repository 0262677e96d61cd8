"""
A Git repository without its work tree: what stands on a branch, and new commits on it.

Only plumbing is used: objects, an index of its own for each commit, and a branch that is moved from what it was and
from nothing else. No file of a repository is ever opened by its path, so no link in it leads anywhere.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = "100644"
_EXECUTABLE: Final = "100755"
_TREE: Final = "040000"
_INHERITED: Final = ("PATH", "HOME", "TMPDIR")


class GitError(Exception):
    """Git failed where it should not; `str()` is what it said."""


class MovedError(Exception):
    """The branch is no longer where the commit was made from."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: its mode, its blob's id, its size in bytes (0 of what is no file)."""

    mode: str
    sha: str
    size: int

    @property
    def is_file(self) -> bool:
        """Whether it is an ordinary file: neither a link nor another repository."""
        return self.mode in (FILE, _EXECUTABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit as a history shows it; `date` is ISO 8601."""

    sha: str
    name: str
    email: str
    date: str
    message: str


@dataclass(frozen=True, slots=True)
class Author:
    """Whom a commit names."""

    name: str
    email: str


class Repository:
    """
    A local or bare repository and one branch of it.

    Args:
        folder: The repository's folder, or its work tree's.
        branch: The branch; "" for the one that is checked out.

    Raises (every method):
        GitError: Git failed.
    """

    def __init__(self, folder: Path, branch: str = "") -> None:
        found = subprocess.run(
            ["git", "-C", str(folder), "rev-parse", "--absolute-git-dir"],
            capture_output=True,
            check=False,
            env=_environment(),
        )
        if found.returncode:
            raise GitError(f"{folder}: không phải kho Git (no Git repository)")
        self.git_dir = Path(os.fsdecode(found.stdout.rstrip(b"\n")))
        head = self.run("symbolic-ref", "--short", "HEAD").decode().strip()
        self.branch = branch or head
        self._tree = lru_cache(maxsize=4)(self._read_tree)
        is_bare = self.run("rev-parse", "--is-bare-repository").strip() == b"true"
        self.checked_out = None if is_bare or head != self.branch else self._top(folder)

    def _top(self, folder: Path) -> Path:
        said = subprocess.run(
            ["git", "-C", str(folder), "rev-parse", "--show-toplevel"],
            capture_output=True,
            check=True,
            env=_environment(),
        )
        return Path(os.fsdecode(said.stdout.rstrip(b"\n")))

    def run(self, *arguments: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> bytes:
        """Run Git in this repository and return what it printed."""
        return self._run_in("git", "--git-dir", str(self.git_dir), *arguments, given=given, extra=extra)

    @staticmethod
    def _run_in(*command: str, given: bytes, extra: Mapping[str, str] | None) -> bytes:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=_environment(extra or {}))
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git: {done.returncode}")
        return done.stdout

    def head(self) -> str:
        """Return the id of the branch's newest commit."""
        return self.run("rev-parse", "--verify", f"refs/heads/{self.branch}^{{commit}}").decode().strip()

    def tree(self, commit: str) -> Mapping[str, Entry]:
        """Return path → file of a commit, ascending; links and other repositories are among them, as no files."""
        return self._tree(commit)

    def _read_tree(self, commit: str) -> Mapping[str, Entry]:
        entries: dict[str, Entry] = {}
        for line in self.run("ls-tree", "-r", "-l", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            facts, _, path = line.partition(b"\t")
            mode, _, sha, size = facts.split()
            entries[path.decode("utf-8", "replace")] = Entry(
                mode.decode(), sha.decode(), int(size) if size.isdigit() else 0
            )
        return entries

    def blobs(self, shas: Sequence[str]) -> list[bytes]:
        """Return what the blobs hold, in their order."""
        if not shas:
            return []
        said = self.run("cat-file", "--batch", given="".join(f"{sha}\n" for sha in shas).encode())
        found: list[bytes] = []
        start = 0
        for sha in shas:
            end = said.index(b"\n", start)
            words = said[start:end].split()
            if words[-1:] == [b"missing"] or len(words) != 3:  # noqa: PLR2004 - id, type and size
                raise GitError(f"{sha}: không có trong kho (missing)")
            size = int(words[2])
            found.append(said[end + 1 : end + 1 + size])
            start = end + 1 + size + 1
        return found

    def history(self, path: str, most: int) -> list[Commit]:
        """Return the newest commits that changed a file, newest first."""
        form = "--format=%H%x1f%an%x1f%ae%x1f%aI%x1f%s%x1e"
        said = self.run("log", form, f"--max-count={most}", self.head(), "--", path).decode("utf-8", "replace")
        rows = (row.strip("\n").split("\x1f") for row in said.split("\x1e")[:-1])
        return [Commit(sha=row[0], name=row[1], email=row[2], date=row[3], message=row[4]) for row in rows]

    def message(self, commit: str) -> str:
        """Return a commit's message."""
        return self.run("log", "-1", "--format=%B", commit).decode("utf-8", "replace").strip()

    def make_commit(
        self, parent: str, files: Iterable[tuple[str, bytes | None]], author: Author, message: str, date: str
    ) -> tuple[str, dict[str, str]]:
        """
        Make a commit that no branch has yet.

        Args:
            parent: The commit that it follows.
            files: Path and what the file holds; None deletes it.
            author: Who it is by.
            message: What it says.
            date: When, as Git reads it.

        Returns:
            Its id, and path → blob's id of what it wrote.
        """
        blobs: dict[str, str] = {}
        lines: list[bytes] = []
        for path, data in files:
            if data is None:
                lines.append(f"0 {'0' * 40}\t{path}\0".encode())
                continue
            blobs[path] = self.run("hash-object", "-w", "--stdin", given=data).decode().strip()
            lines.append(f"{FILE} {blobs[path]}\t{path}\0".encode())
        with tempfile.TemporaryDirectory(prefix="desk-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self.run("read-tree", parent, extra=index)
            self.run("update-index", "-z", "--index-info", given=b"".join(lines), extra=index)
            tree = self.run("write-tree", extra=index).decode().strip()
        who = {
            f"GIT_{part}_{name}": value
            for part in ("AUTHOR", "COMMITTER")
            for name, value in (("NAME", author.name), ("EMAIL", author.email), ("DATE", date))
        }
        made = self.run("commit-tree", tree, "-p", parent, given=message.encode(), extra=who)
        return made.decode().strip(), blobs

    def move(self, before: str, after: str) -> None:
        """
        Put the branch on a commit.

        Raises:
            MovedError: It is not on *before* any more.
        """
        try:
            self.run("update-ref", "-m", "desk", f"refs/heads/{self.branch}", after, before)
        except GitError as error:
            if self.head() != before:
                raise MovedError(before) from error
            raise

    def check_out(self, before: str, after: str, folder: Path, index: Path | None = None) -> None:
        """
        Bring a work tree from one commit to another; files that differ from the first stay and are an error.

        Args:
            before: The commit that the work tree shows, "" for none: whatever lies there is replaced.
            after: The one it is to show.
            folder: The work tree.
            index: Its index; None for the repository's own.
        """
        extra = {"GIT_INDEX_FILE": str(index)} if index is not None else None
        # A link of a repository is written as a file that says where it leads.
        links = ("-c", "core.symlinks=false") if index is not None else ()
        how = ("-m", "-u", before, after) if before else ("--reset", "-u", after)
        command = ("git", *links, "--git-dir", str(self.git_dir), "--work-tree", str(folder), "read-tree", *how)
        self._run_in(*command, given=b"", extra=extra)


def _environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what Git is told: nothing of whoever started the desk but where programs and temporary files are."""
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    fixed = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}
    return kept | fixed | dict(extra or {})
