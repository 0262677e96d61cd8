"""`./inv check`: every mistake in the content, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from invoke import Exit

from commands.terminal import Progress
from plugins.newsroom.content import Content
from plugins.newsroom.problem import Language, Level
from plugins.newsroom.reading import read_content


def run(folder: Path, language: Language, *, as_json: bool) -> None:
    """
    Read the content folder and print what is wrong in it.

    Raises:
        Exit: With code 1 when there is an error.
    """
    with Progress("Đọc nội dung" if language == "vi" else "Reading") as progress:
        content = read_content(folder, progress)
    print(as_object(content, language) if as_json else as_text(content, language))
    if _counts(content)[Level.ERROR]:
        raise Exit(code=1)


def as_object(content: Content, language: Language) -> str:
    """Return the problems as one JSON object, in the form that the content format's "Problems" lays down."""
    counts = _counts(content)
    problems = [
        {
            "path": problem.path,
            "line": problem.line,
            "field": problem.field,
            "code": problem.code,
            "level": problem.level.value,
            "message": problem.message(language),
            "fix": problem.fix(language),
        }
        for problem in sorted(content.problems)
    ]
    return json.dumps(
        {
            "articles": len(content.articles),
            "errors": counts[Level.ERROR],
            "warnings": counts[Level.WARNING],
            "problems": problems,
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(content: Content, language: Language) -> str:
    """Return one line a problem and a line that sums up."""
    counts = _counts(content)
    errors, warnings, hints = counts[Level.ERROR], counts[Level.WARNING], counts[Level.HINT]
    total = (
        f"{len(content.articles)} bài; {errors} lỗi, {warnings} cảnh báo, {hints} gợi ý."
        if language == "vi"
        else f"{len(content.articles)} articles; {errors} errors, {warnings} warnings, {hints} hints."
    )
    return "\n".join([*(problem.report(language) for problem in sorted(content.problems)), total])


def _counts(content: Content) -> Counter[Level]:
    return Counter(problem.level for problem in content.problems)
