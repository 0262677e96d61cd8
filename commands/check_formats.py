"""How `./inv check` says what it found: to people, to programs, to GitHub and to GitLab."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from plugins.newsroom.problem import Language, Level, Problem

Format = Literal["text", "json", "github", "gitlab"]

_COMMANDS: Final[Mapping[Level, str]] = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}
_SEVERITIES: Final[Mapping[Level, str]] = {Level.ERROR: "critical", Level.WARNING: "minor", Level.HINT: "info"}


def as_text(problems: Sequence[Problem], articles: int, language: Language) -> str:
    """Return one line a problem and a line that sums up; *articles* were read."""
    return "\n".join(
        (*(problem.report(language) for problem in problems), _sum_up(count(problems), articles, language))
    )


def as_object(problems: Sequence[Problem], articles: int, language: Language) -> str:
    """Return the problems as one JSON object, in the form that the content format's "Problems" lays down."""
    counts = count(problems)
    listed = [
        {
            "path": problem.path,
            "line": problem.line,
            "field": problem.field,
            "code": problem.code,
            "level": problem.level.value,
            "message": problem.message(language),
            "fix": problem.fix(language),
        }
        for problem in problems
    ]
    return _dump(
        {
            "articles": articles,
            "errors": counts[Level.ERROR],
            "warnings": counts[Level.WARNING],
            "problems": listed,
        }
    )


def as_github(problems: Sequence[Problem], articles: int, folder: str, language: Language) -> str:
    """
    Return the problems as workflow commands, which GitHub shows beside the lines concerned, and the sum.

    Args:
        problems: What was found.
        articles: How many were read.
        folder: The content folder as seen from the repository's root.
        language: Of the messages.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions (escapes as in
    actions/toolkit, packages/core/src/command.ts).
    """
    commands = [
        f"::{_COMMANDS[problem.level]} file={_property(_place(folder, problem))},line={problem.line},"
        f"title={_property(problem.code)}::{_data(_said(problem, language))}"
        for problem in problems
    ]
    return "\n".join((*commands, _sum_up(count(problems), articles, language)))


def as_gitlab(problems: Sequence[Problem], folder: str, language: Language) -> str:
    """
    Return the problems as GitLab's Code Quality report; arguments as of `as_github`.

    A problem keeps its fingerprint when lines above it come or go, so that GitLab does not take it for a new one.

    Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    seen: Counter[tuple[str, ...]] = Counter()
    report = []
    for problem in problems:
        path = _place(folder, problem)
        identity = (path, problem.code, problem.field, problem.en)
        seen[identity] += 1
        report.append(
            {
                "description": _said(problem, language),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256("\0".join((*identity, str(seen[identity]))).encode()).hexdigest(),
                "severity": _SEVERITIES[problem.level],
                "location": {"path": path, "lines": {"begin": problem.line}},
            }
        )
    return _dump(report)


def count(problems: Sequence[Problem]) -> Counter[Level]:
    """Return how many problems there are of each level."""
    return Counter(problem.level for problem in problems)


def _sum_up(counts: Counter[Level], articles: int, language: Language) -> str:
    errors, warnings, hints = counts[Level.ERROR], counts[Level.WARNING], counts[Level.HINT]
    if language == "vi":
        return f"{articles} bài; {errors} lỗi, {warnings} cảnh báo, {hints} gợi ý."
    return f"{articles} articles; {errors} errors, {warnings} warnings, {hints} hints."


def _place(folder: str, problem: Problem) -> str:
    return f"{folder}/{problem.path}" if folder not in ("", ".") else problem.path


def _said(problem: Problem, language: Language) -> str:
    """Return what is wrong and how to mend it, without the place."""
    return problem.report(language).removeprefix(f"{problem.path}:{problem.line}: ")


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
