from __future__ import annotations

import pytest

from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml, split_front_matter


def test_scalars_stay_text() -> None:
    """YAML's own types are not applied: `no`, `22:33`, `010`, `null`, a date are what was typed."""
    text = "a: no\nb: 22:33\nc: 010\nd: null\ne: 2019-06-24\nf: 1e3\n"
    tree, problems = parse_yaml(text, "a.md")
    assert problems == ()
    assert tree is not None
    assert tree.value == {"a": "no", "b": "22:33", "c": "010", "d": "null", "e": "2019-06-24", "f": "1e3"}


def test_lines_of_nested_values() -> None:
    """A path leads to the line of its key or item; one that leads nowhere to the last thing it reached."""
    tree, _ = parse_yaml("title: x\nimage:\n  src: a\n  alt: b\ntags:\n  - một\n  - hai\n", "a.md", first_line=2)
    assert tree is not None
    lines = [tree.line_of(path) for path in (("title",), ("image", "alt"), ("tags", 1), ("image", "none"), ("none",))]
    assert lines == [2, 5, 8, 3, 2]


def test_parts_and_their_lines() -> None:
    """A file is cut at its `---` lines, blanks behind them allowed; a later `---` belongs to the body."""
    parts, problems = split_front_matter("--- \ntitle: x\n---\t\nMột\n\n---\n", "a.md")
    assert problems == ()
    assert parts is not None
    assert (parts.header, parts.body) == ("title: x\n", "Một\n\n---\n")
    assert (parts.header_line, parts.body_line) == (2, 4)


def test_bom_and_crlf_are_accepted() -> None:
    """What Windows editors write is no mistake."""
    text, problems = decode_text("\ufeff---\r\ntitle: Lễ\r\n---\r\n".encode(), "a.md")
    assert (text, problems) == ("---\ntitle: Lễ\n---\n", ())


@pytest.mark.parametrize("bad", [b"\xff\xfea\x00", b"a\n\nb \xf4", b"\xef\xbb\xbfa\n\xf4"])
def test_other_encodings_name_the_byte(bad: bytes) -> None:
    """The line and the position of the first byte that is not UTF-8 are told, with and without a BOM."""
    _, (problem,) = decode_text(bad, "a.md")
    place = next(n for n in range(len(bad)) if bad[n] in (0xF4, 0xFF))
    assert problem.code == "E109"
    assert problem.line == bad[:place].count(b"\n") + 1
    assert f"vị trí {place})" in problem.vi


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 5000, "[" * 100 + "]" * 100])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    """A file of brackets neither ends the process nor keeps it busy."""
    tree, problems = parse_yaml(text, "a.md")
    assert tree is None
    assert [problem.code for problem in problems] == ["E103"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("title: Họp báo: quý 2\n", "E104", 1),
        ("a: b\ntitle: Họp báo:\ndate: x\n", "E104", 2),
        ("a:\n\tb: c\n", "E105", 2),
        ("title：x\ndate: y\n", "E106", 1),
        ("title: *x\n", "E113", 1),
        ("title: !Khẩn x\n", "E114", 1),
        ("title: 'x\ndate: y\n", "E103", 1),
        ("a: b\n---\nc: d\n", "E103", 2),
        ("? [a]\n: b\n", "E103", 1),
        ("title: Hạng #1\n", "W102", 1),
    ],
)
def test_what_the_editor_did(text: str, code: str, line: int) -> None:
    """The parser's complaint becomes the slip behind it, on its line."""
    _, problems = parse_yaml(text, "a.md")
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]


def test_number_sign_in_quotes_is_text() -> None:
    """A quoted `#`, one without a blank before it, and a comment line of its own are no loss."""
    assert parse_yaml('title: "Quốc lộ #14"\n# ghi chú\nunit: a#b\n', "a.md")[1] == ()
