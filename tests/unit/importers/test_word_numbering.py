"""The numbers that Word shows before paragraphs, counted as Word counts."""

from __future__ import annotations

import pytest
from lxml import etree

from importers.word.numbering import Numbering
from tests.word_files import NAMESPACES, numbering


def labels(inner: str, *places: tuple[str, int]) -> list[str]:
    """Return what stands before paragraphs at these places, "•" for a bullet, "" for nothing."""
    counted = Numbering(etree.fromstring(f"<w:numbering {NAMESPACES}>{inner}</w:numbering>"))
    found = [counted.next(number, depth) for number, depth in places]
    return ["" if label is None else label.text or "•" for label in found]


def test_deeper_levels_begin_anew_under_each_number() -> None:
    """And show the numbers above them where the document says so."""
    lists = numbering([("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)")])
    places = [("1", depth) for depth in (0, 1, 1, 2, 0, 1, 2, 2)]
    assert labels(lists, *places) == ["1.", "1.1.", "1.2.", "a)", "2.", "2.1.", "a)", "b)"]


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("upperRoman", 1, "I"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 4000, "4000"),
        ("lowerLetter", 26, "z"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 53, "aaa"),
        ("lowerLetter", 1000, "1000"),
        ("decimalZero", 7, "07"),
        ("vietnameseCounting", 3, "3"),
    ],
)
def test_numbers_have_their_forms(form: str, start: int, shown: str) -> None:
    """A form that has no sign for a number, or that nobody knows, shows digits."""
    assert labels(numbering([(form, "%1", start)]), ("1", 0)) == [shown]


def test_two_uses_of_one_list_go_on_unless_the_second_begins_anew() -> None:
    """Word makes a new use for each "restart at 1", and sometimes for nothing."""
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    uses = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    assert labels(uses, ("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)) == ["1.", "2.", "5.", "6.", "7."]


def test_a_list_may_look_as_a_style_of_lists_says() -> None:
    """The list itself then only names the style."""
    styled = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="k"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="k"/>'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert labels(styled, ("4", 0)) == ["•"]


def test_what_the_document_does_not_describe_shows_nothing() -> None:
    """Lists and levels that are not there, and levels of no sign."""
    lists = numbering([("none", ""), ("decimal", "")])
    assert labels(lists, ("1", 0), ("1", 1), ("1", 8), ("9", 0)) == ["", "", "", ""]
