"""`./inv check`: the report, for people and for programs."""

from __future__ import annotations

import json

from commands.check import as_object, as_text
from plugins.newsroom.content import Content
from plugins.newsroom.problem import Level, Problem
from plugins.newsroom.site import Site


def problem(path: str, line: int, code: str, level: Level) -> Problem:
    """Return a problem of that place."""
    return Problem(path, line, code, "rating.points", level, "quá lớn", "too large", 'sửa "points"', 'correct "points"')


def content(*problems: Problem) -> Content:
    """Return a folder's content with nothing in it but problems."""
    return Content(site=Site(), articles=(), bodies={}, comments={}, media={}, problems=problems)


ERROR = problem("articles/b.md", 9, "E204", Level.ERROR)
WARNING = problem("articles/a.md", 3, "W101", Level.WARNING)


def test_the_report_has_a_line_a_problem_in_the_order_of_files() -> None:
    """Every problem is shown, then their number."""
    assert as_text(content(ERROR, WARNING), "vi").splitlines() == [
        'articles/a.md:3: rating.points: W101 quá lớn. Cách sửa: sửa "points".',
        'articles/b.md:9: rating.points: E204 quá lớn. Cách sửa: sửa "points".',
        "0 bài; 1 lỗi, 1 cảnh báo, 0 gợi ý.",
    ]


def test_the_report_speaks_english() -> None:
    """`--lang en` changes words, never codes or places."""
    assert as_text(content(ERROR), "en").splitlines() == [
        'articles/b.md:9: rating.points: E204 too large. Fix: correct "points".',
        "0 articles; 1 errors, 0 warnings, 0 hints.",
    ]


def test_programs_get_one_object_of_the_agreed_form() -> None:
    """The form is that of the content format; accents stay readable."""
    text = as_object(content(ERROR, WARNING), "vi")
    answer = json.loads(text)
    assert {key: answer[key] for key in ("articles", "errors", "warnings")} == {
        "articles": 0,
        "errors": 1,
        "warnings": 1,
    }
    assert answer["problems"][1] == {
        "path": "articles/b.md",
        "line": 9,
        "field": "rating.points",
        "code": "E204",
        "level": "error",
        "message": "quá lớn",
        "fix": 'sửa "points"',
    }
    assert "quá lớn" in text
