"""`./inv check`: the report, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import replace

from commands.check_formats import as_github, as_gitlab, as_object, as_text
from plugins.newsroom.problem import Level, Problem


def problem(path: str, line: int, code: str, level: Level) -> Problem:
    """Return a problem of that place."""
    return Problem(path, line, code, "rating.points", level, "quá lớn", "too large", 'sửa "points"', 'correct "points"')


ERROR = problem("articles/b.md", 9, "E204", Level.ERROR)
WARNING = problem("articles/a.md", 3, "W101", Level.WARNING)


def test_the_report_has_a_line_a_problem_in_the_order_of_files() -> None:
    """Every problem is shown, then their number."""
    assert as_text((WARNING, ERROR), 3, "vi").splitlines() == [
        'articles/a.md:3: rating.points: W101 quá lớn. Cách sửa: sửa "points".',
        'articles/b.md:9: rating.points: E204 quá lớn. Cách sửa: sửa "points".',
        "3 bài; 1 lỗi, 1 cảnh báo, 0 gợi ý.",
    ]


def test_the_report_speaks_english() -> None:
    """`--lang en` changes words, never codes or places."""
    assert as_text((ERROR,), 1, "en").splitlines() == [
        'articles/b.md:9: rating.points: E204 too large. Fix: correct "points".',
        "1 articles; 1 errors, 0 warnings, 0 hints.",
    ]


def test_programs_get_one_object_of_the_agreed_form() -> None:
    """The form is that of the content format; accents stay readable."""
    text = as_object((WARNING, ERROR), 3, "vi")
    answer = json.loads(text)
    assert {key: answer[key] for key in ("articles", "errors", "warnings")} == {
        "articles": 3,
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


def test_github_gets_a_workflow_command_a_problem() -> None:
    """Signs that would end the command or its properties are escaped; a hint is a notice; the sum stands below."""
    odd = replace(problem("articles/a,b:c.md", 3, "H101", Level.HINT), vi="100 %\nhai")
    assert as_github((odd, ERROR), 2, "content", "vi").splitlines() == [
        (
            "::notice file=content/articles/a%2Cb%3Ac.md,line=3,title=H101::"
            'rating.points: H101 100 %25%0Ahai. Cách sửa: sửa "points".'
        ),
        '::error file=content/articles/b.md,line=9,title=E204::rating.points: E204 quá lớn. Cách sửa: sửa "points".',
        "2 bài; 1 lỗi, 0 cảnh báo, 1 gợi ý.",
    ]


def test_gitlab_knows_a_problem_again_when_lines_move() -> None:
    """The fingerprint is of the file and the words, not of the line; equal ones are counted."""
    twice = (ERROR, replace(ERROR, line=20))
    report = json.loads(as_gitlab(twice, "content", "vi"))
    assert report[0] == {
        "description": 'rating.points: E204 quá lớn. Cách sửa: sửa "points".',
        "check_name": "E204",
        "fingerprint": report[0]["fingerprint"],
        "severity": "critical",
        "location": {"path": "content/articles/b.md", "lines": {"begin": 9}},
    }
    moved = json.loads(as_gitlab(tuple(replace(one, line=one.line + 3) for one in twice), "content", "en"))
    prints = [entry["fingerprint"] for entry in report]
    assert len(set(prints)) == 2
    assert [entry["fingerprint"] for entry in moved] == prints
    other = json.loads(as_gitlab((replace(ERROR, path="articles/c.md"),), "content", "vi"))
    assert other[0]["fingerprint"] not in prints


def test_nothing_wrong_is_an_empty_report() -> None:
    """GitLab wants a list whatever it holds."""
    assert json.loads(as_gitlab((), "content", "vi")) == []
