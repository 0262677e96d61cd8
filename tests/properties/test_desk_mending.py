"""Mending: once is enough, and nothing is said that was not said before."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hypothesis import event, given, strategies as st

from desk.proofreading.manuscript import Manuscript
from desk.proofreading.mending import mend
from desk.proofreading.proof import proofread
from plugins.newsroom.decoding import decode_text
from plugins.newsroom.problem import Level
from plugins.newsroom.site import TonePlacement
from plugins.newsroom.source import read_article

PATH: Final = "articles/tin.md"

_PIECES: Final = st.sampled_from(
    (
        *("Xã hoà giải", "khỏe", "Ông Hoà", "Ðảng bộ", "cаo", "p\u200bháo", "cao\u00adsu", "từ\u200bkhác", "quý"),
        *(
            "[hoà](/media/hoà.pdf)",
            "`hoà Ðảng`",
            "**toà**",
            "<b>khoẻ</b>",
            "https://a.vn/hoà",
            "\ufeff",
            "kΩ",
            "Россия",
        ),
        *(" ", "  ", "   ", "\t", "\n", "\n", "\n\n", "\n\n", "  \n", " \n\n", "\r\n", "\n    ", "\n```\n"),
        *(
            "\n- a",
            "\n  - b",
            "\n    - c",
            "\n   - d",
            "\n1. x",
            "\n   - y",
            "\n\n- z",
            "\n> q",
            "\n## Mục hoà",
            "a | b",
        ),
        *("e\u0302\u0301", "\u00a0", "&nbsp;", "\\", "*", "_", "—", "“x”"),
    )
)
_BODIES: Final = st.lists(_PIECES, max_size=14).map("".join)
_HEADERS: Final = st.lists(
    st.sampled_from(
        (
            *(
                "title: Tin hoà",
                "title： Tin",
                "title: “Tin: một”",
                "title: “Tin”",
                "title:\u00a0Tin",
                "title: 'Ðảng'   ",
            ),
            *("summary: |\n  Lời hoà  \n  hai  ", 'summary: "Lời\\noà khoẻ"', "tags: [hoà, Ðảng]", "authors: [Lê hoà]"),
            *("date: 2026-01-01", "date： 2026-01-01", "category: le", "\u00a0category: le", "slug: hoa"),
        )
    ),
    max_size=6,
    unique_by=lambda line: re.split("[:：]", line.strip())[0],
)
_CHOICES: Final[st.SearchStrategy[TonePlacement | None]] = st.sampled_from(("old", "new", None))


def make(lines: list[str], body: str, start: str = "") -> bytes:
    """Return a file, with title, date and category where the lines leave them out."""
    said = {re.split("[:：]", line.strip())[0] for line in lines}
    fill = {"title": "title: Tin", "date": "date: 2026-01-01", "category": "category: le"}
    whole = [*lines, *(line for name, line in fill.items() if name not in said)]
    return (start + "---\n" + "\n".join(whole) + "\n---\n" + body).encode()


def bare(text: str) -> str:
    """Return letters without marks, with their look-alikes, and without what nobody sees."""
    plain = unicodedata.normalize("NFD", text).translate(
        str.maketrans("ÐĐđð\u0430", "DDdda", "\u200b\u00ad\u2060\ufeff")
    )
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@given(_HEADERS, _BODIES, _CHOICES, st.sampled_from(("", "\ufeff")))
def test_mending_twice_is_mending_once(lines: list[str], body: str, choice: TonePlacement | None, start: str) -> None:
    """What is mended needs no mending; it is UTF-8 in NFC with line feeds and no byte order mark."""
    data = make(lines, body, start)
    mended = mend(PATH, data, choice)
    event("changed" if mended != data else "as it was")
    assert mend(PATH, mended, choice) == mended
    text, problems = decode_text(mended, PATH)
    if not any(problem.level is Level.ERROR for problem in problems):
        assert text.encode() == mended
        assert problems == ()


@given(_HEADERS, _BODIES, _CHOICES)
def test_mending_changes_how_words_are_spelled_and_no_more(
    lines: list[str], body: str, choice: TonePlacement | None
) -> None:
    """Front matter and words are the same but for marks; a file that can be read can be read afterwards."""
    data = make(lines, body)
    before, html_before, _ = read_article(PATH, decode_text(data, PATH)[0])
    mended = mend(PATH, data, choice)
    after, html_after, _ = read_article(PATH, decode_text(mended, PATH)[0])
    if before is None:
        return
    assert after is not None
    assert html_before is not None
    assert html_after is not None
    assert bare(repr(after)) == bare(repr(before))
    assert (after.tags, after.authors, after.slug) == (before.tags, before.authors, before.slug)
    words = [re.sub(r"<[^>]*>|\s+", "", bare(body.html)) for body in (html_before, html_after)]
    assert words[0] == words[1]
    assert (html_before.links, html_before.images) == (html_after.links, html_after.images)
    assert re.findall(r'(?:href|src)="[^"]*"', html_before.html) == re.findall(r'(?:href|src)="[^"]*"', html_after.html)


@given(_BODIES, _CHOICES.filter(bool))
def test_what_can_be_mended_is_not_told_again(body: str, choice: TonePlacement | None) -> None:
    """After mending, tones and letters are as they should be."""
    mended = mend(PATH, make([], body), choice)
    text, problems = decode_text(mended, PATH)
    if not any(problem.level is Level.ERROR for problem in problems):
        article, made, _ = read_article(PATH, text)
        found = {problem.code for problem in proofread(Manuscript(PATH, text), article, made, choice)}
        assert not found & {"H330", "H331", "W332"}
