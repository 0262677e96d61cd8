"""The files of a content folder as text and as trees; what is wrong with them is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.decoding import LARGEST_FILE, decode_text
from plugins.newsroom.header import parse_yaml, split_front_matter
from plugins.newsroom.problem import Problem
from plugins.newsroom.tree import Tree
from plugins.newsroom.walk import explain_failure


@dataclass(slots=True)
class Files:
    """A content folder, and what was found wrong with its files so far."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def read_bytes(self, path: str) -> bytes | None:
        """Return what a text file holds, None where it cannot be read or is too large."""
        file = self.folder / path
        try:
            with file.open("rb") as stream:
                raw = stream.read(LARGEST_FILE + 1)
                size = len(raw) if len(raw) <= LARGEST_FILE else file.stat().st_size
        except OSError as error:
            self.problems.append(explain_failure(error, file, path))
            return None
        if size > LARGEST_FILE:
            self.problems.append(make_problem("E110", path, 1, size=size, limit=LARGEST_FILE))
            return None
        return raw

    def decode(self, path: str, raw: bytes) -> str | None:
        """Return the text of a file that was read, None where it is no text."""
        text, problems = decode_text(raw, path)
        self.problems.extend(problems)
        return None if any(problem.code == "E109" for problem in problems) else text

    def read_text(self, path: str) -> str | None:
        """Return the text of a file, None where it cannot be read."""
        raw = self.read_bytes(path)
        return None if raw is None else self.decode(path, raw)

    def parse(self, path: str, raw: bytes) -> Tree | None:
        """Return the tree of a YAML file that was read, None where there is nothing or it cannot be parsed."""
        text = self.decode(path, raw)
        if text is None:
            return None
        tree, problems = parse_yaml(text, path)
        self.problems.extend(problems)
        return tree

    def read_yaml(self, path: str) -> Tree | None:
        """Return the tree of a YAML file, None where there is nothing or it cannot be read."""
        raw = self.read_bytes(path)
        return None if raw is None else self.parse(path, raw)


def read_again(folder: Path, path: str) -> tuple[Tree | None, str, int]:
    """Return a file's tree, its body and the line on which that begins; what is wrong was told before."""
    text = Files(folder).read_text(path) or ""
    if not path.endswith(".md"):
        return parse_yaml(text, path)[0], "", 1
    parts, _ = split_front_matter(text, path)
    if parts is None:
        return None, "", 1
    return parse_yaml(parts.header, path, parts.header_line)[0], parts.body, parts.body_line
