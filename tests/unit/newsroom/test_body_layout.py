from __future__ import annotations

import pytest

from plugins.newsroom.body import render_body


def _found(source: str) -> list[tuple[str, int]]:
    problems = render_body(source, "articles/a.md", 1, is_legacy=False, takes_lead=False).problems
    return [(problem.code, problem.line) for problem in problems]


def _html(source: str) -> str:
    return render_body(source, "articles/a.md", 1, is_legacy=False, takes_lead=False).body.html


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("## Một\n\n### Hai\n\n## Ba\n", []),
        ("# Một\n\n## Hai\n\n### Ba\n", []),
        ("Một\n===\n\nHai\n---\n", []),
        ("Đầu.\n\n### Một\n", [("W320", 3)]),
        ("# Một\n\n### Hai\n", [("W320", 3)]),
        ("## Một\n\nx\n\n#### Hai *nghiêng*\n\n##### Ba\n", [("W320", 5)]),
        ("<h2>Một</h2>\n\n<h4>Hai</h4>\n", [("W320", 3)]),
    ],
)
def test_headings_go_down_by_one(source: str, found: list[tuple[str, int]]) -> None:
    """The page's title is the first level; no heading leaves one out, however the levels are written."""
    assert _found(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", []),
        ("a | b\n--- | :-:\n1 | 2\n", []),
        ("Đây là a | b.\n", []),
        ("ĐT: 0271 1 | Fax: 0271 2\nThư: a@b.vn | Web: b.vn\n", []),
        ("- a | b\n- c | d\n- e | f\n", []),
        ("Một dòng | thôi\nmột dòng không.\n", []),
        ("    | a | b |\n    | 1 | 2 |\n", []),
        ("x\n\n| a | b |\n| 1 | 2 |\n", [("W321", 3)]),
        ("a | b\n1 | 2\n3 | 4\n", [("W321", 1)]),
        ("Bảng:\n| a | b |\n|---|---|\n| 1 | 2 |\n", [("W322", 2)]),
        ("|---|---|\n| 1 | 2 |\n", [("W322", 1)]),
    ],
)
def test_tables(source: str, found: list[tuple[str, int]]) -> None:
    """What looks like a table and becomes none is named: the row of dashes is the second line of its block."""
    assert _found(source) == found
    assert ("<table>" in _html(source)) is (not found and "---" in source)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x\n\n- a\n- b\n", []),
        ("## x\n- a\n", []),
        ("- a\n    - b\n", []),
        ("- a\ntiếp\n- b\n", []),
        (" - a\n - b\n", []),
        ("- a\n\n    đoạn\n\n- b\n", []),
        ("x\n\n---\n\ny\n", []),
        ("x\n- - -\n", []),
        ("Sinh năm\n1990. Mất năm\n30. x\n", []),
        ("    x\n    - a\n", []),
        ("1) a\n\n2) b\n", []),
        ("– Anh nói.\n", []),
        ("x:\n- a\n- b\n", [("W323", 2)]),
        ("x:\n1. a\n2. b\n", [("W323", 2)]),
        ("x\n\n- a\n  - b\n  - c\n", [("W324", 4)]),
        ("1. a\n   - b\n", [("W324", 2)]),
        ("- a\n\n  - b\n", [("W324", 3)]),
        ("x\n\n1) a\n2) b\n", [("W325", 3)]),
        ("a) một\nb) hai\n", [("W325", 1)]),
        ("Gồm:\n• một\n• hai\n", [("W325", 2)]),
        ("– Anh nói.\n– Chị đáp.\n", [("W325", 1)]),
    ],
)
def test_lists(source: str, found: list[tuple[str, int]]) -> None:
    """What looks like a list or a deeper level and becomes none is named, once a list."""
    assert _found(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Lễ hội: mùa xuân\n", []),
        ("Mở đầu.\n\nTags: a\n", []),
        ("title: Lễ hội\n\nx\n", [("W327", 1)]),
        ("\n\nTags: a\nx\n", [("W327", 3)]),
        ("---\ntitle: a\n---\nx\n", [("W327", 2)]),
        ("Category: tin\n", [("W327", 1)]),
    ],
)
def test_a_header_in_the_text(source: str, found: list[tuple[str, int]]) -> None:
    """A text that begins with a line of a header has lost it."""
    assert [one for one in _found(source) if one[0] == "W327"] == found
