"""Whatever a Word file holds: its words come back in their order, once, and nothing of them is markup."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings, strategies as st

from importers.tree import words_of_html
from importers.word.reading import Reading, read_document
from plugins.newsroom.body import render_body
from plugins.newsroom.problem import Level
from plugins.newsroom.vietnamese import nfc
from tests.word_files import cell, docx, numbering, p, r, row, table

# Letters, and every sign that means something to Markdown, HTML or YAML.
SIGNS = st.sampled_from([*"abđêếữ159", *"*_`#|<>&\\[](){}-+.!~:=^\"'$%@/;,?"])
WORDS = st.lists(st.text(SIGNS, min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>'])
LISTS = numbering([("decimal", "%1."), ("decimal", "%2.")], [("bullet", "•"), ("bullet", "•")])

# A block: its XML, and the words that a reader of the paper sees.
Block = tuple[str, str]


@st.composite
def paragraphs(draw: st.DrawFn, /, **settings: object) -> Block:
    """Return a paragraph of several runs; their borders lie anywhere, within words too."""
    pieces = draw(st.lists(st.tuples(WORDS, LOOKS, st.sampled_from(["", " "])), min_size=1, max_size=4))
    runs = [r(words + blank, properties=look) for words, look, blank in pieces]
    return p(*runs, **settings), "".join(words + blank for words, _, blank in pieces)  # type: ignore[arg-type]


def items() -> st.SearchStrategy[Block]:
    """Return items of lists, on any level."""
    return st.tuples(st.just(2), st.integers(0, 1)).flatmap(lambda place: paragraphs(item=place))


@st.composite
def tables(draw: st.DrawFn) -> Block:
    """Return a table, with a head or without."""
    width = draw(st.integers(2, 3))
    rows = draw(st.lists(st.lists(paragraphs(), min_size=width, max_size=width), min_size=1, max_size=3))
    has_head = draw(st.booleans())
    made = [
        row(*(cell(xml) for xml, _ in cells), is_header=has_head and not number) for number, cells in enumerate(rows)
    ]
    return table(*made), " ".join(words for cells in rows for _, words in cells)


def styled(style: str) -> Callable[[], st.SearchStrategy[Block]]:
    """Return what makes paragraphs of a style."""
    return lambda: paragraphs(style=style)


BLOCKS = st.lists(st.one_of(paragraphs(), items(), tables(), styled("u1")(), styled("u2")()), min_size=1, max_size=6)


def words_in(reading: Reading) -> list[str]:
    """Return the words of the whole article as readers see them."""
    rendered = render_body(reading.body, "bai.md", 1, is_legacy=False, takes_lead=False)
    assert [problem.report() for problem in rendered.problems if problem.level is Level.ERROR] == []
    return [*reading.summary.split(), *words_of_html(rendered.body.html)]


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_the_words_of_a_file_come_back_in_their_order(blocks: list[Block]) -> None:
    """Through Word's XML, Markdown and the portal's own reader; the two lines at the head become fields."""
    head = (p("Tên bài", style="Tieude"), p("Đoạn mở đầu.", style="Phude"), "24/06/2019")
    reading = read_document(docx(*head, *(xml for xml, _ in blocks), "Hết bài.", lists=LISTS), "bai")
    said = nfc(" ".join(words for _, words in blocks))
    assert words_in(reading) == ["Đoạn", "mở", "đầu.", *said.split(), "Hết", "bài."]
    assert reading.title == "Tên bài"


@settings(max_examples=25, deadline=None)
@given(BLOCKS)
def test_the_same_file_gives_the_same_article(blocks: list[Block]) -> None:
    """Whatever is guessed is guessed anew in the same way."""
    data = docx(*(xml for xml, _ in blocks), lists=LISTS)
    assert read_document(data, "bai") == read_document(data, "bai")


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_no_word_is_lost_to_a_guess(blocks: list[Block]) -> None:
    """What is taken for a headline, a lead, a date or a signature stands in its field."""
    reading = read_document(docx(*(xml for xml, _ in blocks), lists=LISTS), "bai")
    said = "".join(nfc(" ".join(words for _, words in blocks)).split())
    fields = "".join(guess.value + guess.basis for guess in reading.guesses)
    got = "".join(words_in(reading)) + "".join(fields.split()) + "".join(reading.title.split())
    assert not {sign for sign in set(said) if said.count(sign) > got.count(sign)}
